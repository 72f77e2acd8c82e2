using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Work;

/// <summary>The side of <c>work</c> that those who do it see: what is due is taken, given back, or given up.</summary>
public sealed class WorkQueue(Database database, TimeProvider clock)
{
    /// <summary>The key of the item that a shop has all the time.</summary>
    public const string Repeated = "repeated";

    private const int ShopsAtOnce = 16;
    private const int NewShopsAtOnce = 500;

    private static readonly SqlFile Sql = WorkStore.Sql;

    private readonly ShopId[] _lastShops = new ShopId[Lanes.All.Count];

    /// <summary>
    /// Takes one item that is due, of the first of these lanes that has one, the shops in turn, within a shop the longest
    /// due, and hides it for <paramref name="visibility"/>. Null when nothing is due.
    /// </summary>
    public async Task<WorkItem?> ClaimAsync(IReadOnlyList<Lane> lanes, TimeSpan visibility, CancellationToken cancel)
    {
        foreach (var lane in lanes)
        {
            foreach (var shopId in await NextShopsAsync(lane, cancel))
            {
                if (await ClaimAsync(lane, shopId, visibility, cancel) is { } item)
                {
                    _lastShops[(int)lane] = shopId;
                    return item;
                }
            }
        }

        return null;
    }

    /// <summary>When the next item of these lanes may be taken; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<Lane> lanes, CancellationToken cancel)
    {
        DateTimeOffset? next = null;
        foreach (var lane in lanes)
        {
            var due = await database.FindAsync<DateTimeOffset?>(Sql["next_due"], new { Lane = lane }, cancel);
            next = next < due ? next : due ?? next;
        }

        return next;
    }

    /// <summary>Ends an item that was taken, unless it was ended already.</summary>
    public Task<bool> DoneAsync(WorkItem item, CancellationToken cancel) =>
        database.WriteAsync(transaction => WorkStore.DoneAsync(transaction, item, cancel), cancel);

    /// <summary>Ends an item that was taken and asks for it once more; false when it was replaced, cancelled or taken by another since.</summary>
    public Task<bool> AgainAsync(WorkItem item, DateTimeOffset dueAt, string? payload, CancellationToken cancel) =>
        database.WriteAsync(transaction => WorkStore.AgainAsync(transaction, item, dueAt, payload, cancel), cancel);

    /// <summary>Gives an item back, to be taken again after <paramref name="delay"/>. <paramref name="failed"/> counts a try.</summary>
    public Task ReleaseAsync(WorkItem item, TimeSpan delay, bool failed, CancellationToken cancel) => database.ExecuteAsync(
        Sql["release"],
        new { item.ShopId, item.Id, item.Receipt, VisibleAt = clock.GetUtcNow() + delay, Failed = failed ? 1 : 0 },
        cancel);

    /// <summary>Sets an item aside with its error's name, for a person to look at, and tells the open screens.</summary>
    public Task GiveUpAsync(WorkItem item, string error, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var args = new { item.ShopId, item.Id, item.Receipt, Now = now, Error = error };
        return database.WriteAsync(transaction => WorkStore.TellAsync(transaction, Sql["give_up"], item.ShopId, args, now, cancel), cancel);
    }

    /// <summary>Sees to it that every shop has its item of a kind of repeated work.</summary>
    public async Task ScheduleAsync(string kind, TimeSpan wait, CancellationToken cancel)
    {
        var shops = await database.QueryAsync<ShopId>(
            Sql["list_shops_without"], new { Kind = kind, Key = Repeated, Take = NewShopsAtOnce }, cancel);
        if (shops.Count > 0)
        {
            await database.WriteAsync(transaction => AddAsync(transaction, shops, kind, wait, cancel), cancel);
        }
    }

    /// <inheritdoc cref="Database.AnswersAsync"/>
    public Task<bool> AnswersAsync(CancellationToken cancel) => database.AnswersAsync(cancel);

    private async Task AddAsync(WriteTransaction transaction, List<ShopId> shops, string kind, TimeSpan wait, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var shopId in shops)
        {
            var item = new WorkItem { ShopId = shopId, Kind = kind, Key = Repeated, Lane = Lane.Change, DueAt = now + wait };
            await WorkStore.AddAsync(transaction, item, now, cancel);
        }
    }

    // Shops take turns: those behind the last one served come first.
    private async Task<List<ShopId>> NextShopsAsync(Lane lane, CancellationToken cancel)
    {
        var after = _lastShops[(int)lane];
        var shops = await NextShopsAsync(lane, after, cancel);
        if (shops.Count < ShopsAtOnce && after.Value > 0)
        {
            var first = await NextShopsAsync(lane, default, cancel);
            shops.AddRange(first.TakeWhile(shop => shop.Value <= after.Value).Take(ShopsAtOnce - shops.Count));
        }

        return shops;
    }

    private Task<List<ShopId>> NextShopsAsync(Lane lane, ShopId after, CancellationToken cancel) => database.QueryAsync<ShopId>(
        Sql["next_shops"], new { Lane = lane, After = after, Now = clock.GetUtcNow(), Take = ShopsAtOnce }, cancel);

    private async Task<WorkItem?> ClaimAsync(Lane lane, ShopId shopId, TimeSpan visibility, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var args = new { ShopId = shopId, Lane = lane, Now = now, Until = now + visibility };
        return (await database.WriteAsync(transaction => transaction.QueryAsync<WorkItem>(Sql["claim"], args, cancel), cancel)).SingleOrDefault();
    }
}

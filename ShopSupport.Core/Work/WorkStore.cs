using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Work;

/// <summary>What must happen later: added, moved, cancelled and ended in the transactions of its causes and effects.</summary>
public sealed class WorkStore(Database database, TimeProvider clock)
{
    internal static readonly SqlFile Sql = SqlFile.Load("Work.Work.sql");

    /// <summary>Adds an item. One that has a key replaces what waits under it: the due time moves, failures are forgotten.</summary>
    public static async Task AddAsync(WriteTransaction transaction, WorkItem item, DateTimeOffset now, CancellationToken cancel)
    {
        var args = new { item.ShopId, item.Kind, item.Key, item.Lane, item.DueAt, item.Payload, Now = now };
        if (item.Key is null || await transaction.ExecuteAsync(Sql["replace"], args, cancel) == 0)
        {
            await transaction.ExecuteAsync(Sql["add"], args, cancel);
        }
    }

    /// <summary>Takes back what waits under a key; false when nothing does. One that is being done at this moment goes on.</summary>
    public static async Task<bool> CancelAsync(WriteTransaction transaction, ShopId shopId, string kind, string key, CancellationToken cancel) =>
        await transaction.ExecuteAsync(Sql["cancel"], new { ShopId = shopId, Kind = kind, Key = key }, cancel) > 0;

    /// <summary>Makes what waits under a key due at that time if it were due later. One that is being done, or has failed and waits, stays as it was.</summary>
    public static Task HastenAsync(WriteTransaction transaction, ShopId shopId, string kind, string key, DateTimeOffset dueAt, CancellationToken cancel) =>
        transaction.ExecuteAsync(Sql["hasten"], new { ShopId = shopId, Kind = kind, Key = key, DueAt = dueAt }, cancel);

    /// <summary>Ends an item that was taken; false when it was replaced, cancelled or taken by another since.</summary>
    public static async Task<bool> DoneAsync(WriteTransaction transaction, WorkItem item, CancellationToken cancel) =>
        await transaction.ExecuteAsync(Sql["done"], new { item.ShopId, item.Id, item.Receipt }, cancel) > 0;

    /// <summary>Ends an item that was taken and asks for it once more; false when it was replaced, cancelled or taken by another since.</summary>
    public static async Task<bool> AgainAsync(
        WriteTransaction transaction, WorkItem item, DateTimeOffset dueAt, string? payload, CancellationToken cancel) =>
        await transaction.ExecuteAsync(Sql["again"], new { item.ShopId, item.Id, item.Receipt, DueAt = dueAt, Payload = payload }, cancel) > 0;

    /// <summary>Items of a shop that were given up, the latest first.</summary>
    public Task<List<DeadWork>> ListDeadAsync(ShopId shopId, int take, CancellationToken cancel) =>
        database.QueryAsync<DeadWork>(Sql["list_dead"], new { ShopId = shopId, Take = take }, cancel);

    /// <summary>Asks for an item that was given up once more, now, and tells the open screens; false when there is no such one.</summary>
    public Task<bool> RetryAsync(ShopId shopId, WorkId id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var args = new { ShopId = shopId, Id = id, Now = now };
        return database.WriteAsync(transaction => TellAsync(transaction, Sql["retry"], shopId, args, now, cancel), cancel);
    }

    /// <summary>Changes what counts as failed and tells the open screens; false when nothing changed.</summary>
    internal static async Task<bool> TellAsync(
        WriteTransaction transaction, SqlText change, ShopId shopId, object args, DateTimeOffset now, CancellationToken cancel)
    {
        if (await transaction.ExecuteAsync(change, args, cancel) == 0)
        {
            return false;
        }

        await ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Sync }], now, cancel);
        return true;
    }
}

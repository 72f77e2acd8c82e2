using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Insights;

/// <summary>The few figures that tell how a desk is doing now.</summary>
public sealed class DeskFigures(Database database, TimeProvider clock)
{
    /// <summary>How many days a figure of "the last week" stands on: whole days of 24 hours, counted back from now.</summary>
    public const int Days = 7;

    private static readonly SqlFile Sql = SqlFile.Load("Insights.DeskFigures.sql");

    /// <summary>Conversations that wait for a reply: those of the inbox's view of that name, snoozed ones not among them.</summary>
    public async Task<Waiting> WaitingAsync(ShopId shopId, CancellationToken cancel) =>
        (await database.FindAsync<Waiting>(Sql["waiting"], new { ShopId = shopId }, cancel))!;

    /// <summary>First replies of the last <see cref="Days"/> days, and of as many before.</summary>
    public async Task<(FirstReplies Now, FirstReplies Before)> FirstRepliesAsync(ShopId shopId, CancellationToken cancel)
    {
        var until = Instants.Cut(clock.GetUtcNow()).AddMilliseconds(1);
        var (week, since) = (until.AddDays(-Days), until.AddDays(-2 * Days));
        var replies = await database.QueryAsync<FirstReply>(Sql["list_first_replies"], new { ShopId = shopId, Since = since, Until = until }, cancel);
        // Two that were learnt in the same millisecond are both first: the earlier one counts.
        var waits = replies.Where(reply => reply.AskedAt is not null).DistinctBy(reply => reply.ConversationId).ToLookup(reply => reply.RepliedAt >= week, reply => reply.Wait);
        return (FirstReplies.Of(waits[true]), FirstReplies.Of(waits[false]));
    }

    /// <summary>Orders with a parcel in trouble, each counted once, under the worst that happened to it.</summary>
    public async Task<IReadOnlyDictionary<ParcelTrouble, long>> CountParcelTroublesAsync(ShopId shopId, CancellationToken cancel) =>
        (await database.QueryAsync<(int Trouble, long Total)>(Sql["count_parcels"], Window(shopId, take: 0), cancel))
            .ToDictionary(row => (ParcelTrouble)row.Trouble, row => row.Total);

    /// <summary>Parcels in trouble, the worst first, and of equals the one that was heard of last.</summary>
    public Task<List<TroubledParcel>> ListParcelTroublesAsync(ShopId shopId, int take, CancellationToken cancel) =>
        database.QueryAsync<TroubledParcel>(Sql["list_parcels"], Window(shopId, take), cancel);

    /// <summary>How many orders are still to be fetched, whose parcels may stand otherwise than we know.</summary>
    public Task<long> CountAwaitedOrdersAsync(ShopId shopId, CancellationToken cancel) =>
        database.FindAsync<long>(Sql["count_awaited"], new { ShopId = shopId }, cancel);

    private object Window(ShopId shopId, int take)
    {
        var now = clock.GetUtcNow();
        return new { ShopId = shopId, Since = now.AddDays(-TroubledParcel.LookedBackDays), Quiet = now.AddDays(-TroubledParcel.QuietDays), Take = take };
    }

    private sealed record FirstReply
    {
        public ConversationId ConversationId { get; init; }

        public DateTimeOffset RepliedAt { get; init; }

        public DateTimeOffset? AskedAt { get; init; }

        public TimeSpan Wait => RepliedAt > AskedAt!.Value ? RepliedAt - AskedAt.Value : TimeSpan.Zero;
    }
}

/// <summary>Who waits for a reply.</summary>
public sealed record Waiting
{
    /// <summary>How many conversations.</summary>
    public long Total { get; init; }

    /// <summary>Those of them that nobody has in charge.</summary>
    public long Unassigned { get; init; }

    /// <summary>Since when the one waits that waits longest; null where none does.</summary>
    public DateTimeOffset? LongestSince { get; init; }
}

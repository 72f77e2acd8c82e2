using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>Keeps the summary in step with the conversations: each change moves one conversation between two buckets.</summary>
internal static class ConversationCounts
{
    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Messages.sql");

    /// <summary>Moves one conversation; <paramref name="from"/> is null for a new one.</summary>
    public static async Task MoveAsync(
        WriteTransaction transaction, ShopId shopId, ConversationState? from, ConversationState to, CancellationToken cancel)
    {
        var target = Bucket.Of(to);
        var source = from is null ? (Bucket?)null : Bucket.Of(from);
        if (source == target)
        {
            return;
        }

        if (source is { } left)
        {
            await ChangeAsync(transaction, shopId, left, -1, cancel);
        }

        await ChangeAsync(transaction, shopId, target, 1, cancel);
    }

    private static async Task ChangeAsync(WriteTransaction transaction, ShopId shopId, Bucket bucket, int change, CancellationToken cancel)
    {
        var row = new { ShopId = shopId, Status = bucket.Status.ToKey(), bucket.IsWaiting, bucket.AssigneeId, Change = change };
        if (await transaction.ExecuteAsync(Sql["count"], row, cancel) == 0)
        {
            await transaction.ExecuteAsync(Sql["add_count"], row, cancel);
        }
    }

    private readonly record struct Bucket(ConversationStatus Status, bool IsWaiting, long AssigneeId)
    {
        public static Bucket Of(ConversationState state) => new(state.Status, state.WaitingSince is not null, state.AssigneeId?.Value ?? 0);
    }
}

namespace ShopSupport.Core.Inbox;

/// <summary>
/// Which count of the summary a conversation stands in. The views are sums of these buckets, which change in the
/// transaction that changes the conversation: nothing walks through conversations.
/// </summary>
/// <param name="Status">Whether it still needs somebody.</param>
/// <param name="IsWaiting">Whether the customer waits.</param>
/// <param name="AssigneeId">The agent in charge; 0 for nobody.</param>
internal readonly record struct ConversationBucket(ConversationStatus Status, bool IsWaiting, long AssigneeId)
{
    public static ConversationBucket Of(ConversationState state) =>
        new(state.Status, state.WaitingSince is not null, state.AssigneeId?.Value ?? 0);
}

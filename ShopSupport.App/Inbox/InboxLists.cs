using ShopSupport.App.SignIn;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Puts together what the list column shows, and the strip above it.</summary>
public sealed class InboxLists(CurrentAgent agent, InboxStore inbox, SyncStore sync, ApprovalStore approvals, Making making, ImportStrips strips)
{
    internal const int PageSize = 40;

    private const int Longest = 400;
    private const int Candidates = 20;

    /// <summary>The list from its beginning, or behind a place in it.</summary>
    /// <param name="take">How many rows are on the screen now; at least a page is shown.</param>
    internal async Task<ListPage> ListAsync(InboxView view, string? after, int? take, ConversationId? open, CancellationToken cancel)
    {
        var position = ListPositions.Read(after);
        return new ListPage
        {
            View = view,
            Counts = await inbox.CountAsync(agent.ShopId, agent.Id, cancel),
            Page = await inbox.ListAsync(agent.ShopId, view, agent.Id, position, Math.Clamp(take ?? PageSize, PageSize, Longest), cancel),
            OpenId = open,
            IsMaking = making.IsGoingOn,
            Failed = await sync.CountFailedAsync(agent.ShopId, cancel),
            ForManagers = agent.IsManager ? await approvals.CountAsync(agent.ShopId, cancel) : 0,
            IsContinued = position is not null,
        };
    }

    internal Task<ImportStrip> StripAsync(CancellationToken cancel) => strips.ReadAsync(cancel);

    /// <summary>What to do next: the conversation that waits longest, of those that no colleague has in charge if there are any.</summary>
    internal async Task<ConversationId?> NextAsync(ConversationId except, CancellationToken cancel)
    {
        var page = await inbox.ListAsync(agent.ShopId, InboxView.Waiting, agent.Id, null, Candidates, cancel);
        var others = page.Rows.Where(row => row.Id != except).ToList();
        return (others.Find(row => row.AssigneeId is null || row.AssigneeId == agent.Id) ?? others.FirstOrDefault())?.Id;
    }
}

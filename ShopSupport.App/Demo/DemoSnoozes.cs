using ShopSupport.Core.Agents;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.App.Demo;

/// <summary>Puts conversations of a demo shop aside, as a colleague did soon after their last words: no delivery can tell of it.</summary>
internal sealed class DemoSnoozes(ShopStore shops, AgentStore agents, InboxStore inbox, Database database)
{
    // There are fewer that anybody has to do something about, and those are applied first.
    private const int Looked = 400;

    private static readonly TimeSpan Considered = TimeSpan.FromMinutes(6);

    /// <summary>Puts aside what is to be; true when all of it is there already.</summary>
    public async Task<bool> PutAsideAsync(DemoShop shop, CancellationToken cancel)
    {
        var left = shop.Threads.Where(thread => thread.SnoozedUntil is not null).ToList();
        if (left.Count == 0 || await shops.FindAsync(shop.Country.Domain, cancel) is not { } made)
        {
            return left.Count == 0;
        }

        var colleague = DemoAgents.All(shop.Country.IsEnglish)[1];
        var agent = await agents.FindOrAddAsync(made.Id, colleague.Handle, colleague.Name, cancel);
        var page = await inbox.ListAsync(made.Id, InboxView.All, agent.Id, after: null, Looked, cancel);
        foreach (var row in page.Rows)
        {
            if (left.Find(thread => IsOf(row, thread)) is not { } thread)
            {
                continue;
            }

            left.Remove(thread);
            // What the visitor has done with it since is theirs, and once it woke it stays awake.
            if (row.Status is ConversationStatus.Open && await inbox.FindAsync(made.Id, row.Id, agent.Id, messages: 1, cancel) is { Acts.Count: 0 })
            {
                var conversations = new ActStore(database, new Moment(thread.LastAt + Considered));
                await conversations.SnoozeAsync(made.Id, row.Id, agent.Id, thread.SnoozedUntil!.Value, seen: null, cancel);
            }
        }

        return left.Count == 0;
    }

    private static bool IsOf(ConversationRow row, DemoThread thread) =>
        string.Equals(row.Subject, thread.Subject, StringComparison.Ordinal) && (row.LastMessageAt - thread.LastAt).Duration() < TimeSpan.FromSeconds(1);

    /// <summary>A clock that stands.</summary>
    private sealed class Moment(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
    }
}

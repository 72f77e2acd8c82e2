using System.Globalization;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.App.Sync;

/// <summary>What is called how on the page of the synchronisation: who dismissed something, and which conversations did not wake.</summary>
public sealed class SyncNames(CurrentAgent agent, AgentStore agents, InboxStore inbox)
{
    internal async Task<IReadOnlyDictionary<AgentId, string>> AgentsAsync(CancellationToken cancel) =>
        (await agents.ListAsync(agent.ShopId, cancel)).ToDictionary(known => known.Id, known => known.Name);

    /// <summary>The conversations whose time came and nothing happened, by the key of the work that was given up.</summary>
    internal async Task<IReadOnlyDictionary<string, ConversationTitle>> ConversationsAsync(IEnumerable<DeadWork> given, CancellationToken cancel)
    {
        var ids = given.Where(SyncPage.IsWake).Select(item => new ConversationId(long.Parse(item.Key!, CultureInfo.InvariantCulture))).ToList();
        var titles = ids.Count == 0 ? [] : await inbox.ListTitlesAsync(agent.ShopId, ids, cancel);
        return titles.ToDictionary(title => title.Id.ToString(), StringComparer.Ordinal);
    }
}

using ShopSupport.App.SignIn;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Shops;

namespace ShopSupport.App.Home;

/// <summary>What there is to set up, and what of it is done.</summary>
public sealed class HomeSteps(CurrentAgent agent, FirstSteps steps, AgentStore agents, ConnectionStore connections)
{
    /// <summary>Null for an agent from outside: nothing of it is theirs to do.</summary>
    internal async Task<StepList?> ListAsync(LinkedShop linked, CancellationToken cancel)
    {
        if (agent.IsOutside)
        {
            return null;
        }

        var import = linked.Freshness.Import;
        var isConnected = linked.Connection.State == ConnectionState.Connected;
        var list = new List<Step> { new("connect", isConnected, Address: null) };
        if (isConnected || import.State != ImportState.Never)
        {
            list.Add(new Step("import", import.State == ImportState.Done, Address: null));
        }

        list.Add(new Step("read", await connections.HasReadAsync(agent.ShopId, cancel), "/inbox"));
        list.Add(new Step("invite", await agents.HasCompanyAsync(agent.ShopId, cancel), "/outside"));
        return new StepList(list, await steps.AreHiddenAsync(agent.ShopId, cancel));
    }
}

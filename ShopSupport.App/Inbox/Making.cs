using ShopSupport.App.Demo;
using ShopSupport.App.SignIn;

namespace ShopSupport.App.Inbox;

/// <summary>Whether the first page of the visitor's demo shop is still being made.</summary>
public sealed class Making
{
    private readonly CurrentAgent _agent;
    private readonly DemoVisits _visits;

    internal Making(CurrentAgent agent, DemoVisits visits) => (_agent, _visits) = (agent, visits);

    /// <summary>False where nothing is being made, or what a first page shows is there.</summary>
    internal bool IsGoingOn => _agent.IsSignedIn && _visits.IsWaitedFor(_agent.ShopDomain);
}

using ShopSupport.App.Demo;
using ShopSupport.App.SignIn;

namespace ShopSupport.App.Inbox;

/// <summary>How far the making of the visitor's demo shop is.</summary>
public sealed class Making
{
    private readonly CurrentAgent _agent;
    private readonly DemoProgress _progress;

    internal Making(CurrentAgent agent, DemoProgress progress) => (_agent, _progress) = (agent, progress);

    /// <summary>Null when nothing is being made, or all is there.</summary>
    internal DemoState? State => _agent.IsSignedIn && _progress.Find(_agent.ShopDomain) is { IsFinished: false } state ? state : null;
}

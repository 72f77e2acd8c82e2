namespace ShopSupport.Simulator.Webhooks;

/// <summary>What goes wrong on the way, as it does at Shopify now and then.</summary>
internal sealed record WebhookFaults
{
    public static readonly WebhookFaults None = new();

    /// <summary>The share of deliveries that are never sent.</summary>
    public double Lose { get; init; }

    /// <summary>The share that is sent twice.</summary>
    public double Repeat { get; init; }

    /// <summary>Whether they go out in another order than they came to be.</summary>
    public bool Shuffle { get; init; }

    /// <summary>The longest that one waits before it is sent.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The same seed makes the same faults.</summary>
    public int Seed { get; init; } = 1;
}

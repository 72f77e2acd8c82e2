using ShopSupport.Simulator.Webhooks;

namespace ShopSupport.Simulator.Serve;

/// <summary>What the simulator is asked to be.</summary>
internal sealed record ServeOptions
{
    public int Port { get; init; } = 5081;

    public int Shops { get; init; } = 1;

    public int Customers { get; init; } = 2000;

    public int Orders { get; init; } = 12_000;

    /// <summary>The app's address.</summary>
    public required Uri To { get; init; }

    /// <summary>The app's description; null for the one of this repository.</summary>
    public string? AppFile { get; init; }

    public required string ApiKey { get; init; }

    public required string Secret { get; init; }

    /// <summary>Where what was changed is kept for the next run; null keeps nothing.</summary>
    public string? Keep { get; init; }

    public WebhookFaults Faults { get; init; } = WebhookFaults.None;
}

namespace ShopSupport.Simulator.Replay;

/// <summary>What a replay is asked to do.</summary>
internal sealed record ReplayOptions
{
    private const string EndpointPath = "/webhooks/shopify";

    /// <param name="to">The desk, or the very address that deliveries are posted to.</param>
    public ReplayOptions(Uri to)
    {
        var path = to.AbsolutePath;
        Endpoint = path is "/" ? new Uri(to, EndpointPath) : to;
        Base = new Uri(to, path.EndsWith(EndpointPath, StringComparison.Ordinal) ? path[..^(EndpointPath.Length - 1)] : "/");
    }

    public required string Folder { get; init; }

    public required string Secret { get; init; }

    /// <summary>Where deliveries are posted.</summary>
    public Uri Endpoint { get; }

    /// <summary>The address below which the app answers <c>/health/sync</c> and <c>/webhooks/outcomes</c>; ends in a slash.</summary>
    public Uri Base { get; }

    public required string Shop { get; init; }

    /// <summary>Sendings a second; null means as fast as they are answered.</summary>
    public double? Rate { get; init; }

    /// <summary>The seed of the order of sending; null keeps the folder's order.</summary>
    public int? Shuffle { get; init; }

    /// <summary>How often each delivery is sent in all.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>How long to wait for the app to work through what it took.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}

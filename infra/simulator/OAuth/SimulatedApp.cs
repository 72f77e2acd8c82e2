namespace ShopSupport.Simulator.OAuth;

/// <summary>The app, as its developer registered it.</summary>
internal sealed record SimulatedApp
{
    /// <summary>The client id.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The client secrets, oldest first: it is the oldest that signs.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>What stands in the path of the admin.</summary>
    public required string Handle { get; init; }

    public required string Name { get; init; }

    /// <summary>Where the admin loads it from. An app in the same process knows that only once it listens.</summary>
    public required Uri Address { get; set; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public IReadOnlyList<string> OptionalScopes { get; init; } = [];

    /// <summary>What it wants to be told, and where.</summary>
    public required IReadOnlyList<AppSubscription> Subscriptions { get; init; }

    public string Secret => Secrets[0];
}

/// <summary>A topic and the address, absolute or below the app's, that it is sent to.</summary>
internal sealed record AppSubscription(string Topic, string Uri, IReadOnlyList<string> IncludeFields);

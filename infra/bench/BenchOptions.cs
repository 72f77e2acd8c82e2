namespace ShopSupport.Bench;

/// <summary>What is measured, how long, and on how much data.</summary>
internal sealed record BenchOptions
{
    public required IReadOnlyList<string> Benches { get; init; }

    public required int Conversations { get; init; }

    public required int Messages { get; init; }

    public required int Customers { get; init; }

    public required int Orders { get; init; }

    /// <summary>How many deliveries the bench of consuming applies, and that of the queue sends.</summary>
    public required int Deliveries { get; init; }

    /// <summary>How many deliveries the bench of purging applies.</summary>
    public required int History { get; init; }

    /// <summary>How long each load of the bench of receiving lasts.</summary>
    public required int Seconds { get; init; }

    /// <summary>Where data is kept from run to run.</summary>
    public required string Directory { get; init; }

    /// <summary>The same with a tenth of everything that grows.</summary>
    public BenchOptions Tenth() => this with
    {
        Conversations = Conversations / 10,
        Messages = Messages / 10,
        Customers = Customers / 10,
        Orders = Orders / 10,
    };
}

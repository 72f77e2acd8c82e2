namespace ShopSupport.Bench.Desk;

/// <summary>The same choices in every run.</summary>
internal sealed class Chance(int seed)
{
#pragma warning disable CA5394 // made-up data, the same each time
    private readonly Random _random = new(seed);

    public int Below(int bound) => _random.Next(bound);

    /// <summary>Few customers buy and write a lot, most a little: the busiest of 200,000 has one order in 3,400.</summary>
    public int Customer(int customers) => Math.Min(customers - 1, (int)(customers * Math.Pow(_random.NextDouble(), 1.5)));
#pragma warning restore CA5394
}

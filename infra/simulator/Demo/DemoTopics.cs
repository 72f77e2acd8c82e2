namespace ShopSupport.Simulator.Demo;

/// <summary>Finds an order that a family of threads can be about, by what it must be and when it was placed.</summary>
internal sealed class DemoTopics
{
    private readonly Dictionary<(string Need, bool IsEnglish), List<DemoOrder>> _pools = [];

    public DemoTopics(IReadOnlyList<DemoOrder> orders)
    {
        foreach (var order in orders)
        {
            foreach (var need in Needs(order))
            {
                var key = (need, order.Customer.IsEnglish);
                if (!_pools.TryGetValue(key, out var pool))
                {
                    _pools[key] = pool = [];
                }

                pool.Add(order);
            }
        }
    }

    /// <summary>An order placed in that span of time, or null.</summary>
    public DemoOrder? Find(string need, bool isEnglish, DateTimeOffset from, DateTimeOffset to, DemoRandom random)
    {
        if (!_pools.TryGetValue((need, isEnglish), out var pool))
        {
            return null;
        }

        var (first, end) = (FirstAt(pool, from), FirstAt(pool, to));
        return first < end ? pool[random.Between(first, end - 1)] : null;
    }

    private static int FirstAt(List<DemoOrder> pool, DateTimeOffset at)
    {
        var (low, high) = (0, pool.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = pool[middle].At < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static IEnumerable<string> Needs(DemoOrder order)
    {
        yield return "any";
        if (order.IsShipped)
        {
            yield return "shipped";
        }

        if (order.Stage is DemoStage.Delivered && !order.IsReturning)
        {
            yield return "delivered";
        }

        if (order.Stage is DemoStage.Refunded or DemoStage.PartlyRefunded)
        {
            yield return "refunded";
        }

        if (order.Stage is DemoStage.Cancelled)
        {
            yield return "cancelled";
        }

        if (order.Contract is { } contract)
        {
            yield return "subscription";
            if (string.Equals(contract.Status, "cancelled", StringComparison.Ordinal) && contract.Orders[^1] == order)
            {
                yield return "ended";
            }
        }
    }
}

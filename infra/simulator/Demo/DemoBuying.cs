namespace ShopSupport.Simulator.Demo;

/// <summary>How people buy, and how far an order has come after a time.</summary>
internal static class DemoBuying
{
    /// <summary>What one takes every day, and so subscribes to: indexes into the catalogue.</summary>
    public static readonly int[] Subscribable = [0, 1, 2, 3, 5, 10, 11, 18, 19, 24, 28, 32, 36, 38, 40, 45, 47, 54, 55, 60, 66, 100];

    private static readonly string[] GiftsJa = ["のし(内祝い)希望", "ギフト包装希望", "のし(御中元)希望", "メッセージカード希望", "のし(御歳暮)名入れ希望"];
    private static readonly string[] GiftsEn = ["Gift wrap please", "Please add a message card", "Gift: no invoice in the box"];

    public static string ContractStatus(DemoRandom random) => random.Weighted(61, 14, 19, 3, 3) switch
    {
        0 => "active",
        1 => "paused",
        2 => "cancelled",
        3 => "expired",
        _ => "failed",
    };

    public static string Gift(DemoRandom random, bool isEnglish) => random.Pick(isEnglish ? GiftsEn : GiftsJa);

    /// <summary>The stage that a scene of the cast needs.</summary>
    public static DemoStage StageOf(string scene) => scene switch
    {
        "unpaid" => DemoStage.Unpaid,
        "paid" => DemoStage.Paid,
        "transit" => DemoStage.InTransit,
        "out" => DemoStage.OutForDelivery,
        "delivered" => DemoStage.Delivered,
        "cancelled" => DemoStage.Cancelled,
        "refunded" => DemoStage.Refunded,
        "partly" => DemoStage.PartlyRefunded,
        "part" => DemoStage.PartlySent,
        "attempted" => DemoStage.Attempted,
        "failed" => DemoStage.Undeliverable,
        "delayed" => DemoStage.Delayed,
        _ => throw new InvalidOperationException($"The demo's cast has an unknown scene: {scene}"),
    };

    public static DemoStage StageAfter(TimeSpan age, DemoRandom random, bool isAbroad, bool isSubscription)
    {
        var hours = (int)Math.Min(age.TotalHours, 100_000);
        if (isAbroad && hours is > 30 and < 330)
        {
            return hours < 220 ? DemoStage.InTransit : DemoStage.Delivered;
        }

        var stage = hours switch
        {
            < 26 => random.Weighted(14, 86) == 0 ? DemoStage.Unpaid : DemoStage.Paid,
            < 46 => random.Weighted(8, 25, 63, 4) switch
            {
                0 => DemoStage.Unpaid,
                1 => DemoStage.Paid,
                2 => DemoStage.InTransit,
                _ => DemoStage.Cancelled,
            },
            < 70 => random.Weighted(5, 45, 50) switch { 0 => DemoStage.Unpaid, 1 => DemoStage.InTransit, _ => DemoStage.OutForDelivery },
            < 180 => random.Weighted(3, 3, 90, 4) switch
            {
                0 => DemoStage.Unpaid,
                1 => DemoStage.InTransit,
                2 => DemoStage.Delivered,
                _ => DemoStage.Cancelled,
            },
            _ => random.Weighted(920, 36, 18, 26) switch
            {
                0 => DemoStage.Delivered,
                1 => DemoStage.Cancelled,
                2 => DemoStage.Refunded,
                _ => DemoStage.PartlyRefunded,
            },
        };
        if (!isSubscription || stage is not (DemoStage.Unpaid or DemoStage.Cancelled))
        {
            return stage;
        }

        return hours < 46 ? DemoStage.Paid : hours < 70 ? DemoStage.InTransit : DemoStage.Delivered;
    }

    /// <summary>One to four lines; people come back to their favourites.</summary>
    public static DemoLine[] Basket(int seed, DemoCustomer customer, DemoCatalogue goods, DemoRandom random)
    {
        var taste = DemoRandom.For(seed, "taste", customer.Index);
        DemoProduct[] favourites = [goods.Popular(taste), goods.Popular(taste), goods.Popular(taste)];
        var count = random.Weighted(52, 30, 13, 5) + 1;
        var lines = new List<DemoLine>(count);
        for (var i = 0; i < count; i++)
        {
            var product = random.Chance(55) ? random.Pick(favourites) : goods.Popular(random);
            if (!lines.Exists(line => line.Product == product))
            {
                var variant = random.Pick(product.Variants);
                lines.Add(new(product, variant, random.Weighted(84, 12, 4) + 1, variant.Price));
            }
        }

        return [.. lines];
    }
}

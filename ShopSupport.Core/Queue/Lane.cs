namespace ShopSupport.Core.Queue;

/// <summary>Who waits for what is queued. Each lane is served, however full the other is.</summary>
public enum Lane
{
    /// <summary>A person waits: a customer's message, a mail to send, a snooze that ends.</summary>
    Message,

    /// <summary>Nobody waits for a single one: what a shop's data tells, counting, forgetting.</summary>
    Change,
}

/// <summary>How lanes, and the shops in each, share what is taken at a time.</summary>
internal static class Lanes
{
    public static IReadOnlyList<Lane> All { get; } = Enum.GetValues<Lane>();

    /// <summary>The lane of a delivery's topic: what our channels bring goes before what a shop's data tells.</summary>
    public static Lane Of(string topic) => topic.StartsWith("desk/", StringComparison.Ordinal) ? Lane.Message : Lane.Change;

    /// <summary>Messages first, up to three quarters of the count; what changes leave of their quarter is theirs too.</summary>
    public static async Task<List<T>> TakeAsync<T>(int count, Func<Lane, int, Task<IReadOnlyList<T>>> take)
    {
        var most = count - (count / 4);
        List<T> taken = [.. await take(Lane.Message, most)];
        var mayHaveMore = taken.Count == most;
        foreach (var lane in mayHaveMore ? [Lane.Change, Lane.Message] : (Lane[])[Lane.Change])
        {
            if (taken.Count < count)
            {
                taken.AddRange(await take(lane, count - taken.Count));
            }
        }

        return taken;
    }

    /// <summary>The same share for each shop; what one leaves goes to those behind it.</summary>
    public static async Task<IReadOnlyList<T>> OverShopsAsync<TShop, T>(
        IReadOnlyList<TShop> shops, int count, Func<TShop, int, Task<IReadOnlyList<T>>> take)
    {
        var taken = new List<T>();
        for (var i = 0; i < shops.Count && taken.Count < count; i++)
        {
            var share = (int)Math.Ceiling((count - taken.Count) / (double)(shops.Count - i));
            taken.AddRange(await take(shops[i], share));
        }

        return taken;
    }

    /// <summary>One of each shop, then the second of each, the lanes one behind the other; a shop's own order stays.</summary>
    public static QueuedDelivery[] Interleaved(List<QueuedDelivery> taken) =>
    [
        .. taken.GroupBy(m => (Lane: Of(m.Delivery.Topic), m.Delivery.ShopDomain))
            .SelectMany(shop => shop.Select((Message, Place) => (Message, shop.Key.Lane, Place)))
            .OrderBy(m => m.Lane).ThenBy(m => m.Place)
            .Select(m => m.Message),
    ];
}

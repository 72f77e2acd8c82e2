namespace ShopSupport.Simulator.Demo;

/// <summary>
/// Ids of the size Shopify gives. Every tenth lies above 2^53 and is odd, so that a reader that goes through
/// floating point shows at once.
/// </summary>
internal static class DemoIds
{
    public const int Shop = 1;
    public const int Location = 2;
    public const int Product = 3;
    public const int Variant = 4;
    public const int InventoryItem = 5;
    public const int Customer = 6;
    public const int Address = 7;
    public const int Order = 8;
    public const int Line = 9;
    public const int Fulfillment = 10;
    public const int FulfillmentEvent = 11;
    public const int Refund = 12;
    public const int RefundLine = 13;
    public const int Return = 14;
    public const int Contract = 15;
    public const int BillingAttempt = 16;
    public const int Transaction = 17;
    public const int Sale = 18;
    public const int RefundShipping = 19;

    private const long FirstNotExactInDouble = 9_007_199_254_740_993;

    /// <summary>The number that <see cref="Of"/> made an id of; null where it made none of that kind.</summary>
    public static long? NumberOf(int kind, long id)
    {
        var small = id > FirstNotExactInDouble ? id - FirstNotExactInDouble : id;
        var number = (small - 5_000_000_000_000 - (kind * 100_000_000_000L) - 83_000_000) / 38;
        return number >= 0 && Of(kind, number) == id ? number : null;
    }

    public static long Of(int kind, long number)
    {
        var id = 5_000_000_000_000 + (kind * 100_000_000_000L) + 83_000_000 + (number * 38);
        return number % 10 == 7 ? id + FirstNotExactInDouble : id;
    }
}

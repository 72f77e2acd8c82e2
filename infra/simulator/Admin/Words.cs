using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin;

/// <summary>An amount in minor units.</summary>
internal sealed record Money(long Minor, string Currency);

/// <summary>How it is sent, and what that costs.</summary>
internal sealed record ShippingTold(string Title, Money Price);

/// <summary>A part of an order, with the order around it.</summary>
internal sealed record PartOf<TWhole, TPart>(TWhole Whole, TPart Part);

/// <summary>What is refused: GraphQL's field path and why.</summary>
internal sealed record Refused(string[]? Path, string Message, string? Code = null)
{
    public object? Of(string field) => field switch { "field" => Path, "message" => Message, "code" => Code, _ => throw AdminErrors.NotHeld(field) };
}

/// <summary>What a mutation gives back, by the names of its fields.</summary>
internal sealed class Payload() : Dictionary<string, object?>(StringComparer.Ordinal)
{
    /// <summary>What stands there. Whatever was not done, what would have come of it is null.</summary>
    public bool Find(string field, out object? value) => TryGetValue(field, out value) || IsRefusal;

    /// <summary>True where nothing was done.</summary>
    public bool IsRefusal { get; private init; }

    /// <summary>Does something, and says under <paramref name="errors"/> why it could not be done.</summary>
    public static Payload Of(Func<Payload> act, string[] path, string errors = "userErrors", string? code = null)
    {
        try
        {
            var payload = act();
            payload.TryAdd(errors, Array.Empty<Refused>());
            return payload;
        }
        catch (ShopRefusalException e)
        {
            return Refusing(errors, [new Refused(path, e.Message, e.Code ?? code)]);
        }
    }

    public static Payload Refusing(string errors, IReadOnlyList<Refused> problems) => new() { IsRefusal = true, [errors] = problems };
}

/// <summary>How Shopify writes things in GraphQL, where it is other than in webhooks.</summary>
internal static class Words
{
    public static string Decimal(Money money) => JsonWords.Decimal(money.Minor, money.Currency);

    /// <summary>How often, as a plan is named.</summary>
    public static string Every(Interval interval) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Delivery every {interval.Count} {interval.Unit.ToLowerInvariant()}s");

    /// <summary>A gateway as people read it.</summary>
    public static string Gateway(string gateway) => string.Join(' ', gateway.Split('_').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));

    /// <summary>A status as an enum's value.</summary>
    public static string? Enum(string? status) => status?.ToUpperInvariant();

    public static string Fulfilment(Order order) => order.FulfillmentStatus switch
    {
        "fulfilled" => "FULFILLED",
        "partial" => "PARTIALLY_FULFILLED",
        _ => "UNFULFILLED",
    };
}

using System.Globalization;

namespace ShopSupport.Core.Values;

/// <summary>An id of ours or of Shopify's. Each kind is a type of its own, so that two kinds cannot be swapped.</summary>
public interface IId
{
    /// <summary>The number in the database. Shopify's exceed 2^53.</summary>
    long Value { get; }
}

/// <summary>Our id of a shop.</summary>
public readonly record struct ShopId(long Value) : IId
{
    /// <inheritdoc />
    public override string ToString() => Ids.Write(Value);
}

/// <summary>Our id of an agent.</summary>
public readonly record struct AgentId(long Value) : IId
{
    /// <inheritdoc />
    public override string ToString() => Ids.Write(Value);
}

/// <summary>Our id of a person who buys or writes.</summary>
public readonly record struct CustomerId(long Value) : IId
{
    /// <inheritdoc />
    public override string ToString() => Ids.Write(Value);

    /// <summary>Reads digits, as a route or a form holds them.</summary>
    public static bool TryParse(string? text, out CustomerId id) => Ids.TryRead(text, value => new CustomerId(value), out id);
}

/// <summary>Shopify's id of a customer: what stands in every row that Shopify owns.</summary>
public readonly record struct ShopifyCustomerId(long Value) : IId
{
    /// <inheritdoc />
    public override string ToString() => Ids.Write(Value);
}

/// <summary>Our id of a conversation; its number on screen is another.</summary>
public readonly record struct ConversationId(long Value) : IId
{
    /// <inheritdoc />
    public override string ToString() => Ids.Write(Value);

    /// <inheritdoc cref="CustomerId.TryParse" />
    public static bool TryParse(string? text, out ConversationId id) => Ids.TryRead(text, value => new ConversationId(value), out id);
}

/// <summary>Our id of a message or a note.</summary>
public readonly record struct MessageId(long Value) : IId
{
    /// <inheritdoc />
    public override string ToString() => Ids.Write(Value);

    /// <inheritdoc cref="CustomerId.TryParse" />
    public static bool TryParse(string? text, out MessageId id) => Ids.TryRead(text, value => new MessageId(value), out id);
}

/// <summary>Our id of something that must happen later.</summary>
public readonly record struct WorkId(long Value) : IId
{
    /// <inheritdoc />
    public override string ToString() => Ids.Write(Value);
}

/// <summary>Our id of something done to an order, a subscription or a customer.</summary>
public readonly record struct ActionId(long Value) : IId
{
    /// <inheritdoc />
    public override string ToString() => Ids.Write(Value);

    /// <inheritdoc cref="CustomerId.TryParse" />
    public static bool TryParse(string? text, out ActionId id) => Ids.TryRead(text, value => new ActionId(value), out id);
}

internal static class Ids
{
    public static string Write(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static bool TryRead<T>(string? text, Func<long, T> make, out T id)
        where T : struct, IId
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        id = isNumber ? make(value) : default;
        return isNumber;
    }
}

using System.Text.Json.Serialization;

namespace ShopSupport.Core.Actions;

/// <summary>What would happen if an agent confirmed: worked out from the shop as it is now.</summary>
public sealed record ActionPlan
{
    /// <summary>What was chosen, with everything that was offered and left so.</summary>
    public required ActionWish Wish { get; init; }

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<ActionField> Fields { get; init; } = [];

    /// <summary>What will happen, a sentence each.</summary>
    public IReadOnlyList<ActionEffect> Effects { get; init; } = [];

    /// <summary>The money that moves, in minor units of <see cref="Currency"/>; null where none does.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }

    /// <summary>Why it can't be done; null where it can.</summary>
    public ActionRefusal? Refusal { get; init; }

    /// <summary>It can't be taken back.</summary>
    public bool IsFinal { get; init; }

    /// <summary>A plan where the shop could not be read.</summary>
    /// <param name="wish">What was chosen.</param>
    /// <param name="problem">Why; null, or one without a reason, is a shop that does not answer now.</param>
    internal static ActionPlan Unread(ActionWish wish, ActionAnswer? problem) => new() { Wish = wish, Refusal = problem?.Refusal ?? new("later") };
}

/// <summary>Why something can't be done.</summary>
/// <param name="Key">The last part of the text's key, <c>action.refusal.</c> before it.</param>
/// <param name="Text">What Shopify said, in its words; null where we know by ourselves.</param>
public sealed record ActionRefusal(string Key, string? Text = null);

/// <summary>A sentence about what happens or happened: a text with values in its places.</summary>
/// <param name="Key">The last part of the text's key, <c>action.effect.</c> before it.</param>
/// <param name="Values">What stands in its places; written in the reader's language and the shop's time.</param>
public sealed record ActionEffect(string Key, params IReadOnlyList<EffectValue> Values);

/// <summary>A value in a sentence. One of its properties is set.</summary>
public sealed record EffectValue
{
    /// <summary>As it stands.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Money in minor units of <see cref="Currency"/>; without one, a count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Number { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    /// <summary>A day in the shop's time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Day { get; init; }

    /// <summary>The key of a text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Word { get; init; }

    /// <summary>A code or an address that is taken away from here: as it stands, with a button that copies it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Copy { get; init; }

    public static implicit operator EffectValue(string text) => new() { Text = text };

    public static EffectValue Money(long minor, string currency) => new() { Number = minor, Currency = currency };

    public static EffectValue Count(long number) => new() { Number = number };

    public static EffectValue On(DateTimeOffset day) => new() { Day = day };

    public static EffectValue ToCopy(string text) => new() { Copy = text };

    /// <param name="key">The whole key of a text.</param>
    public static EffectValue Of(string key) => new() { Word = key };
}

namespace ShopSupport.Core.Actions;

/// <summary>Something to choose in a confirmation. Its label is the text <c>action.field.</c> and its name.</summary>
/// <param name="Name">As the form sends it, and <see cref="ActionWish"/> knows it.</param>
public abstract record ActionField(string Name);

/// <summary>One of several.</summary>
/// <param name="Name">See <see cref="ActionField"/>.</param>
/// <param name="Value">The one chosen.</param>
/// <param name="Options">All of them, in their order.</param>
public sealed record ChoiceField(string Name, string Value, IReadOnlyList<ChoiceOption> Options) : ActionField(Name);

/// <summary>One of several.</summary>
/// <param name="Value">As the form sends it.</param>
/// <param name="Label">How it is called; a word of ours is the text <c>action.option.</c> and its value.</param>
public sealed record ChoiceOption(string Value, EffectValue? Label = null);

/// <summary>Yes or no.</summary>
/// <param name="Name">See <see cref="ActionField"/>.</param>
/// <param name="IsOn">What is chosen.</param>
public sealed record FlagField(string Name, bool IsOn) : ActionField(Name);

/// <summary>Words.</summary>
/// <param name="Name">See <see cref="ActionField"/>.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Longest">In letters.</param>
/// <param name="IsLong">Several lines.</param>
public sealed record TextField(string Name, string Value, int Longest, bool IsLong = false) : ActionField(Name);

/// <summary>A day of the shop's calendar.</summary>
/// <param name="Name">See <see cref="ActionField"/>.</param>
/// <param name="Value">The day chosen.</param>
/// <param name="First">The earliest that can be.</param>
/// <param name="Last">The latest.</param>
public sealed record DayField(string Name, DateOnly Value, DateOnly First, DateOnly Last) : ActionField(Name);

/// <summary>Money.</summary>
/// <param name="Name">See <see cref="ActionField"/>.</param>
/// <param name="Minor">In minor units of the currency.</param>
/// <param name="Most">What it can be at most.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record MoneyField(string Name, long Minor, long Most, string Currency) : ActionField(Name);

/// <summary>How many of each line; a line's name in the wish is <c>line-</c> and its id.</summary>
/// <param name="Name">See <see cref="ActionField"/>.</param>
/// <param name="Lines">The lines.</param>
public sealed record LinesField(string Name, IReadOnlyList<LineChoice> Lines) : ActionField(Name)
{
    /// <summary>The prices are those before any discount.</summary>
    public bool IsBeforeDiscount { get; init; }
}

/// <summary>How many of a line.</summary>
/// <param name="Name">As the form sends it.</param>
/// <param name="Title">The goods.</param>
/// <param name="Pieces">The number chosen.</param>
/// <param name="Most">How many there are.</param>
/// <param name="UnitMinor">What a piece costs, in minor units: after discounts, unless <see cref="LinesField.IsBeforeDiscount"/>.</param>
/// <param name="AmountMinor">What the chosen ones come to.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record LineChoice(string Name, string Title, long Pieces, long Most, long UnitMinor, long AmountMinor, string Currency)
{
    /// <summary><see cref="Most"/> says something that the agent must know, rather than where typing ends.</summary>
    public bool IsLimited { get; init; } = true;
}

/// <summary>Coming deliveries, each of which may be left out.</summary>
/// <param name="Name">See <see cref="ActionField"/>.</param>
/// <param name="Cycles">The deliveries in their order.</param>
public sealed record CyclesField(string Name, IReadOnlyList<CycleChoice> Cycles) : ActionField(Name);

/// <summary>A coming delivery.</summary>
/// <param name="Name">As the form sends it.</param>
/// <param name="Day">When it is billed.</param>
/// <param name="IsSkipped">Whether it is to be left out.</param>
public sealed record CycleChoice(string Name, DateTimeOffset Day, bool IsSkipped);

/// <summary>What the form keeps and nobody sees.</summary>
/// <param name="Name">See <see cref="ActionField"/>.</param>
/// <param name="Value">What is kept.</param>
public sealed record HiddenField(string Name, string Value) : ActionField(Name);

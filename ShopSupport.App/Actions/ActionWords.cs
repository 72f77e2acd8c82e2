using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;

namespace ShopSupport.App.Actions;

/// <summary>The words of actions in the reader's language.</summary>
public sealed class ActionWords(Texts texts, Format format, CurrentAgent agent)
{
    private const int MostNamed = 3;

    /// <summary>A sentence with its values.</summary>
    public string Effect(ActionEffect effect) => texts.Of($"action.effect.{effect.Key}", [.. effect.Values.Select(object? (value) => Value(value))]);

    /// <summary>A value as it is read.</summary>
    public string Value(EffectValue value) => value switch
    {
        { Currency: { } currency, Number: { } minor } => format.Money(minor, currency),
        { Number: { } number } => format.Number(number),
        { Day: { } day } => format.Day(day),
        { Word: { } word } => texts[word],
        _ => value.Text ?? value.Copy ?? "",
    };

    /// <summary>What an option is called.</summary>
    public string Option(ChoiceField field, ChoiceOption option) => option.Label is { } label ? Value(label) : texts[$"action.option.{field.Name}.{option.Value}"];

    /// <summary>Why it can't be done.</summary>
    public string Refusal(string key, string? text) => text is null ? texts[$"action.refusal.{key}"] : texts.Of($"action.refusal.{key}", Translated(text));

    /// <summary>What an action is called, with its amount.</summary>
    public string Title(DeskAction action) => action is { AmountMinor: { } amount, Currency: { } currency }
        ? $"{texts[$"action.{action.Kind}.title"]} {format.Money(amount, currency)}"
        : texts[$"action.{action.Kind}.title"];

    /// <summary>Who has to decide.</summary>
    public string NeedsManager(IReadOnlyList<string> managers) => managers.Count == 0 ? texts["approval.needs_somebody"]
        : texts.Of("approval.needs", string.Join(texts["list.or"], managers.Take(MostNamed).Select(name => texts.Of("approval.manager", name))));

    /// <summary>Why somebody has to.</summary>
    public string Need(ApprovalNeed need, long? limit, long? amount, string? currency, string asker) => (need, limit, amount, currency) switch
    {
        (ApprovalNeed.Amount, { } most, { } minor, { } code) => texts.Of("approval.need.amount", asker, format.Money(most, code), format.Money(minor - most, code)),
        (ApprovalNeed.Currency, _, _, _) => texts["approval.need.currency"],
        _ => texts.Of("approval.need.always", asker),
    };

    /// <summary>Why somebody had to.</summary>
    public string Need(DeskAction action) => action.Need is { } need ? Need(need, action.LimitMinor, action.AmountMinor, action.Currency, action.AskedByName) : "";

    /// <summary>What is asked of a manager.</summary>
    internal string AskManager(ActionPlan plan) =>
        plan is { AmountMinor: { } amount, Currency: { } currency } ? texts.Of("approval.do_amount", format.Money(amount, currency)) : texts["approval.do"];

    /// <summary>How far it came.</summary>
    public string State(DeskAction action) => texts[action is { State: ActionState.Unknown, IsUnderWay: false } ? "action.state.unknown_for_good" : $"action.state.{action.State.ToKey()}"];

    /// <summary>Where the thing stands in the shop's admin; null where it has no page there.</summary>
    public string? Admin(DeskAction action) => action.Subject switch
    {
        ActionSubject.Order => agent.Admin($"orders/{action.SubjectId}"),
        ActionSubject.Customer => agent.Admin($"customers/{action.SubjectId}"),
        ActionSubject.Contract => null,
    };

    // Shopify says it in English. The sentences that agents meet have their own words; any other stays as it came.
    private string Translated(string text) => texts.Find($"action.shopify.{Key(text)}") ?? text;

    private static string Key(string text) => string.Concat(text.Where(letter => char.IsAsciiLetter(letter) || letter is ' ')).Trim().Replace(' ', '_').ToLowerInvariant();
}

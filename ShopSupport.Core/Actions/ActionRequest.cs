using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions;

/// <summary>What an agent confirmed.</summary>
public sealed record ActionRequest
{
    /// <summary>Made with the form, and the same however often it is sent.</summary>
    public required string ActionKey { get; init; }

    /// <summary><see cref="IActionKind.Kind"/>.</summary>
    public required string Kind { get; init; }

    public required ActionSubject Subject { get; init; }

    /// <summary>Shopify's id.</summary>
    public required long SubjectId { get; init; }

    /// <summary><see cref="ActionTarget.LastSeq"/> when it was shown.</summary>
    public required long LastSeq { get; init; }

    /// <summary>What was chosen.</summary>
    public required ActionWish Wish { get; init; }

    /// <summary>What the confirmation said would happen.</summary>
    public required IReadOnlyList<ActionEffect> Effects { get; init; }

    public long? AmountMinor { get; init; }

    public string? Currency { get; init; }

    /// <summary>Where it was asked for.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>The confirmation said that a manager decides.</summary>
    public bool IsForManager { get; init; }

    /// <summary>What the agent says to the manager.</summary>
    public string? Why { get; init; }
}

/// <summary>What became of asking.</summary>
public enum AskOutcome
{
    Asked,

    /// <summary>It had been asked for with the same key.</summary>
    Repeated,

    /// <summary>Something was done to the same thing since it was shown; that action comes with the answer.</summary>
    Overtaken,

    /// <summary>Whether a manager decides is not what the confirmation said: limits were changed.</summary>
    LimitsMoved,

    /// <summary>The shop has no such order, subscription, customer or conversation.</summary>
    NotFound,
}

/// <summary>The answer to asking.</summary>
public sealed record ActionAsked(AskOutcome Outcome, DeskAction? Action);

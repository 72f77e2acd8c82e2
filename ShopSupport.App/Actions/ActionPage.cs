using System.Globalization;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Actions;

/// <summary>A confirmation.</summary>
internal sealed record ActionPage
{
    public required string Kind { get; init; }

    public required ActionTarget Target { get; init; }

    public required ActionPlan Plan { get; init; }

    public required ConversationId? ConversationId { get; init; }

    /// <summary>Why it is shown once more: the last part of a text's key.</summary>
    public required string? Notice { get; init; }

    /// <summary>What is shown, for the form; null where it can't be confirmed.</summary>
    public required string? Sealed { get; init; }

    /// <summary>The scope without which Shopify refuses it.</summary>
    public required string Scope { get; init; }

    /// <summary>Why a manager has to decide; null where none has to, and where it can't be done anyway.</summary>
    public ApprovalVerdict? Verdict { get; init; }

    /// <summary>The names of those who decide.</summary>
    public IReadOnlyList<string> Managers { get; init; } = [];

    /// <summary>What the agent says to them.</summary>
    public string Why { get; init; } = "";

    /// <summary>Where it is asked for.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"/actions/{Kind}/{Target.Id}");

    /// <summary>What stands behind the address.</summary>
    public string Query => ConversationId is { } id ? $"?conversation={id}" : "";
}

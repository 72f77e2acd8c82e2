using ShopSupport.Core.Search;

namespace ShopSupport.App.Search;

/// <summary>What the one box asks for, and what it found.</summary>
internal sealed record SearchPage
{
    /// <summary>What was typed, without the sign in front that picks a kind.</summary>
    public required string Question { get; init; }

    /// <summary>The one kind that is looked for; null for all.</summary>
    public SearchKind? Only { get; init; }

    /// <summary>Only commands.</summary>
    public bool IsCommands { get; init; }

    public required SearchResults Results { get; init; }

    public required IReadOnlyList<Command> Commands { get; init; }

    /// <summary>All that was found, commands too.</summary>
    public int Total => Commands.Count + Results.Orders.Count + Results.Customers.Count + Results.Messages.Count + Results.Products.Count;

    public bool IsCapped => Results.Orders.IsCapped || Results.Customers.IsCapped || Results.Messages.IsCapped || Results.Products.IsCapped;

    /// <summary>The orders stand from the newest to the oldest: no named one is before newer ones, and none is left out.</summary>
    public bool AreOrdersByAge =>
        !Results.Orders.IsCapped && Results.Orders.Rows.Zip(Results.Orders.Rows.Skip(1)).All(pair => pair.First.ProcessedAt >= pair.Second.ProcessedAt);

    public bool IsAsked => Question.Length > 0;
}

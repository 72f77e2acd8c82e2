using System.Globalization;

namespace ShopSupport.Core.Panel;

/// <summary>Something that happened to an order or a subscription and that neither shows by itself.</summary>
public sealed record PanelHappening
{
    /// <summary><c>order</c> or <c>contract</c>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Shopify's id of the order or contract.</summary>
    public long SubjectId { get; init; }

    /// <summary>
    /// Of an order: edited, deleted, return_requested, return_approved, return_declined, return_cancelled, return_closed,
    /// return_reopened. Of a contract: activated, paused, cancelled, expired, failed, skipped, unskipped, moved,
    /// payment_failed, payment_challenged, deleted.
    /// </summary>
    public string Kind { get; init; } = "";

    /// <summary>Tells two of a kind apart.</summary>
    public string Mark { get; init; } = "";

    /// <summary>The contract's revision where <see cref="Mark"/> is one: it puts two of the same instant in order.</summary>
    internal long? Revision => Subject is "contract" && long.TryParse(Mark, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    public DateTimeOffset HappenedAt { get; init; }

    /// <summary>The return's name, or the number of an order that is gone.</summary>
    public string? Name { get; init; }

    /// <summary>What an edit changed: <c>line's id×pieces</c>, one a line, below 0 where they were taken out.</summary>
    public string? Contents { get; init; }

    /// <summary>The next date before it was moved.</summary>
    public DateTimeOffset? WasAt { get; init; }

    /// <summary>The date that it was moved to, or that is left out.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The lines of <see cref="Contents"/>: the order line's id and the pieces.</summary>
    public IReadOnlyList<(long LineId, long Pieces)> Changed => [.. (Contents ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('×'))
        .Select(part => (long.Parse(part[0], CultureInfo.InvariantCulture), long.Parse(part[1], CultureInfo.InvariantCulture)))];
}

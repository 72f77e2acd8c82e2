using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>What can happen to an order or a contract without a row of the present telling it afterwards.</summary>
internal enum HappeningKind
{
    /// <summary>Pieces were added to an order or taken out of it.</summary>
    Edited,

    /// <summary>An order or contract is gone at Shopify.</summary>
    Deleted,

    ReturnRequested,
    ReturnApproved,
    ReturnDeclined,
    ReturnCancelled,
    ReturnClosed,
    ReturnReopened,

    /// <summary>A contract delivers again.</summary>
    Activated,

    Paused,
    Cancelled,
    Expired,

    /// <summary>A contract was given up after payments that failed.</summary>
    Failed,

    Skipped,
    Unskipped,

    /// <summary>A contract's next date is another one, and no payment moved it.</summary>
    Moved,
}

/// <summary>One thing that happened to an order or a contract. Told again, it stays as it was told first.</summary>
internal sealed record Happening : Change
{
    private Happening(string subject, string kind) => (Subject, Kind) = (subject, kind);

    /// <summary>A word of <see cref="EventSubject"/>.</summary>
    public string Subject { get; init; }

    /// <summary>Shopify's id of the order or contract.</summary>
    public required long SubjectId { get; init; }

    /// <summary>A word of <see cref="HappeningKind"/>.</summary>
    public string Kind { get; init; }

    /// <summary>Tells two of a kind apart: the edit's or return's id, the contract's revision, the cycle with its time.</summary>
    public required string Mark { get; init; }

    /// <summary>Whose it was, where the order itself does not say so any more.</summary>
    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>The return's name, or that of an order that is gone.</summary>
    public string? Name { get; init; }

    /// <summary>What an edit changed, one a line: the order line's id, <c>×</c>, and the pieces, below 0 where they were taken out.</summary>
    public string? Contents { get; init; }

    /// <summary>The date that was moved.</summary>
    public DateTimeOffset? WasAt { get; init; }

    /// <summary>The date that it was moved to, or that is left out.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public static Happening Of(EventSubject subject, long id, HappeningKind kind, string mark, DateTimeOffset at) =>
        new(subject.ToKey(), kind.ToKey()) { SubjectId = id, Mark = mark, HappenedAt = at };
}

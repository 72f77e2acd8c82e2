namespace ShopSupport.Core.Shopify;

/// <summary>How a question or a change of the Admin API ended.</summary>
public enum ShopifyOutcome
{
    /// <summary>Answered, or done.</summary>
    Done,

    /// <summary>Answered in part: what could not be had is among the errors, and null in the value.</summary>
    Partial,

    /// <summary>The change was refused (<c>userErrors</c> and their kin); nothing was changed.</summary>
    Refused,

    /// <summary>The shop has not allowed it: a scope is missing, or approval for protected data (<c>ACCESS_DENIED</c>, 403).</summary>
    Denied,

    /// <summary>The document cannot work, or Shopify failed over it; asking again the same way is of no use.</summary>
    Failed,

    /// <summary>Shopify's limit did not leave room for it in time.</summary>
    Throttled,

    /// <summary>A change was sent and no answer came: it may have happened. Look before sending it again.</summary>
    Unknown,

    /// <summary>No answer, and nothing changed.</summary>
    Unavailable,

    /// <summary>No token holds: somebody of the shop must open the app.</summary>
    NeedsReauth,

    /// <summary>The shop has not paid (402, <c>SHOP_INACTIVE</c>).</summary>
    Frozen,

    /// <summary>Shopify has locked the shop (423).</summary>
    Locked,

    /// <summary>There is no such shop any more (404).</summary>
    Gone,
}

/// <summary>What Shopify objected to.</summary>
/// <param name="Code">Shopify's word for it, for example <c>ACCESS_DENIED</c> or <c>NOT_FOUND</c>; empty where it has none.</param>
/// <param name="Message">Its sentence, in English. It may quote what was sent: for a screen, never for a log.</param>
/// <param name="Path">Where: the field asked for, or the input's; words with dots between them.</param>
public sealed record ShopifyError(string Code, string Message, string Path);

/// <summary>What a question cost, in points, and what the shop's bucket holds since.</summary>
/// <param name="Requested">What it was thought to cost, and what must be there for it.</param>
/// <param name="Actual">What it did cost; null where it was not run.</param>
/// <param name="Available">What is left.</param>
/// <param name="Maximum">The bucket's size.</param>
/// <param name="RestoreRate">Points that come back in a second.</param>
public sealed record QueryCost(double Requested, double? Actual, double Available, double Maximum, double RestoreRate);

/// <summary>An answer of the Admin API. What a caller must tell apart is a value here; nothing is thrown for it.</summary>
/// <typeparam name="T">The shape of <c>data</c>.</typeparam>
public sealed record ShopifyAnswer<T>
    where T : class
{
    /// <summary>How it ended.</summary>
    public required ShopifyOutcome Outcome { get; init; }

    /// <summary>What came; there when <see cref="ShopifyOutcome.Done"/> or <see cref="ShopifyOutcome.Partial"/>, and beside errors of a change.</summary>
    public T? Value { get; init; }

    /// <summary>What Shopify objected to.</summary>
    public IReadOnlyList<ShopifyError> Errors { get; init; } = [];

    /// <summary>What Shopify's support asks for.</summary>
    public string? RequestId { get; init; }

    /// <summary>Null where the answer names none.</summary>
    public QueryCost? Cost { get; init; }
}

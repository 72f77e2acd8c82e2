namespace ShopSupport.Core.Shopify;

/// <summary>Why the desk may not speak to a shop's Shopify now.</summary>
public enum AccessProblem
{
    /// <summary>No token holds any more: somebody of the shop must open the app once.</summary>
    NeedsReauth,

    /// <summary>The session token that was to be exchanged is too old: a new one is to be had (400 <c>invalid_subject_token</c>).</summary>
    StaleSubject,

    /// <summary>The shop has not paid (402).</summary>
    Frozen,

    /// <summary>Shopify has locked the shop (423).</summary>
    Locked,

    /// <summary>Shopify does not allow it (403).</summary>
    Forbidden,

    /// <summary>There is no such shop any more (404).</summary>
    Gone,

    /// <summary>Shopify refuses the app itself: its key and its secrets do not fit.</summary>
    WrongApp,

    /// <summary>No answer, or none that can be read: later once more.</summary>
    Unavailable,
}

/// <summary>A token that holds now, or why there is none; one of the two.</summary>
public sealed record AccessAnswer
{
    /// <summary>The offline access token, for the header <c>X-Shopify-Access-Token</c>. Never for a log, never for a browser.</summary>
    public string? Token { get; private init; }

    /// <summary>Why there is none.</summary>
    public AccessProblem? Problem { get; private init; }

    /// <summary>The shop, <c>name.myshopify.com</c>.</summary>
    public required string ShopDomain { get; init; }

    /// <summary>What the shop allows, as Shopify said with the token: handles with commas between them.</summary>
    public string Scopes { get; init; } = "";

    /// <summary>Names no token, so that one that is written somewhere by mistake gives nothing away.</summary>
    public override string ToString() => Problem?.ToString() ?? "a token";

    internal static AccessAnswer Of(string domain, string token, string? scopes) => new() { ShopDomain = domain, Token = token, Scopes = scopes ?? "" };

    internal static AccessAnswer Of(string domain, AccessProblem problem) => new() { ShopDomain = domain, Problem = problem };
}

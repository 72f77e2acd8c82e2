namespace ShopSupport.Core.Shopify;

/// <summary>A session token (Shopify's id token of a person in the admin) whose every claim was checked.</summary>
public sealed record SessionToken
{
    /// <summary>The tenant, <c>name.myshopify.com</c> in lower case: from <c>dest</c>, which nobody but Shopify can write.</summary>
    public required string ShopDomain { get; init; }

    /// <summary>Shopify's id of the person: <c>sub</c>.</summary>
    public required long UserId { get; init; }

    /// <summary>When Shopify made it; a minute before its end where the token does not say.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it ends: a minute after it was made.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Why a session token is none.</summary>
public enum SessionTokenProblem
{
    /// <summary>There is no token.</summary>
    Missing,

    /// <summary>It is no token, too long for one, or lacks a claim.</summary>
    Unreadable,

    /// <summary>No secret of ours signed it, or it is not signed as Shopify signs.</summary>
    Forged,

    /// <summary>Its time is over: a new one is to be had.</summary>
    Expired,

    /// <summary>Its time has not come: somebody's clock is wrong.</summary>
    Early,

    /// <summary>It is for another app, or not of one shop's admin.</summary>
    Foreign,
}

/// <summary>A checked token, or what is wrong with it; one of the two.</summary>
/// <param name="Token">The token, where all is well.</param>
/// <param name="Problem">What is wrong with it.</param>
public readonly record struct SessionTokenAnswer(SessionToken? Token, SessionTokenProblem? Problem)
{
    internal static SessionTokenAnswer Of(SessionToken token) => new(token, null);

    internal static SessionTokenAnswer Of(SessionTokenProblem problem) => new(null, problem);
}

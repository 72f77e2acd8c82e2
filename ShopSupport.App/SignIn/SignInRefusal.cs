using ShopSupport.Core.Storage;

namespace ShopSupport.App.SignIn;

/// <summary>Why somebody is not let in.</summary>
internal enum SignInProblem
{
    /// <summary>No session token, or one whose minute is over: a new one is to be had.</summary>
    Stale,

    /// <summary>A token that is none of ours, or names another shop than the address does.</summary>
    Forged,

    /// <summary>The app was taken out of the shop.</summary>
    Uninstalled,

    /// <summary>Somebody of the shop has put this agent out.</summary>
    Inactive,

    /// <summary>The shop has not allowed what the desk needs.</summary>
    Scopes,

    /// <summary>The shop has not paid Shopify.</summary>
    Frozen,

    /// <summary>Shopify has locked the shop.</summary>
    Locked,

    /// <summary>There is no such shop any more.</summary>
    Gone,

    /// <summary>Shopify does not answer now.</summary>
    Busy,

    /// <summary>The session of an agent from outside is over.</summary>
    Ended,

    /// <summary>The shop lets this agent from outside, or anybody from outside, in no more.</summary>
    Stopped,
}

/// <summary>A refusal, and what its page says.</summary>
/// <param name="Problem">Why.</param>
internal sealed record SignInRefusal(SignInProblem Problem)
{
    /// <summary>What the shop would have to allow.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    public int Status => Problem switch
    {
        SignInProblem.Stale or SignInProblem.Forged or SignInProblem.Ended => StatusCodes.Status401Unauthorized,
        SignInProblem.Uninstalled or SignInProblem.Inactive or SignInProblem.Stopped or SignInProblem.Scopes => StatusCodes.Status403Forbidden,
        SignInProblem.Frozen => StatusCodes.Status402PaymentRequired,
        SignInProblem.Locked => StatusCodes.Status423Locked,
        SignInProblem.Gone => StatusCodes.Status404NotFound,
        SignInProblem.Busy => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The part of the text keys that is this refusal's; those whom the admin lets in have one in common.</summary>
    public string Words => Problem is SignInProblem.Stale or SignInProblem.Forged ? "401" : Problem.ToKey();
}

/// <summary>The shop whose admin may show this answer in its frame: a verified token's, or, for a page that holds nothing, the one that its address names.</summary>
/// <param name="Domain"><c>name.myshopify.com</c>.</param>
internal sealed record ShopFrame(string Domain);

using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ShopSupport.Core.Shopify;

namespace ShopSupport.App.SignIn;

/// <summary>
/// Signs in who comes from a shop's admin: by the session token that App Bridge puts into each fetch, or that stands in the
/// address of a document. Nothing else of a request says which shop it is for.
/// Source: https://shopify.dev/docs/apps/build/authentication-authorization/set-embedded-app-authorization
/// </summary>
internal sealed class ShopifySignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> scheme,
    ILoggerFactory logs,
    UrlEncoder encoder,
    SessionTokens tokens,
    ShopifyVisits visits,
    ShopifyOptions options)
    : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, logs, encoder)
{
    public const string SchemeName = "Shopify";

    /// <summary>Tells App Bridge to fetch a new token and to ask once more.</summary>
    public const string RetryHeader = "X-Shopify-Retry-Invalid-Session-Request";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Deliveries, files and health checks need nobody.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return AuthenticateResult.NoResult();
        }

        var text = AdminRequest.IdToken(Request);
        var (token, problem) = await tokens.CheckAsync(text);
        if (token is null)
        {
            return Refuse(problem is SessionTokenProblem.Missing or SessionTokenProblem.Expired ? SignInProblem.Stale : SignInProblem.Forged);
        }

        Context.Features.Set(new ShopFrame(token.ShopDomain));
        if (AdminRequest.Shop(Request) is { } named && !string.Equals(named, token.ShopDomain, StringComparison.Ordinal))
        {
            return Refuse(SignInProblem.Forged);
        }

        var visit = await visits.EnterAsync(token, text!, AdminRequest.Locale(Request), AdminRequest.IsDocument(Request), Context.RequestAborted);
        return visit.Problem is { } kept
            ? Refuse(kept, visit.MissingScopes)
            : AuthenticateResult.Success(new AuthenticationTicket(AgentClaims.Write(visit.Shop!, visit.Agent!, Scheme.Name), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = Context.Features.Get<SignInRefusal>() ?? new SignInRefusal(SignInProblem.Stale);
        Response.StatusCode = refusal.Status;
        if (refusal.Problem is SignInProblem.Stale && AdminRequest.IsDocument(Request) && options.ApiKey.Length > 0 && AdminRequest.Shop(Request) is { } shop)
        {
            var target = AdminRequest.IsInFrame(Request) ? SessionBounce.Address(Request, shop, options) : AdminRequest.AppInAdmin(shop, options.ApiKey);
            if (target is not null)
            {
                Response.Redirect(target);
            }
        }
        else if (refusal.Status == StatusCodes.Status401Unauthorized && !AdminRequest.IsDocument(Request))
        {
            Response.Headers[RetryHeader] = "1";
        }

        return Task.CompletedTask;
    }

    private AuthenticateResult Refuse(SignInProblem problem, IReadOnlyList<string>? missingScopes = null)
    {
        Context.Features.Set(new SignInRefusal(problem) { MissingScopes = missingScopes ?? [] });
        return AuthenticateResult.NoResult();
    }
}

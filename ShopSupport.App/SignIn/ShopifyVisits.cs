using ShopSupport.Core.Agents;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Values;

namespace ShopSupport.App.SignIn;

/// <summary>Somebody came in from an admin, or could not.</summary>
internal sealed record Visit
{
    public Shop? Shop { get; init; }

    public Agent? Agent { get; init; }

    public SignInProblem? Problem { get; init; }

    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    public static Visit Refused(SignInProblem problem) => new() { Problem = problem };
}

/// <summary>
/// Lets in whoever holds a session token: the first of a shop makes the shop, fetches its tokens and has its history
/// brought in; the first visit of each person makes an agent of them, with the name and the mail address that Shopify says.
/// </summary>
internal sealed class ShopifyVisits(ShopStore shops, Installation installation, AccessTokens tokens, AgentStore agents, TimeProvider clock)
{
    private readonly Flights<(ShopId Shop, long User), Visit> _firstVisits = new();

    public async Task<Visit> EnterAsync(SessionToken token, string idToken, string? locale, bool isDocument, CancellationToken cancel)
    {
        var shopId = await shops.FindOrAddAsync(token.ShopDomain, cancel);
        var shop = (await shops.FindAsync(shopId, cancel))!;
        // A token that is younger than the uninstall is proof that the app is back.
        if (shop.UninstalledAt is { } gone && !shop.IsInstalled && token.IssuedAt <= gone)
        {
            return Visit.Refused(SignInProblem.Uninstalled);
        }

        var since = shop.IsInstalled ? DateTimeOffset.MinValue : shop.UninstalledAt ?? DateTimeOffset.MinValue;
        var access = await tokens.EnterAsync(shopId, idToken, since, cancel);
        if (access.Problem is null && isDocument && Scopes.Missing(access.Scopes).Count > 0)
        {
            // They may have been allowed since.
            access = await tokens.EnterAsync(shopId, idToken, clock.GetUtcNow(), cancel);
        }

        if (access.Problem is { } problem)
        {
            return Visit.Refused(Of(problem));
        }

        if (Scopes.Missing(access.Scopes) is { Count: > 0 } missing)
        {
            return Visit.Refused(SignInProblem.Scopes) with { MissingScopes = missing };
        }

        if (!shop.IsInstalled)
        {
            await installation.BeginAsync(shopId, cancel);
        }

        var visit = await FindAgentAsync(shopId, token, idToken, locale, cancel);
        return visit with { Shop = shop };
    }

    private async Task<Visit> FindAgentAsync(ShopId shopId, SessionToken token, string idToken, string? locale, CancellationToken cancel)
    {
        if (await agents.FindByShopifyUserAsync(shopId, token.UserId, cancel) is { } known)
        {
            return Of(known);
        }

        var (visit, _) = await _firstVisits.JoinAsync((shopId, token.UserId), () => AddAgentAsync(shopId, token, idToken, locale), cancel);
        return visit;
    }

    // For all who wait, so that nobody's leaving ends it.
    private async Task<Visit> AddAgentAsync(ShopId shopId, SessionToken token, string idToken, string? locale)
    {
        if (await agents.FindByShopifyUserAsync(shopId, token.UserId, CancellationToken.None) is { } known)
        {
            return Of(known);
        }

        var (person, problem) = await tokens.FindPersonAsync(token, idToken, CancellationToken.None);
        if (problem is { } kept)
        {
            return Visit.Refused(Of(kept));
        }

        var newcomer = new ShopifyAgent(token.UserId, StaffName.Of(person!), person!.Email, person.Locale ?? locale);
        return Of(await agents.FindOrAddAsync(shopId, newcomer, CancellationToken.None));
    }

    private static Visit Of(Agent agent) => agent.IsActive ? new Visit { Agent = agent } : Visit.Refused(SignInProblem.Inactive);

    private static SignInProblem Of(AccessProblem problem) => problem switch
    {
        AccessProblem.StaleSubject or AccessProblem.NeedsReauth => SignInProblem.Stale,
        AccessProblem.Frozen => SignInProblem.Frozen,
        AccessProblem.Locked => SignInProblem.Locked,
        AccessProblem.Gone => SignInProblem.Gone,
        AccessProblem.Forbidden or AccessProblem.WrongApp or AccessProblem.Unavailable => SignInProblem.Busy,
    };
}

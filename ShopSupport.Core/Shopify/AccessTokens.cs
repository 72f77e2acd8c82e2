using Microsoft.Extensions.Logging;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shopify;

/// <summary>
/// The tokens that the desk speaks to each shop's Shopify with. They end after an hour and are renewed before; however many
/// ask at once, in however many processes, one fetches. A pair that was fetched and not kept, because the process died, costs
/// nothing: the token before it renews once more.
/// Source: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens
/// </summary>
public sealed class AccessTokens(TokenEndpoint endpoint, AccessStore store, TimeProvider clock, ILogger<AccessTokens> log)
{
    // A token is not used to its last second: a request takes a while.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    // How long until one looks whether another process has what both want.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Flights<ShopId, AccessAnswer> _flights = new();

    /// <summary>A token that holds for some minutes more, renewed where it must be.</summary>
    public async Task<AccessAnswer> FindAsync(ShopId shopId, CancellationToken cancel)
    {
        var row = await store.FindAsync(shopId, cancel);
        return row.HoldsAt(clock.GetUtcNow() + Margin) ? Answer(row) : await RenewAsync(shopId, row.AccessToken, cancel);
    }

    /// <summary>A token other than <paramref name="refused"/>, which Shopify did not take or which ends.</summary>
    public async Task<AccessAnswer> RenewAsync(ShopId shopId, string? refused, CancellationToken cancel)
    {
        var (answer, _) = await _flights.JoinAsync(
            shopId,
            () => FetchAsync(
                shopId,
                row => row.HoldsAt(clock.GetUtcNow() + Margin) && !string.Equals(row.AccessToken, refused, StringComparison.Ordinal),
                RefreshAsync),
            cancel);
        return answer;
    }

    /// <summary>
    /// Sees to it that the desk can speak to a shop whose person is here: by their session token where what is kept does
    /// not hold, or was kept before <paramref name="since"/> (the app was taken out and came back).
    /// </summary>
    public async Task<AccessAnswer> EnterAsync(ShopId shopId, string idToken, DateTimeOffset since, CancellationToken cancel)
    {
        bool IsGood(AccessRow row) => row.Problem is null && row.RenewedAt > since
            && (row.HoldsAt(clock.GetUtcNow() + Margin) || (row.AccessToken is not null && row.CanBeRenewedAt(clock.GetUtcNow())));
        var row = await store.FindAsync(shopId, cancel);
        if (IsGood(row))
        {
            return Answer(row);
        }

        for (; ; )
        {
            var (answer, wasOurs) = await _flights.JoinAsync(
                shopId, () => FetchAsync(shopId, IsGood, old => endpoint.ExchangeAsync(old.Domain, idToken, CancellationToken.None)), cancel);
            // Another's session token was too old, or what flew was a renewal: this one's may do.
            if (wasOurs || answer.Problem is not (AccessProblem.StaleSubject or AccessProblem.NeedsReauth))
            {
                return answer;
            }
        }
    }

    /// <summary>Who it is that a session token speaks of; asked once, when they come for the first time.</summary>
    public async Task<(ShopifyPerson? Person, AccessProblem? Problem)> FindPersonAsync(SessionToken token, string idToken, CancellationToken cancel)
    {
        var (reply, problem) = await endpoint.ExchangeForPersonAsync(token.ShopDomain, idToken, cancel);
        return problem is not null ? (null, problem)
            : reply!.Person is { } person && person.Id == token.UserId ? (person, null)
            : (null, AccessProblem.Unavailable);
    }

    /// <summary>Notes what Shopify answered to a call: the next person who comes sees it said, and tries again.</summary>
    public Task NoteAsync(ShopId shopId, AccessProblem? problem, CancellationToken cancel) => store.NoteAsync(shopId, problem, cancel);

    /// <summary>Keeps a pair alive that nobody uses: one that is older than <paramref name="age"/> is renewed.</summary>
    public async Task KeepAliveAsync(ShopId shopId, TimeSpan age, CancellationToken cancel)
    {
        var row = await store.FindAsync(shopId, cancel);
        if (row.RenewedAt <= clock.GetUtcNow() - age && row.RefreshToken is not null)
        {
            var answer = await RenewAsync(shopId, row.AccessToken, cancel);
            if (answer.Problem is AccessProblem.Unavailable)
            {
                throw new HttpRequestException("Shopify did not answer.");
            }
        }
    }

    /// <summary>Deletes the tokens of a shop that has taken the app out: they are dead already.</summary>
    public async Task ForgetAsync(ShopId shopId, CancellationToken cancel)
    {
        var row = await store.FindAsync(shopId, cancel);
        if (row.AccessToken is not null || row.RefreshToken is not null)
        {
            await store.ForgetAsync(shopId, row.Lease, cancel);
        }
    }

    private Task<(TokenReply? Reply, AccessProblem? Problem)> RefreshAsync(AccessRow row) => row.CanBeRenewedAt(clock.GetUtcNow())
        ? endpoint.RefreshAsync(row.Domain, row.RefreshToken!, CancellationToken.None)
        : Task.FromResult<(TokenReply?, AccessProblem?)>((null, AccessProblem.NeedsReauth));

    private async Task<AccessAnswer> FetchAsync(
        ShopId shopId, Func<AccessRow, bool> isGood, Func<AccessRow, Task<(TokenReply? Reply, AccessProblem? Problem)>> fetch)
    {
        for (; ; )
        {
            var row = await store.FindAsync(shopId, CancellationToken.None);
            if (isGood(row))
            {
                return Answer(row);
            }

            if (await store.LeaseAsync(shopId, row.Lease, CancellationToken.None) is not { } lease)
            {
                await Task.Delay(Glance, clock);
                continue;
            }

            if (await KeepAsync(shopId, row, lease, await fetch(row)) is { } answer)
            {
                return answer;
            }
        }
    }

    // Null when another one took the turn meanwhile: what it keeps is newer.
    private async Task<AccessAnswer?> KeepAsync(
        ShopId shopId, AccessRow row, long lease, (TokenReply? Reply, AccessProblem? Problem) fetched)
    {
        var (reply, problem) = fetched;
        if (reply is not null)
        {
            await store.NoteAsync(shopId, problem: null, CancellationToken.None);
            return await store.KeepAsync(shopId, lease, reply, CancellationToken.None) ? AccessAnswer.Of(row.Domain, reply.AccessToken, reply.Scope) : null;
        }

        switch (problem)
        {
            case AccessProblem.NeedsReauth:
                log.LogWarning("Shop {ShopId} must open the app once: no token of it holds", shopId);
                await store.NoteAsync(shopId, problem, CancellationToken.None);
                await store.ForgetAsync(shopId, lease, CancellationToken.None);
                break;
            case AccessProblem.Frozen or AccessProblem.Locked or AccessProblem.Gone:
                await store.NoteAsync(shopId, problem, CancellationToken.None);
                await store.ReleaseAsync(shopId, lease, CancellationToken.None);
                break;
            default:
                await store.ReleaseAsync(shopId, lease, CancellationToken.None);
                break;
        }

        return AccessAnswer.Of(row.Domain, problem!.Value);
    }

    private static AccessAnswer Answer(AccessRow row) => AccessAnswer.Of(row.Domain, row.AccessToken!, row.Scopes);
}

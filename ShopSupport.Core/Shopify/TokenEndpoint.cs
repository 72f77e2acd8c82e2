using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ShopSupport.Core.Shopify;

/// <summary>
/// Where tokens come from: <c>/admin/oauth/access_token</c> of the shop.
/// Source: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange
/// </summary>
public sealed class TokenEndpoint(IHttpClientFactory http, ShopifyOptions options, ILogger<TokenEndpoint> log)
{
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string IdToken = "urn:ietf:params:oauth:token-type:id_token";
    private const string Offline = "urn:shopify:params:oauth:token-type:offline-access-token";
    private const string Online = "urn:shopify:params:oauth:token-type:online-access-token";
    private const int Tries = 2;

    // Somebody waits for it, and whoever does it keeps others from doing it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>An offline token that ends, and the token that renews it.</summary>
    internal async Task<(TokenReply? Reply, AccessProblem? Problem)> ExchangeAsync(string domain, string idToken, CancellationToken cancel)
    {
        var fields = ForExchange(idToken, Offline);
        fields["expiring"] = "1";
        return WithPair(await AskAsync(domain, fields, cancel));
    }

    /// <summary>Who it is that the session token speaks of.</summary>
    internal Task<(TokenReply? Reply, AccessProblem? Problem)> ExchangeForPersonAsync(string domain, string idToken, CancellationToken cancel) =>
        AskAsync(domain, ForExchange(idToken, Online), cancel);

    /// <summary>The next pair.</summary>
    internal async Task<(TokenReply? Reply, AccessProblem? Problem)> RefreshAsync(string domain, string refreshToken, CancellationToken cancel)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken };
        return WithPair(await AskAsync(domain, fields, cancel));
    }

    private static Dictionary<string, string> ForExchange(string idToken, string requested) => new(StringComparer.Ordinal)
    {
        ["grant_type"] = Exchange,
        ["subject_token"] = idToken,
        ["subject_token_type"] = IdToken,
        ["requested_token_type"] = requested,
    };

    // A token that never ended would be refused by Shopify, and could not be renewed.
    private static (TokenReply? Reply, AccessProblem? Problem) WithPair((TokenReply? Reply, AccessProblem? Problem) answer) =>
        answer.Reply is { RefreshToken: null or "" } ? (null, AccessProblem.Unavailable) : answer;

    // While a secret is being changed Shopify takes either; one that was revoked is passed over.
    private async Task<(TokenReply? Reply, AccessProblem? Problem)> AskAsync(string domain, Dictionary<string, string> fields, CancellationToken cancel)
    {
        (TokenReply? Reply, AccessProblem? Problem) answer = (null, AccessProblem.WrongApp);
        foreach (var secret in options.ApiSecrets.Where(secret => secret.Length > 0))
        {
            fields["client_id"] = options.ApiKey;
            fields["client_secret"] = secret;
            for (var tries = 0; tries < Tries; tries++)
            {
                answer = await SendAsync(domain, fields, cancel);
                if (answer.Problem is not AccessProblem.Unavailable)
                {
                    break;
                }
            }

            if (answer.Problem is not AccessProblem.WrongApp)
            {
                break;
            }
        }

        if (answer.Problem is { } problem)
        {
            log.LogWarning("No token for {Shop} by {Grant}: {Problem}", domain, fields["grant_type"], problem);
        }

        return answer;
    }

    private async Task<(TokenReply? Reply, AccessProblem? Problem)> SendAsync(string domain, Dictionary<string, string> fields, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var client = http.CreateClient(ShopifyOptions.HttpClient);
            using var response = await client.PostAsJsonAsync(options.Address(domain, "/admin/oauth/access_token"), fields, patience.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (null, await ProblemAsync(response, patience.Token));
            }

            var reply = await response.Content.ReadFromJsonAsync<TokenReply>(patience.Token);
            return reply is { AccessToken.Length: > 0 } ? (reply, null) : (null, AccessProblem.Unavailable);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (null, AccessProblem.Unavailable);
        }
    }

    private static async Task<AccessProblem> ProblemAsync(HttpResponseMessage response, CancellationToken cancel) => response.StatusCode switch
    {
        HttpStatusCode.PaymentRequired => AccessProblem.Frozen,
        HttpStatusCode.Locked => AccessProblem.Locked,
        HttpStatusCode.Forbidden => AccessProblem.Forbidden,
        HttpStatusCode.NotFound => AccessProblem.Gone,
        HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized => Named(await NameAsync(response, cancel)),
        _ => AccessProblem.Unavailable,
    };

    private static AccessProblem Named(string? error) => error switch
    {
        "invalid_subject_token" => AccessProblem.StaleSubject,
        "invalid_grant" => AccessProblem.NeedsReauth,
        "invalid_client" or "application_cannot_be_found" => AccessProblem.WrongApp,
        _ => AccessProblem.Unavailable,
    };

    private static async Task<string?> NameAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
            return body.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String
                ? error.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

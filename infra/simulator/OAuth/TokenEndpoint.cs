using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Admin;

namespace ShopSupport.Simulator.OAuth;

/// <summary><c>POST /admin/oauth/access_token</c>: token exchange and refreshing.</summary>
internal sealed class TokenEndpoint(SimulatedApp app, SessionTokens sessions, AccessTokens tokens)
{
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string IdToken = "urn:ietf:params:oauth:token-type:id_token";
    private const string OfflineType = "urn:shopify:params:oauth:token-type:offline-access-token";
    private const string OnlineType = "urn:shopify:params:oauth:token-type:online-access-token";

    /// <summary>Answers for one shop's installation of the app; null where the shop has not got it.</summary>
    public async Task<IResult> HandleAsync(HttpRequest request, AppOnShop? installed, CancellationToken cancel)
    {
        var asked = await ReadAsync(request, cancel);
        if (asked is null)
        {
            return Refusal("invalid_request", "The body is neither JSON nor a form.");
        }

        if (!string.Equals(asked.GetValueOrDefault("client_id"), app.ApiKey, StringComparison.Ordinal)
            || !app.Secrets.Contains(asked.GetValueOrDefault("client_secret"), StringComparer.Ordinal))
        {
            return Refusal("invalid_client", "Client authentication failed.");
        }

        if (installed is null)
        {
            return Refusal("application_cannot_be_found", "The app is not installed on this shop.");
        }

        return asked.GetValueOrDefault("grant_type") switch
        {
            Exchange => ExchangeFor(asked, installed),
            "refresh_token" => tokens.Renew(asked.GetValueOrDefault("refresh_token") ?? "", installed) is { } pair
                ? Results.Json(Offline(pair, installed))
                : Refusal("invalid_grant", "The refresh token is invalid, expired or was replaced."),
            _ => Refusal("unsupported_grant_type", "The grant type is not supported."),
        };
    }

    private IResult ExchangeFor(Dictionary<string, string> asked, AppOnShop installed)
    {
        if (asked.GetValueOrDefault("subject_token_type") is not IdToken || sessions.UserOf(asked.GetValueOrDefault("subject_token") ?? "", installed.Shop.Profile.Domain) is not { } user)
        {
            return Refusal("invalid_subject_token", "The subject token is invalid or has expired.");
        }

        return (asked.GetValueOrDefault("requested_token_type"), asked.GetValueOrDefault("expiring")) switch
        {
            (OfflineType, "1") => Results.Json(Offline(tokens.Offline(installed), installed)),
            (OfflineType, _) => Refusal("invalid_request", "Non-expiring access tokens are no longer accepted: expiring must be 1."),
            (OnlineType, _) => Results.Json(Online(tokens.Online(installed, user), installed, user)),
            _ => Refusal("invalid_request", "The requested token type is not supported."),
        };
    }

    private static Dictionary<string, object?> Offline(TokenPair pair, AppOnShop app) => new(StringComparer.Ordinal)
    {
        ["access_token"] = pair.AccessToken,
        ["scope"] = Scope(app),
        ["expires_in"] = (long)pair.ExpiresIn.TotalSeconds,
        ["refresh_token"] = pair.RefreshToken,
        ["refresh_token_expires_in"] = (long)pair.RefreshExpiresIn!.Value.TotalSeconds,
    };

    private static Dictionary<string, object?> Online(TokenPair pair, AppOnShop app, long user) => new(StringComparer.Ordinal)
    {
        ["access_token"] = pair.AccessToken,
        ["scope"] = Scope(app),
        ["expires_in"] = (long)pair.ExpiresIn.TotalSeconds,
        ["associated_user_scope"] = Scope(app),
        ["associated_user"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = user,
            ["first_name"] = "Staff",
            ["last_name"] = user.ToString(CultureInfo.InvariantCulture),
            ["email"] = string.Create(CultureInfo.InvariantCulture, $"staff{user}@example.com"),
            ["email_verified"] = true,
            ["account_owner"] = user == 1,
            ["locale"] = app.Shop.Profile.Locale,
            ["collaborator"] = false,
        },
    };

    private static string Scope(AppOnShop app) => string.Join(',', app.Scopes.Order(StringComparer.Ordinal));

    private static async Task<Dictionary<string, string>?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.HasFormContentType)
        {
            return (await request.ReadFormAsync(cancel)).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        }

        try
        {
            var body = request.HasJsonContentType() ? await request.ReadFromJsonAsync<Dictionary<string, JsonElement>>(cancel) : null;
            return body?.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Refusal(string error, string why) =>
        Results.Json(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = error, ["error_description"] = why }, statusCode: StatusCodes.Status400BadRequest);
}

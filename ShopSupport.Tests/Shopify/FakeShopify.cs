using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ShopSupport.Tests.Shopify;

/// <summary>
/// What Shopify does with tokens, and whatever a test says it answers besides. A refresh token stays good until the token
/// that came in its place was used; no token that it did not make is good at all.
/// </summary>
public sealed class FakeShopify : HttpMessageHandler, IHttpClientFactory
{
    public const string AllScopes = "read_customers,read_fulfillments,read_inventory,read_locations,write_orders,read_products,read_returns";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string?> _refreshTokens = new(StringComparer.Ordinal);
    private readonly HashSet<string> _accessTokens = new(StringComparer.Ordinal);
    private int _made;

    /// <summary>What was asked of the token endpoint, by grant: <c>offline</c>, <c>online</c> or <c>refresh</c>.</summary>
    public ConcurrentQueue<string> Grants { get; } = new();

    public ConcurrentQueue<HttpRequestMessage> Requests { get; } = new();

    /// <summary>The bodies of questions to the Admin API.</summary>
    public ConcurrentQueue<JsonObject> Questions { get; } = new();

    public HashSet<string> RevokedSecrets { get; } = new(StringComparer.Ordinal);

    public HashSet<string> StaleIdTokens { get; } = new(StringComparer.Ordinal);

    public string Scopes { get; set; } = AllScopes;

    public JsonObject Person { get; set; } = new() { ["id"] = IdTokens.User, ["first_name"] = "花子", ["last_name"] = "佐藤", ["email"] = "hanako@shop.example", ["locale"] = "ja" };

    /// <summary>Comes before the token endpoint's own answer; null where it has nothing to say.</summary>
    public Func<JsonObject, HttpResponseMessage?> TokenAnswer { get; set; } = _ => null;

    /// <summary>The Admin API's answer to a question and its token.</summary>
    public Func<JsonObject, string, HttpResponseMessage> Answer { get; set; } = (_, _) => Json(new JsonObject { ["data"] = new JsonObject() });

    /// <summary>Ends before anything is answered, for tests that want to see many wait.</summary>
    public Task Opened { get; set; } = Task.CompletedTask;

    public bool Knows(string accessToken)
    {
        lock (_lock)
        {
            return _accessTokens.Contains(accessToken);
        }
    }

    public void Revoke(string accessToken)
    {
        lock (_lock)
        {
            _accessTokens.Remove(accessToken);
        }
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public static HttpResponseMessage Json(JsonNode body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = JsonContent.Create(body) };

    public static HttpResponseMessage Error(string name, HttpStatusCode status = HttpStatusCode.BadRequest) => Json(new JsonObject { ["error"] = name }, status);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        await Opened.WaitAsync(cancellationToken);
        var body = JsonSerializer.Deserialize<JsonObject>(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        if (request.RequestUri!.AbsolutePath.EndsWith("/admin/oauth/access_token", StringComparison.Ordinal))
        {
            return Grant(body);
        }

        Questions.Enqueue(body);
        var token = request.Headers.GetValues("X-Shopify-Access-Token").Single();
        Use(token);
        return Knows(token) ? Answer(body, token) : Json(new JsonObject { ["errors"] = "[API] Invalid API key or access token" }, HttpStatusCode.Unauthorized);
    }

    private HttpResponseMessage Grant(JsonObject body)
    {
        var isRefresh = Text(body, "grant_type") is "refresh_token";
        var isOnline = Text(body, "requested_token_type") is "urn:shopify:params:oauth:token-type:online-access-token";
        Grants.Enqueue(isRefresh ? "refresh" : isOnline ? "online" : "offline");
        if (TokenAnswer(body) is { } said)
        {
            return said;
        }

        if (RevokedSecrets.Contains(Text(body, "client_secret")!) || Text(body, "client_id") is not IdTokens.Key)
        {
            return Error("invalid_client", HttpStatusCode.Unauthorized);
        }

        if (!isRefresh && (StaleIdTokens.Contains(Text(body, "subject_token")!) || Text(body, "subject_token_type") is not "urn:ietf:params:oauth:token-type:id_token"))
        {
            return Error("invalid_subject_token");
        }

        lock (_lock)
        {
            return isRefresh && !_refreshTokens.ContainsKey(Text(body, "refresh_token")!) ? Error("invalid_grant") : Json(isOnline ? MakeOnline() : Make(isRefresh ? Text(body, "refresh_token") : null));
        }
    }

    private JsonObject Make(string? replaced)
    {
        var number = (++_made).ToString(CultureInfo.InvariantCulture);
        _refreshTokens[$"shprt_{number}"] = replaced;
        _accessTokens.Add($"shpat_{number}");
        return new JsonObject
        {
            ["access_token"] = $"shpat_{number}",
            ["scope"] = Scopes,
            ["expires_in"] = 3600,
            ["refresh_token"] = $"shprt_{number}",
            ["refresh_token_expires_in"] = 7776000,
        };
    }

    private JsonObject MakeOnline() => new()
    {
        ["access_token"] = "shpua_1",
        ["scope"] = Scopes,
        ["expires_in"] = 86399,
        ["associated_user_scope"] = Scopes,
        ["associated_user"] = Person.DeepClone(),
    };

    // The first use of a token ends the one that it replaced.
    private void Use(string accessToken)
    {
        lock (_lock)
        {
            if (_refreshTokens.GetValueOrDefault(accessToken.Replace("shpat_", "shprt_", StringComparison.Ordinal)) is { } replaced)
            {
                _refreshTokens.Remove(replaced);
            }
        }
    }

    private static string? Text(JsonObject body, string name) => body[name]?.GetValue<string>();
}

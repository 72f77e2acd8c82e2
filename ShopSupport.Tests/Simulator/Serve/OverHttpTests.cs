using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Serve;
using ShopSupport.Tests.Simulator.Admin;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Simulator.Serve;

public sealed class OverHttpTests : IAsyncLifetime, IDisposable
{
    private const string Domain = "demo-shop.myshopify.com";

    private RunningSimulator _running = null!;
    private HttpClient _http = null!;

    private SimulatedStore Store => _running.Simulator.Find(Domain)!;

    public async Task InitializeAsync()
    {
        // Nobody listens there: what is sent is looked at where it is sent.
        var options = new ServeOptions { Port = 0, Customers = 30, Orders = 100, To = new("http://127.0.0.1:9"), ApiKey = "key", Secret = "secret" };
        _running = await ServeCommand.StartAsync(options, TimeProvider.System, CancellationToken.None);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _running.Simulator.Address };
        _running.Simulator.Install(Store);
    }

    public async Task DisposeAsync() => await _running.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task An_app_comes_from_a_session_token_to_data()
    {
        var token = await _http.GetStringAsync($"/simulator/{Domain}/id-token?user=7");
        var offline = await ExchangeAsync(token, "offline", "1");
        var refreshed = await PostAsync(new(StringComparer.Ordinal) { ["grant_type"] = "refresh_token", ["refresh_token"] = offline.GetProperty("refresh_token").GetString()! });
        var answer = await AskAsync(refreshed.GetProperty("access_token").GetString()!, "{ shop { myshopifyDomain } }");

        Assert.Equal(3600, offline.GetProperty("expires_in").GetInt32());
        Assert.Contains("read_orders", offline.GetProperty("scope").GetString(), StringComparison.Ordinal);
        Assert.Equal(Domain, answer.GetProperty("data").GetProperty("shop").GetProperty("myshopifyDomain").GetString());
        var online = await ExchangeAsync(token, "online", "");
        Assert.Equal(7, online.GetProperty("associated_user").GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData("client_secret", "wrong", "invalid_client")]
    [InlineData("subject_token", "wrong", "invalid_subject_token")]
    [InlineData("expiring", "0", "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "refresh_token", "invalid_grant")]
    public async Task A_wrong_exchange_is_refused(string field, string value, string error)
    {
        var asked = Exchange(await _http.GetStringAsync($"/simulator/{Domain}/id-token"), "offline", "1");
        asked[field] = value;

        using var response = await _http.PostAsJsonAsync($"/{Domain}/admin/oauth/access_token", asked);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(error, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_API_is_closed_to_whoever_has_no_good_token_and_for_shops_that_are_closed()
    {
        var token = (await ExchangeAsync(await _http.GetStringAsync($"/simulator/{Domain}/id-token"), "offline", "1")).GetProperty("access_token").GetString()!;

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("shpat_unknown"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(token, "2020-01"));
        foreach (var (standing, status) in new[] { (ShopStanding.Frozen, 402), (ShopStanding.Forbidden, 403), (ShopStanding.Locked, 423), (ShopStanding.Open, 200) })
        {
            (await _http.PostAsync($"/simulator/{Domain}/standing/{standing}", content: null)).EnsureSuccessStatusCode();
            Assert.Equal(status, (int)await StatusAsync(token));
            // Nor does a shop that is shut give a token; one that is open says what is wrong with the question.
            using var exchange = await _http.PostAsync($"/{Domain}/admin/oauth/access_token", content: null);
            Assert.Equal(status is 200 ? 400 : status, (int)exchange.StatusCode);
        }

        (await _http.PostAsync($"/simulator/{Domain}/uninstall", content: null)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [Fact]
    public async Task A_bulk_operation_runs_to_a_file_that_can_be_fetched()
    {
        var token = (await ExchangeAsync(await _http.GetStringAsync($"/simulator/{Domain}/id-token"), "offline", "1")).GetProperty("access_token").GetString()!;
        var started = await AskAsync(token, AskedApi.Document("BulkRun"), new { query = "{ customers { nodes { id displayName } } }" });
        var id = started.GetProperty("data").GetProperty("bulkOperationRunQuery").GetProperty("bulkOperation").GetProperty("id").GetString()!;
        await Store.Bulk.UntilOverAsync(Gid.Read(id, "BulkOperation")!.Value);

        var operation = (await AskAsync(token, AskedApi.Document("BulkOperation"), new { id })).GetProperty("data").GetProperty("bulkOperation");
        var lines = (await _http.GetStringAsync(new Uri(operation.GetProperty("url").GetString()!))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("COMPLETED", operation.GetProperty("status").GetString());
        Assert.Equal(30, lines.Length);
        Assert.Equal("30", operation.GetProperty("rootObjectCount").GetString());
    }

    [Fact]
    public async Task The_admin_loads_the_app_with_a_query_that_is_signed()
    {
        var page = await _http.GetStringAsync("/store/demo-shop/apps/shopsupport/inbox?view=all");
        var source = HttpUtility.HtmlDecode(page.Split("src=\"")[1].Split('"')[0]);
        var query = HttpUtility.ParseQueryString(new Uri(source).Query);

        Assert.StartsWith("http://127.0.0.1:9/inbox?view=all&", source, StringComparison.Ordinal);
        Assert.Equal(Domain, query["shop"]);
        Assert.Equal("admin.shopify.com/store/demo-shop", Encoding.UTF8.GetString(Convert.FromBase64String(query["host"]!.PadRight((query["host"]!.Length + 3) / 4 * 4, '='))));
        Assert.Equal(1, _running.Simulator.Sessions.UserOf(query["id_token"]!, Domain));
        var signed = string.Join('&', query.AllKeys.Where(key => key is not ("hmac" or "view")).Order(StringComparer.Ordinal).Select(key => $"{key}={Uri.EscapeDataString(query[key]!)}"));
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes(signed))), query["hmac"]);
        Assert.Contains("window.shopify = {", await _http.GetStringAsync("/app-bridge.js"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_in_the_admin_is_sent_to_the_app()
    {
        var order = Store.Shop.Orders.All().First(one => one.FulfillmentStatus is "fulfilled");
        var page = await _http.GetStringAsync($"/store/demo-shop/orders/{order.Id}");

        using var note = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "<b>" });
        using var done = await _http.PostAsync($"/store/demo-shop/orders/{order.Id}/note", note);
        using var refused = await _http.PostAsync($"/store/demo-shop/orders/{order.Id}/cancel", new FormUrlEncodedContent([]));
        var refusal = await refused.Content.ReadAsStringAsync();

        Assert.Contains(WebUtility.HtmlEncode(order.Lines[0].Name), page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("Cannot cancel an order with fulfillments.", refusal, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", refusal, StringComparison.Ordinal);
        await Patience.UntilAsync(() => _running.Sender.Attempts.Any(attempt => attempt.Topic is "orders/updated"), "the app was told");
    }

    private static Dictionary<string, string> Exchange(string token, string kind, string expiring) => new(StringComparer.Ordinal)
    {
        ["client_id"] = "key",
        ["client_secret"] = "secret",
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
        ["subject_token"] = token,
        ["subject_token_type"] = "urn:ietf:params:oauth:token-type:id_token",
        ["requested_token_type"] = $"urn:shopify:params:oauth:token-type:{kind}-access-token",
        ["expiring"] = expiring,
    };

    private Task<JsonElement> ExchangeAsync(string token, string kind, string expiring) => PostAsync(Exchange(token, kind, expiring));

    private async Task<JsonElement> PostAsync(Dictionary<string, string> asked)
    {
        asked["client_id"] = "key";
        asked["client_secret"] = "secret";
        using var response = await _http.PostAsJsonAsync($"/{Domain}/admin/oauth/access_token", asked);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> AskAsync(string token, string query, object? variables = null)
    {
        using var response = await SendAsync(token, query, variables, "2026-10");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpStatusCode> StatusAsync(string token, string version = "2026-10")
    {
        using var response = await SendAsync(token, "{ shop { name } }", variables: null, version);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string token, string query, object? variables, string version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{Domain}/admin/api/{version}/graphql.json") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Add("X-Shopify-Access-Token", token);
        return await _http.SendAsync(request);
    }
}

using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.SignIn;

/// <summary>The desk of a connected app, as the admin's frame and its fetches see it.</summary>
internal sealed class AdminDesk : IAsyncDisposable
{
    private AdminDesk(DeskHost host, FakeShopify shopify) => (Host, Shopify, Tokens) = (host, shopify, new IdTokens(host.Db.Clock));

    public DeskHost Host { get; }

    public FakeShopify Shopify { get; }

    public IdTokens Tokens { get; }

    public TestClock Clock => Host.Db.Clock;

    public static async Task<AdminDesk> OpenAsync(bool isDemo = false, Uri? admin = null, Action<IServiceCollection>? also = null)
    {
        var shopify = new FakeShopify();
        return new AdminDesk(await DeskHost.StartAsync(isDemo, language: null, apiKey: IdTokens.Key, hasShop: isDemo, shopify: shopify, admin: admin, also: also), shopify);
    }

    /// <summary>What App Bridge's fetch asks for.</summary>
    public Task<HttpResponseMessage> FetchAsync(string path, string? token, HttpMethod? method = null, HttpContent? content = null, string? language = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path) { Content = content };
        request.Headers.Add("Sec-Fetch-Dest", "empty");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (token is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {token}");
        }

        if (language is not null)
        {
            request.Headers.Add("Accept-Language", language);
        }

        return Host.Client.SendAsync(request);
    }

    /// <summary>What the admin's frame opens as a whole.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, string dest = "iframe")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Dest", dest);
        request.Headers.Add("Accept", "text/html");
        return Host.Client.SendAsync(request);
    }

    /// <summary>The first document, as the admin asks for it.</summary>
    public Task<HttpResponseMessage> OpenFirstAsync(string? token = null, string shop = IdTokens.Shop, string locale = "ja") =>
        OpenAsync($"/inbox?shop={shop}&host={Base64("admin.shopify.com/store/healthy")}&embedded=1&hmac=aa&timestamp=1&session=s&locale={locale}&id_token={token ?? Tokens.Make(shop)}");

    public static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)).TrimEnd('=');

    public static string Policy(HttpResponseMessage response) => response.Headers.GetValues("Content-Security-Policy").Single();

    public Task<T?> FindAsync<T>(string sql) => Host.Db.FindAsync<T>(sql, new { IdTokens.Shop });

    public Task UninstallAsync(DateTimeOffset at) => Host.Db.ExecuteAsync(
        "INSERT INTO shop_uninstalls (shop_id, uninstalled_at, version, version_rank) SELECT id, @at, 1, 0 FROM shops WHERE domain = @Shop", new { at, IdTokens.Shop });

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Shopify.Dispose();
    }
}

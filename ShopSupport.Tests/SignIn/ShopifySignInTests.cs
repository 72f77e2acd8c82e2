using System.Net;
using ShopSupport.App.SignIn;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.SignIn;

public sealed class ShopifySignInTests
{
    private const string First = "SELECT COUNT(*) FROM shops WHERE domain = @Shop AND installed_at IS NOT NULL";

    [Fact]
    public async Task The_first_person_of_a_shop_makes_the_shop_and_themselves()
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await desk.OpenFirstAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("</span>佐藤 花子</p>", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ja\">", page, StringComparison.Ordinal);
        Assert.Equal(1, await desk.FindAsync<int>(First));
        Assert.Equal(["offline", "online"], desk.Shopify.Grants, StringComparer.Ordinal);
        Assert.Equal("hanako@shop.example", await desk.FindAsync<string>($"SELECT email FROM agents WHERE shopify_user_id = {IdTokens.User}"));
    }

    [Fact]
    public async Task A_hundred_first_fetches_make_one_shop_one_agent_and_one_exchange_of_each_kind()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var opened = new TaskCompletionSource();
        desk.Shopify.Opened = opened.Task;

        var fetching = Enumerable.Range(0, 100).Select(_ => desk.FetchAsync("/inbox/list", desk.Tokens.Make())).ToList();
        await Patience.UntilAsync(() => !desk.Shopify.Requests.IsEmpty, "an exchange");
        opened.SetResult();
        var responses = await Task.WhenAll(fetching);

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(["offline", "online"], desk.Shopify.Grants, StringComparer.Ordinal);
        Assert.Equal(1, await desk.FindAsync<int>("SELECT COUNT(*) FROM agents WHERE shopify_user_id IS NOT NULL"));
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task Whoever_was_here_before_costs_no_call()
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var first = await desk.OpenFirstAsync();
        desk.Clock.Advance(TimeSpan.FromDays(2));

        using var second = await desk.FetchAsync("/inbox/list", desk.Tokens.Make());

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(2, desk.Shopify.Requests.Count);
    }

    [Fact]
    public async Task A_page_in_the_frame_brings_App_Bridge_and_tells_the_browser_early()
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await desk.OpenFirstAsync();

        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains($"<meta name=\"shopify-api-key\" content=\"{IdTokens.Key}\">", page, StringComparison.Ordinal);
        Assert.Contains("<script src=\"https://cdn.shopify.com/shopifycloud/app-bridge.js\"></script>", page, StringComparison.Ordinal);
        Assert.Contains("script-src 'self' https://cdn.shopify.com/shopifycloud/;", AdminDesk.Policy(response), StringComparison.Ordinal);
        Assert.Equal(
            "<https://cdn.shopify.com>; rel=\"preconnect\", <https://cdn.shopify.com/shopifycloud/app-bridge.js>; rel=\"preload\"; as=\"script\"",
            response.Headers.GetValues("Link").Single());
    }

    [Fact]
    public async Task No_cookie_is_set_in_the_frame_and_the_language_stays_with_the_agent()
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var first = await desk.OpenFirstAsync();
        using var chosen = await desk.OpenAsync($"/inbox?shop={IdTokens.Shop}&embedded=1&locale=ja&lang=en&id_token={desk.Tokens.Make()}");
        using var later = await desk.FetchAsync("/sync", desk.Tokens.Make(), language: "ja");

        Assert.Contains("<html lang=\"en\">", await chosen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", await later.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var response in new[] { first, chosen, later })
        {
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task A_visitor_of_the_demo_and_a_person_of_a_shop_are_told_apart()
    {
        await using var desk = await AdminDesk.OpenAsync(isDemo: true);

        using var visitor = await desk.OpenAsync("/inbox", dest: "document");
        using var person = await desk.OpenFirstAsync();
        using var nobody = await desk.FetchAsync("/inbox/list", "forged");

        Assert.DoesNotContain("app-bridge", await visitor.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("佐藤 花子", await person.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(person.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task A_fetch_with_an_old_token_is_told_to_bring_a_new_one()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var token = desk.Tokens.Make();
        desk.Clock.Advance(TimeSpan.FromSeconds(70));

        foreach (var text in new[] { token, null })
        {
            using var response = await desk.FetchAsync("/inbox/list", text);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("1", response.Headers.GetValues(ShopifySignIn.RetryHeader).Single());
        }

        Assert.Empty(desk.Shopify.Requests);
    }

    [Fact]
    public async Task A_token_that_Shopify_finds_too_old_is_told_to_bring_a_new_one()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var token = desk.Tokens.Make();
        desk.Shopify.StaleIdTokens.Add(token);

        using var fetched = await desk.FetchAsync("/inbox/list", token);
        using var opened = await desk.OpenFirstAsync(token);

        Assert.Equal(HttpStatusCode.Unauthorized, fetched.StatusCode);
        Assert.Equal("1", fetched.Headers.GetValues(ShopifySignIn.RetryHeader).Single());
        Assert.StartsWith(SessionBounce.Path, opened.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_needs_the_header_and_takes_no_token_from_the_address()
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var first = await desk.OpenFirstAsync();
        using var inAddress = await desk.FetchAsync($"/inbox/1/close?id_token={desk.Tokens.Make()}", token: null, HttpMethod.Post);
        using var inHeader = await desk.FetchAsync("/inbox/1/close", desk.Tokens.Make(), HttpMethod.Post);

        Assert.Equal(HttpStatusCode.Unauthorized, inAddress.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, inHeader.StatusCode);
    }

    [Fact]
    public async Task An_agent_who_was_put_out_stays_out()
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var first = await desk.OpenFirstAsync();
        await desk.Host.Db.ExecuteAsync("UPDATE agents SET is_active = 0");

        using var response = await desk.OpenFirstAsync(locale: "en");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("Your access to the desk has ended", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_that_took_the_app_out_is_closed_until_it_comes_back()
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var first = await desk.OpenFirstAsync();
        var token = desk.Tokens.Make();
        desk.Clock.Advance(TimeSpan.FromSeconds(30));
        await desk.UninstallAsync(desk.Clock.GetUtcNow());

        using var left = await desk.FetchAsync("/inbox", token, language: "en");
        desk.Clock.Advance(TimeSpan.FromSeconds(5));
        using var back = await desk.OpenFirstAsync();

        Assert.Equal(HttpStatusCode.Forbidden, left.StatusCode);
        Assert.Contains("no longer installed", await left.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal(["offline", "online", "offline"], desk.Shopify.Grants, StringComparer.Ordinal);
        Assert.Equal(desk.Clock.GetUtcNow(), await desk.FindAsync<DateTimeOffset>("SELECT installed_at FROM shops WHERE domain = @Shop"));
    }

    [Theory]
    [InlineData(HttpStatusCode.PaymentRequired, HttpStatusCode.PaymentRequired, "一時停止されています")]
    [InlineData(HttpStatusCode.Locked, HttpStatusCode.Locked, "ロックされています")]
    [InlineData(HttpStatusCode.NotFound, HttpStatusCode.NotFound, "存在しません")]
    [InlineData(HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, "応答がありません")]
    public async Task A_shop_that_cannot_be_reached_gets_a_page_that_says_what_is_so(HttpStatusCode answered, HttpStatusCode shown, string words)
    {
        await using var desk = await AdminDesk.OpenAsync();
        desk.Shopify.TokenAnswer = _ => new HttpResponseMessage(answered) { Content = new StringContent("") };

        using var response = await desk.OpenFirstAsync();

        Assert.Equal(shown, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.EndsWith($"frame-ancestors https://{IdTokens.Shop} https://admin.shopify.com", AdminDesk.Policy(response), StringComparison.Ordinal);
        Assert.Equal(0, await desk.FindAsync<int>(First));
    }

    [Fact]
    public async Task A_missing_scope_is_named_and_looked_for_again_at_the_next_opening()
    {
        await using var desk = await AdminDesk.OpenAsync();
        desk.Shopify.Scopes = FakeShopify.AllScopes.Replace("write_orders", "read_files", StringComparison.Ordinal);

        using var refused = await desk.OpenFirstAsync(locale: "en");
        desk.Shopify.Scopes = FakeShopify.AllScopes;
        using var fetched = await desk.FetchAsync("/inbox/list", desk.Tokens.Make());
        using var opened = await desk.OpenFirstAsync();

        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains($"href=\"https://admin.shopify.com/store/healthy/apps/{IdTokens.Key}\" target=\"_top\">Approve in Shopify</a>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("<b>read_orders</b> shows what was ordered", page, StringComparison.Ordinal);
        Assert.DoesNotContain("read_products", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, fetched.StatusCode);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_a_token_or_a_person_is_in_the_log()
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var first = await desk.OpenFirstAsync();
        using var forged = await desk.FetchAsync("/inbox", desk.Tokens.Make(secret: "another"));
        desk.Shopify.TokenAnswer = _ => throw new HttpRequestException("shpat_1 hanako@shop.example");
        using var failed = await desk.OpenFirstAsync(desk.Tokens.Make(user: 5));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.DoesNotContain(desk.Host.Logs, line => line.Contains("shpat", StringComparison.Ordinal) || line.Contains("shprt", StringComparison.Ordinal));
        Assert.DoesNotContain(desk.Host.Logs, line => line.Contains("hanako", StringComparison.Ordinal) || line.Contains("eyJ", StringComparison.Ordinal));
    }
}

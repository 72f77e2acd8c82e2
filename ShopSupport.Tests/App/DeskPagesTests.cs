using System.Net;
using System.Text.RegularExpressions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed partial class DeskPagesTests
{
    [Fact]
    public async Task Nobody_gets_in_without_a_shop_and_the_page_says_where_to_open_it()
    {
        await using var desk = await DeskHost.StartAsync(isDemo: false, language: null);

        foreach (var path in new[] { "/inbox", "/inbox/1", "/customers/1/panel", "/stock?q=a", "/sync", "/events", "/inbox/list" })
        {
            var (status, body) = await desk.GetAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=ja");
            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.Contains("Shopifyの管理画面から開いてください", body, StringComparison.Ordinal);
        }

        Assert.Contains("Open the desk from the Shopify admin", (await desk.GetAsync("/inbox?lang=en")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_that_is_still_being_made_says_so()
    {
        await using var desk = await DeskHost.StartAsync(hasShop: false);

        var (status, body) = await desk.GetAsync("/inbox");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("受信トレイを準備しています", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_forbids_foreign_code_and_foreign_frames()
    {
        await using var desk = await DeskHost.StartAsync();

        foreach (var path in new[] { "/inbox", "/sync", "/inbox/404", "/desk.css" })
        {
            using var response = await desk.Client.GetAsync(new Uri(path, UriKind.Relative));
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            var body = await response.Content.ReadAsStringAsync();
            Assert.DoesNotMatch(Inline(), body);
        }

        using var page = await desk.Client.GetAsync(new Uri("/inbox", UriKind.Relative));
        Assert.EndsWith("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NotFound)]
    public async Task A_change_that_another_site_asks_for_is_refused(string header, string value, HttpStatusCode expected)
    {
        await using var desk = await DeskHost.StartAsync();
        using var content = new FormUrlEncodedContent([new("kind", "reply"), new("text", "a"), new("key", "k")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inbox/1/messages") { Content = content };
        request.Headers.Add(header, value);

        using var response = await desk.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task The_list_pages_by_key_without_a_row_lost_or_shown_twice()
    {
        await using var desk = await DeskHost.StartAsync();
        for (var i = 0; i < 95; i++)
        {
            await desk.OpenAsync($"thread-{i}", "taro@example.jp", "いつ届きますか", i / 3);
        }

        var seen = new List<string>();
        var path = "/inbox/rows?view=all";
        for (var pages = 0; path.Length > 0; pages++)
        {
            Assert.True(pages < 4);
            var (_, body) = await desk.GetAsync(path, partial: true);
            seen.AddRange(RowId().Matches(body).Select(match => match.Groups["id"].Value));
            path = More().Match(body) is { Success: true } more ? WebUtility.HtmlDecode(more.Groups["path"].Value) : "";
        }

        Assert.Equal(95, seen.Count);
        Assert.Equal(95, seen.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("/inbox/123456", HttpStatusCode.NotFound)]
    [InlineData("/customers/123456/panel", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/stock?q=%25_%5B", HttpStatusCode.OK)]
    public async Task A_wrong_address_gets_a_clear_status_and_a_designed_page(string path, HttpStatusCode expected)
    {
        await using var desk = await DeskHost.StartAsync();

        var (status, body) = await desk.GetAsync(path);

        Assert.Equal(expected, status);
        Assert.Contains("<title>", body, StringComparison.Ordinal);
        var (_, part) = await desk.GetAsync(path, partial: true);
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/inbox?view=nothing")]
    [InlineData("/inbox?after=zzz")]
    [InlineData("/inbox?after=99999999999999999-1")]
    [InlineData("/inbox/{id}?view=nothing")]
    public async Task An_unknown_view_or_place_falls_back_to_the_beginning_of_the_first_view(string path)
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("届きません", "taro@example.jp", "いつ届きますか");

        var (status, body) = await desk.GetAsync(path.Replace("{id}", $"{id}", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("data-view=\"waiting\"", body, StringComparison.Ordinal);
        Assert.Contains($"id=\"row-{id}\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shops_conversation_and_customer_are_not_found()
    {
        await using var desk = await DeskHost.StartAsync();
        var other = await desk.Db.AddShopAsync();
        var history = await PurchaseHistory.AddAsync(desk.Db, other);
        await desk.Db.ReceiveAsync(new Said("t", new(null, "taro@example.jp")).ByCustomer(1, "秘密"), desk.Db.Clock.GetUtcNow(), other);
        var theirs = await desk.Db.FindAsync<long>("SELECT id FROM conversations WHERE shop_id = @other", new { other });

        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/inbox/{theirs}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/customers/{history.CustomerId}/panel")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.WriteAsync(theirs, "reply", "やあ", "k1")).Status);
        Assert.DoesNotContain("秘密", (await desk.GetAsync("/inbox?view=all")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_view_weighs_less_than_80_kB()
    {
        await using var desk = await DeskHost.StartAsync();
        for (var i = 0; i < 40; i++)
        {
            await desk.OpenAsync($"thread-{i}", "taro@example.jp", "お世話になっております。荷物がまだ届きません。", i);
        }

        var (_, page) = await desk.GetAsync("/inbox");
        var weight = await WeighAsync(desk, "/inbox");
        foreach (var match in Asset().Matches(page).Cast<Match>())
        {
            Assert.Contains("?v=", match.Groups["path"].Value, StringComparison.Ordinal);
            weight += await WeighAsync(desk, match.Groups["path"].Value);
        }

        Assert.InRange(weight, 40_000, 80_000);
    }

    [Fact]
    public async Task The_language_is_asked_for_remembered_and_else_the_shops()
    {
        await using var desk = await DeskHost.StartAsync(language: null);

        Assert.Contains("<html lang=\"ja\">", (await desk.GetAsync("/inbox")).Body, StringComparison.Ordinal);
        using var english = await desk.Client.GetAsync(new Uri("/inbox?lang=en", UriKind.Relative));
        Assert.Contains("<html lang=\"en\">", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("desk_lang=en", english.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", (await desk.GetAsync("/inbox")).Body, StringComparison.Ordinal);
    }

    private static async Task<long> WeighAsync(DeskHost desk, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, WebUtility.HtmlDecode(path));
        request.Headers.Add("Accept-Encoding", "br");
        using var response = await desk.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("br", response.Content.Headers.ContentEncoding.Single());
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", RegexOptions.None, -1)]
    private static partial Regex Inline();

    [GeneratedRegex("id=\"row-(?<id>[0-9]+)\"", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex RowId();

    [GeneratedRegex("class=\"more\"[^>]*hx-get=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex More();

    [GeneratedRegex("(src|href)=\"(?<path>/(desk\\.(css|js)|img/)[^\"]+)\"", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex Asset();
}

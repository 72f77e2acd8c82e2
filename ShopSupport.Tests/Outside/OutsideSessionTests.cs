using System.Net;
using System.Text.RegularExpressions;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Tests.SignIn;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Outside;

/// <summary>An agent without a seat in the admin, from the invitation to the end of the session.</summary>
public sealed partial class OutsideSessionTests
{
    [Fact]
    public async Task A_link_is_looked_at_as_often_as_one_likes_and_opens_the_desk_once()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var link = await InviteAsync(desk);

        for (var i = 0; i < 2; i++)
        {
            using var look = await SendAsync(desk, HttpMethod.Get, link);
            Assert.Equal(HttpStatusCode.OK, look.StatusCode);
            Assert.Contains("外注 太郎", await look.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.False(look.Headers.Contains("Set-Cookie"));
            Assert.EndsWith("frame-ancestors 'none'", AdminDesk.Policy(look), StringComparison.Ordinal);
        }

        using var entered = await SendAsync(desk, HttpMethod.Post, link);
        using var again = await SendAsync(desk, HttpMethod.Post, link);

        Assert.Equal("/inbox", entered.Headers.Location?.ToString());
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.Matches($"^{OutsideSignIn.Cookie}=.*; secure; samesite=lax; httponly$", cookie);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.False(again.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_desk_outside_is_the_same_without_App_Bridge_and_in_no_frame()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var session = await JoinAsync(desk);

        using var response = await SendAsync(desk, HttpMethod.Get, "/inbox", session);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("外注 太郎", page, StringComparison.Ordinal);
        Assert.DoesNotContain("app-bridge", page, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", AdminDesk.Policy(response), StringComparison.Ordinal);
        Assert.DoesNotContain("x-frame-options", response.Headers.Select(header => header.Key), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_change_of_the_session_proves_that_a_page_of_the_desk_asked_for_it()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var session = await JoinAsync(desk);
        using var page = await SendAsync(desk, HttpMethod.Get, "/inbox", session);
        var proof = Proof().Match(await page.Content.ReadAsStringAsync()).Groups["proof"].Value;
        var pair = Assert.Single(page.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("desk_change=", StringComparison.Ordinal));
        Assert.EndsWith("; secure; samesite=strict; httponly", pair, StringComparison.Ordinal);
        var both = $"{session}; {pair.Split(';')[0]}";

        using var bare = await SendAsync(desk, HttpMethod.Post, "/inbox/1/close", session);
        using var wrong = await SendAsync(desk, HttpMethod.Post, "/inbox/1/close", both, proof: "x");
        using var right = await SendAsync(desk, HttpMethod.Post, "/inbox/1/close", both, proof);

        Assert.Equal(HttpStatusCode.Forbidden, bare.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, right.StatusCode);
    }

    [Theory]
    [InlineData("Your access was ended by the shop", "UPDATE agents SET is_active = 0 WHERE is_outside = 1")]
    [InlineData("Your access was ended by the shop", "UPDATE outside_doors SET is_open = 0")]
    [InlineData("ShopSupport is no longer installed in this shop", "INSERT INTO shop_uninstalls (shop_id, uninstalled_at, version, version_rank) SELECT id, 99999999999999, 1, 0 FROM shops WHERE domain = 'healthy.myshopify.com'")]
    public async Task A_session_ends_at_once_when_its_agent_is_out_the_door_closed_or_the_app_gone_and_says_so_each_time(string words, string sql)
    {
        await using var desk = await AdminDesk.OpenAsync();
        var session = await JoinAsync(desk);
        await desk.Host.Db.ExecuteAsync(sql);

        for (var i = 0; i < 2; i++)
        {
            using var response = await SendAsync(desk, HttpMethod.Get, "/inbox", session);

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            // Without the cookie they would be somebody else's visitor.
            Assert.False(response.Headers.Contains("Set-Cookie"));
            Assert.True(response.Headers.Contains(ErrorPages.RefusedHeader));
        }
    }

    [Fact]
    public async Task A_session_whose_time_is_over_says_so_and_asks_for_a_new_link()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var session = await JoinAsync(desk);
        desk.Clock.Advance(TimeSpan.FromHours(13));

        using var response = await SendAsync(desk, HttpMethod.Get, "/inbox", session);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("Your session is over", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stream_of_an_agent_who_is_put_out_tells_them_and_ends()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var session = await JoinAsync(desk);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/events?after=0");
        request.Headers.Add("Cookie", session);
        request.Headers.Add("Accept-Language", "ja");
        using var response = await desk.Host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
        await stream.ReadLineAsync();

        var agent = await desk.FindAsync<long>("SELECT id FROM agents WHERE is_outside = 1");
        using var put = await PostAsync(desk, $"/outside/{agent}/active", ("active", "false"));

        var told = await stream.ReadToEndAsync().WaitAsync(Patience.Limit);
        Assert.Contains("event: refused\n", told, StringComparison.Ordinal);
        Assert.Contains("ショップがあなたのアクセスを終了しました", System.Text.RegularExpressions.Regex.Unescape(told), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
    }

    [Fact]
    public async Task A_cookie_that_the_desk_did_not_make_opens_nothing()
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await SendAsync(desk, HttpMethod.Get, "/inbox", $"{OutsideSignIn.Cookie}=CfDJ8forged");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task In_the_frame_a_session_of_outside_counts_for_nothing()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var session = await JoinAsync(desk);

        using var response = await SendAsync(desk, HttpMethod.Get, $"/inbox?embedded=1", session);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    internal static async Task<string> InviteAsync(AdminDesk desk)
    {
        using var first = await desk.OpenFirstAsync();
        using var door = await PostAsync(desk, "/outside/door", ("open", "true"));
        using var invited = await PostAsync(desk, "/outside/invitations", ("name", "外注 太郎"));
        Assert.Equal(HttpStatusCode.OK, invited.StatusCode);
        return Link().Match(await invited.Content.ReadAsStringAsync()).Groups["path"].Value;
    }

    internal static async Task<string> JoinAsync(AdminDesk desk)
    {
        using var entered = await SendAsync(desk, HttpMethod.Post, await InviteAsync(desk));
        return entered.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    internal static Task<HttpResponseMessage> PostAsync(AdminDesk desk, string path, (string Name, string Value) field) =>
        desk.FetchAsync(path, desk.Tokens.Make(), HttpMethod.Post, new FormUrlEncodedContent([new(field.Name, field.Value)]), language: "en");

    internal static Task<HttpResponseMessage> SendAsync(AdminDesk desk, HttpMethod method, string path, string? cookies = null, string? proof = null, string language = "en")
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Accept-Language", language);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (cookies is not null)
        {
            request.Headers.Add("Cookie", cookies);
        }

        if (proof is not null)
        {
            request.Headers.Add(OutsideSignIn.ChangeHeader, proof);
        }

        return desk.Host.Client.SendAsync(request);
    }

    [GeneratedRegex("value=\"http://[^/]+(?<path>/join/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("<meta name=\"desk-change\" content=\"(?<proof>[^\"]+)\">", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Proof();
}

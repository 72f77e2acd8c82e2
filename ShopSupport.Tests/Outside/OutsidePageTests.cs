using System.Net;
using System.Text.RegularExpressions;
using ShopSupport.Tests.SignIn;
using static ShopSupport.Tests.Outside.OutsideSessionTests;

namespace ShopSupport.Tests.Outside;

/// <summary>The page where a shop invites agents from outside, and for whom it is not.</summary>
public sealed partial class OutsidePageTests
{
    [Theory]
    [InlineData("ja", "ショップのスタッフ専用の画面です")]
    [InlineData("en", "For the shop’s own staff")]
    public async Task Who_comes_from_outside_does_not_decide_who_else_may_and_is_told_whom_the_page_is_for(string language, string words)
    {
        await using var desk = await AdminDesk.OpenAsync();
        var session = await JoinAsync(desk);

        using var response = await SendAsync(desk, HttpMethod.Get, "/outside", session, language: language);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains(ShopSupport.App.Pages.ErrorPages.RefusedHeader));
    }

    [Fact]
    public async Task Nobody_is_invited_to_a_closed_door()
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var first = await desk.OpenFirstAsync();

        using var response = await PostAsync(desk, "/outside/invitations", ("name", "A"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("先に上の設定で許可してください。", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await desk.FindAsync<int>("SELECT COUNT(*) FROM outside_links"));
    }

    [Theory]
    [InlineData("ja", "招待する方の名前を入力してください。")]
    [InlineData("en", "Enter the name of the person you invite.")]
    public async Task A_name_that_is_missing_is_asked_for_beside_its_field(string language, string words)
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var first = await desk.OpenFirstAsync(locale: language);
        using var door = await PostAsync(desk, "/outside/door", ("open", "true"));
        await desk.Host.Db.ExecuteAsync("UPDATE agents SET language = @language", new { language });

        using var response = await PostAsync(desk, "/outside/invitations", ("name", "  "));

        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("aria-invalid=\"true\" aria-describedby=\"invite-wrong invite-hint\"", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_renewed_and_withdrawn_from_the_list()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var link = await InviteAsync(desk);
        using var list = await desk.FetchAsync("/outside", desk.Tokens.Make(), language: "en");
        var key = Invitation().Match(await list.Content.ReadAsStringAsync()).Groups["key"].Value;

        using var renewed = await PostAsync(desk, $"/outside/invitations/{key}/link", ("", ""));
        var page = await renewed.Content.ReadAsStringAsync();
        using var old = await SendAsync(desk, HttpMethod.Get, link);
        using var again = await PostAsync(desk, $"/outside/invitations/{key}/withdrawal", ("", ""));
        using var withdrawn = await PostAsync(desk, $"/outside/invitations/{Invitation().Match(page).Groups["key"].Value}/withdrawal", ("", ""));

        Assert.Contains("data-copy-from=\"made-link\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("この招待はすでに使用されたか、取り消されています。", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("まだいません。", await withdrawn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_demo_too_whoever_was_put_out_is_never_taken_for_its_visitor()
    {
        await using var desk = await AdminDesk.OpenAsync(isDemo: true);
        var session = await JoinAsync(desk);
        await desk.Host.Db.ExecuteAsync("UPDATE agents SET is_active = 0 WHERE is_outside = 1");

        using var first = await SendAsync(desk, HttpMethod.Get, "/inbox", session);
        desk.Clock.Advance(TimeSpan.FromDays(3));
        using var later = await SendAsync(desk, HttpMethod.Get, "/inbox", session);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (first.StatusCode, later.StatusCode));
        Assert.False(first.Headers.Contains("Set-Cookie"));
    }

    [GeneratedRegex("/outside/invitations/(?<key>[0-9a-f]{64})/withdrawal", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Invitation();
}

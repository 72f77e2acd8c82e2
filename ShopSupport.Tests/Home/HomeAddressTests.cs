using System.Net;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.SignIn;

namespace ShopSupport.Tests.Home;

/// <summary>Where the home page is, and what the admin around it is told.</summary>
public sealed class HomeAddressTests
{
    [Fact]
    public async Task The_root_in_the_admin_s_frame_is_the_home_page()
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await desk.OpenAsync($"/?shop={IdTokens.Shop}&embedded=1&locale=ja&id_token={desk.Tokens.Make()}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("data-state=\"/home\"", page, StringComparison.Ordinal);
        Assert.Contains("Shopifyに接続中", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_in_the_frame_gives_the_admin_the_same_menu_and_no_other_page_does()
    {
        await using var desk = await AdminDesk.OpenAsync(isDemo: true);
        foreach (var path in new[] { "/", "/inbox", "/sync", "/stock", "/outside", "/home/parcels" })
        {
            using var framed = await desk.OpenAsync($"{path}?shop={IdTokens.Shop}&embedded=1&locale=ja&id_token={desk.Tokens.Make()}");
            var page = await framed.Content.ReadAsStringAsync();
            Assert.Contains("<s-link href=\"/\" rel=\"home\">", page, StringComparison.Ordinal);
            Assert.Contains("<s-link href=\"/inbox\">受信トレイ</s-link>", page, StringComparison.Ordinal);
        }

        using var plain = await desk.OpenAsync("/home", dest: "document");
        Assert.DoesNotContain("s-app-nav", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_of_the_demo_leads_to_the_inbox_with_what_was_asked()
    {
        await using var desk = await AdminDesk.OpenAsync(isDemo: true);

        using var response = await desk.OpenAsync("/?view=all", dest: "document");

        Assert.Equal("/inbox?view=all", response.Headers.Location?.ToString());
    }
}

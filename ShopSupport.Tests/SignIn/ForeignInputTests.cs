using System.Net;
using System.Web;
using ShopSupport.App.SignIn;
using ShopSupport.Tests.Shopify;

namespace ShopSupport.Tests.SignIn;

/// <summary>What comes in an address is a hint at best: it names no tenant, and leads nowhere else.</summary>
public sealed class ForeignInputTests
{
    [Fact]
    public async Task A_document_without_a_token_is_opened_again_with_one()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var host = AdminDesk.Base64("admin.shopify.com/store/healthy");

        using var response = await desk.OpenAsync($"/inbox/7?view=mine&shop={IdTokens.Shop}&host={host}&embedded=1&locale=ja&hmac=a&timestamp=1&session=s");

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        var address = response.Headers.Location!.ToString();
        Assert.StartsWith($"{SessionBounce.Path}?", address, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(address[address.IndexOf('?', StringComparison.Ordinal)..]);
        Assert.Equal((IdTokens.Shop, host, "1", "ja"), (query["shop"], query["host"], query["embedded"], query["locale"]));
        Assert.Equal($"/inbox/7?view=mine&shop={IdTokens.Shop}&host={host}&embedded=1&locale=ja", query["shopify-reload"]);
    }

    [Fact]
    public async Task The_bounce_page_is_App_Bridge_alone_in_the_frame_of_that_shop()
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await desk.OpenAsync($"{SessionBounce.Path}?shop={IdTokens.Shop}&embedded=1&shopify-reload=%2Finbox%3Fa%3D1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Single(page.Split("<script")[1..]);
        Assert.Contains($"<script data-api-key=\"{IdTokens.Key}\" src=\"https://cdn.shopify.com/shopifycloud/app-bridge.js\"></script>", page, StringComparison.Ordinal);
        Assert.EndsWith($"frame-ancestors https://{IdTokens.Shop} https://admin.shopify.com", AdminDesk.Policy(response), StringComparison.Ordinal);
        Assert.Empty(desk.Shopify.Requests);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example/")]
    [InlineData("/inbox\\..\\x")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("inbox")]
    [InlineData("")]
    public async Task The_bounce_page_leads_nowhere_else(string target)
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await desk.OpenAsync($"{SessionBounce.Path}?shop={IdTokens.Shop}&shopify-reload={Uri.EscapeDataString(target)}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("app-bridge", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("healthy.myshopify.com.evil.example")]
    [InlineData("healthy.myshopify.com/../../evil")]
    [InlineData("healthy.myshopify.com;script-src *")]
    [InlineData("healthy.myshopify.com\r\nX-Evil: 1")]
    [InlineData("healthy.myshopify.com\n")]
    [InlineData("*.myshopify.com")]
    [InlineData("")]
    public async Task A_shop_parameter_that_is_none_frames_nothing_and_opens_nothing(string shop)
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var bounce = await desk.OpenAsync($"{SessionBounce.Path}?shop={Uri.EscapeDataString(shop)}&shopify-reload=/inbox");
        using var page = await desk.OpenAsync($"/inbox?shop={Uri.EscapeDataString(shop)}&embedded=1");

        Assert.EndsWith("frame-ancestors 'none'", AdminDesk.Policy(bounce), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", AdminDesk.Policy(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.False(page.Headers.Contains("X-Evil"));
    }

    [Fact]
    public async Task Outside_the_frame_one_is_sent_to_the_app_in_that_shops_admin_whatever_the_host_says()
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await desk.OpenAsync($"/inbox?shop={IdTokens.Shop}&host={AdminDesk.Base64("evil.example/store/x")}", dest: "document");

        Assert.Equal($"https://admin.shopify.com/store/healthy/apps/{IdTokens.Key}", response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("evil.example/store/healthy")]
    [InlineData("admin.shopify.com.evil.example/store/healthy")]
    [InlineData("admin.shopify.com/store/healthy/../../x")]
    [InlineData("admin.shopify.com@evil.example/store/healthy")]
    [InlineData("other.myshopify.com/admin")]
    public async Task A_host_of_another_site_is_left_out(string host)
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await desk.OpenAsync($"/inbox?shop={IdTokens.Shop}&embedded=1&host={AdminDesk.Base64(host)}");

        var address = response.Headers.Location!.ToString();
        Assert.StartsWith($"{SessionBounce.Path}?shop={IdTokens.Shop}&embedded=1&shopify-reload=", address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_a_browser_takes_for_another_site_is_not_opened_again()
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await desk.Host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{desk.Host.Address.GetLeftPart(UriPartial.Authority)}//evil.example/?shop={IdTokens.Shop}&embedded=1")
        {
            Headers = { { "Sec-Fetch-Dest", "iframe" } },
        });

        Assert.Null(response.Headers.Location);
        Assert.True((int)response.StatusCode >= 400);
    }

    [Fact]
    public async Task A_token_of_one_shop_and_the_address_of_another_are_refused()
    {
        await using var desk = await AdminDesk.OpenAsync();
        var token = desk.Tokens.Make("other.myshopify.com");

        using var fetched = await desk.FetchAsync($"/inbox/list?shop={IdTokens.Shop}", token);
        using var opened = await desk.OpenFirstAsync(token);

        Assert.Equal(HttpStatusCode.Unauthorized, fetched.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, opened.StatusCode);
        Assert.Null(opened.Headers.Location);
        Assert.Empty(desk.Shopify.Requests);
    }

    [Fact]
    public async Task A_forged_token_in_an_address_is_not_bounced_for_ever()
    {
        await using var desk = await AdminDesk.OpenAsync();

        using var response = await desk.OpenFirstAsync(desk.Tokens.Make(secret: "another app's secret, of the length that one has"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.EndsWith("frame-ancestors 'none'", AdminDesk.Policy(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_shops_person_asks_for_is_not_found_when_it_is_anothers()
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var ours = await desk.OpenFirstAsync();
        desk.Shopify.Person["id"] = 5;
        using var theirs = await desk.OpenFirstAsync(desk.Tokens.Make("other.myshopify.com", user: 5), shop: "other.myshopify.com");
        var conversation = await desk.Host.OpenAsync("t", "taro@example.jp", "届きません");

        Assert.Equal(HttpStatusCode.OK, theirs.StatusCode);
        foreach (var (shop, user) in new[] { (IdTokens.Shop, IdTokens.User), ("other.myshopify.com", 5) })
        {
            using var response = await desk.FetchAsync($"/inbox/{conversation}?shop={shop}", desk.Tokens.Make(shop, user));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }
}

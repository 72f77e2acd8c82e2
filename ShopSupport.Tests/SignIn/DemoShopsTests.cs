using System.Net;
using ShopSupport.App.Demo;
using ShopSupport.Core.Shops;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.SignIn;

/// <summary>Each visitor of the demo gets the shop of their language, and keeps it.</summary>
public sealed class DemoShopsTests
{
    private const string English = "Kate";
    private const string Japanese = "高木";

    [Theory]
    [InlineData("/inbox", "en-GB,ja;q=0.5", English)]
    [InlineData("/inbox", "ja,en;q=0.5", Japanese)]
    [InlineData("/inbox", "fr", English)]
    [InlineData("/inbox", null, Japanese)]
    [InlineData("/inbox?lang=en", "ja", English)]
    [InlineData("/inbox?lang=ja", "en", Japanese)]
    public async Task The_first_look_decides_by_address_and_browser(string path, string? browser, string agent)
    {
        await using var desk = await TwoShopsAsync();

        Assert.Contains($"</span>{agent}</p>", await ReadAsync(desk, path, browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_language_of_the_screens_is_not_another_shop()
    {
        await using var desk = await TwoShopsAsync();
        await ReadAsync(desk, "/inbox", "en");

        var page = await ReadAsync(desk, "/inbox?lang=ja", "en");

        Assert.Contains("<html lang=\"ja\">", page, StringComparison.Ordinal);
        Assert.Contains($"</span>{English}</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_of_the_one_shop_there_is_gets_that_one()
    {
        await using var desk = await DeskHost.StartAsync(language: "ja");

        Assert.Contains($"</span>{Japanese}</p>", await ReadAsync(desk, "/inbox", "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_is_asked_for_once_somebody_comes_and_waited_for()
    {
        var visits = new DemoVisits();
        Assert.True(visits.Ask("nobody-makes-it").IsCompleted);
        visits.Expect(DemoOptions.ShopDomain);
        var asked = visits.UntilAskedAsync(DemoOptions.ShopDomain, CancellationToken.None);
        Assert.False(asked.IsCompleted);

        var ready = visits.Ask(DemoOptions.ShopDomain);

        await asked.WaitAsync(Patience.Limit);
        Assert.False(ready.IsCompleted);
        visits.SayReady(DemoOptions.ShopDomain);
        await ready.WaitAsync(Patience.Limit);
    }

    private static async Task<DeskHost> TwoShopsAsync()
    {
        var desk = await DeskHost.StartAsync(language: null);
        await new ShopStore(desk.Db.Database, desk.Db.Clock).InstallAsync(DemoOptions.EnglishShopDomain, desk.Db.Clock.GetUtcNow(), CancellationToken.None);
        return desk;
    }

    private static async Task<string> ReadAsync(DeskHost desk, string path, string? browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (browser is not null)
        {
            request.Headers.Add("Accept-Language", browser);
        }

        using var response = await desk.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}

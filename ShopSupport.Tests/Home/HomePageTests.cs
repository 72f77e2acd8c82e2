using System.Net;
using ShopSupport.Tests.App;

namespace ShopSupport.Tests.Home;

public sealed class HomePageTests
{
    [Fact]
    public async Task A_desk_where_nothing_was_yet_says_so_on_every_card()
    {
        await using var desk = await DeskHost.StartAsync();

        var (status, page) = await desk.GetAsync("/home");

        Assert.True(status == HttpStatusCode.OK, string.Join('\n', desk.Logs));
        Assert.Contains("すべてのお客様に返信済みです", page, StringComparison.Ordinal);
    }
}

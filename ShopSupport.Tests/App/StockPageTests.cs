using System.Net;
using ShopSupport.Core.Channels;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed class StockPageTests
{
    [Fact]
    public async Task Before_a_search_the_page_says_in_how_much_it_looks_and_in_which_language()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, 30);

        var (_, body) = await desk.GetAsync("/stock");

        Assert.Contains("全30点から探せます。", body, StringComparison.Ordinal);
        Assert.Contains("data-language lang=\"en\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_are_shown_are_a_click_away()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, 30);

        var first = WebUtility.HtmlDecode((await desk.GetAsync("/stock?q=茶", partial: true)).Body);
        var all = WebUtility.HtmlDecode((await desk.GetAsync("/stock?q=茶&take=100", partial: true)).Body);

        Assert.Equal((12, 30), (Count(first), Count(all)));
        Assert.Contains("hx-get=\"/stock?q=%E8%8C%B6&take=100\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("さらに表示", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_says_what_it_costs_and_where_none_is_left()
    {
        await using var desk = await DeskHost.StartAsync();
        await PurchaseHistory.AddAsync(desk.Db);
        await desk.Db.ExecuteAsync("UPDATE variants SET price = '3980.00' WHERE shop_id = @ShopId", new { desk.Db.ShopId });
        await desk.Db.ExecuteAsync("UPDATE inventory_levels SET available = 0 WHERE shop_id = @ShopId AND location_id = 2", new { desk.Db.ShopId });

        var (_, body) = await desk.GetAsync("/stock?q=青汁");

        Assert.Contains("<span>¥3,980</span>", body, StringComparison.Ordinal);
        Assert.Contains("<span class=\"low\">大阪 0</span>", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<span class=\"low\">東京", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("taro@example.jp")]
    [InlineData("stranger@example.jp")]
    public async Task What_a_message_asks_for_stands_first_on_the_card_of_the_stock(string from)
    {
        await using var desk = await DeskHost.StartAsync();
        await PurchaseHistory.AddAsync(desk.Db);
        await AddProductAsync(desk, 70, "米ぬか発酵化粧水 120mL");
        await desk.SayAsync(new Said("t", new ChannelPerson(null, from)).ByCustomer(1, "ｺﾒヌカ発酵化粧水の在庫はありますか。") with { Subject = "お尋ね" });
        await desk.SayAsync(new Said("t", new ChannelPerson(null, from)).ByCustomer(2, "米ぬか発酵化粧水は、また入荷しますか。") with { Subject = "お尋ね" });
        var id = await desk.Db.FindAsync<long>("SELECT MAX(id) FROM conversations WHERE shop_id = @ShopId", new { desk.Db.ShopId });

        var (_, body) = await desk.GetAsync($"/inbox/{id}");

        var card = body[body.IndexOf("id=\"card-stock\"", StringComparison.Ordinal)..];
        Assert.StartsWith("米ぬか発酵化粧水", card[(card.IndexOf("class=\"name\">", StringComparison.Ordinal) + 13)..], StringComparison.Ordinal);
    }

    private static int Count(string body) => body.Split("class=\"name\"").Length - 1;

    private static async Task AddAsync(DeskHost desk, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await AddProductAsync(desk, 100 + i, $"茶 {i}");
        }
    }

    private static async Task AddProductAsync(DeskHost desk, long id, string title)
    {
        await desk.Db.AddAsync("products", new { Id = id, Title = title, IsDeleted = false, Version = 1L, VersionRank = 0L });
        await desk.Db.AddAsync("variants", new { Id = id * 10, ProductId = id, Position = 1, Sku = $"S{id}" });
    }
}

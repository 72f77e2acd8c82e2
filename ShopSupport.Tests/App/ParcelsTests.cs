using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ShopSupport.Core.Channels;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;
using static System.FormattableString;

namespace ShopSupport.Tests.App;

/// <summary>What the desk says of an order's goods and money, from Shopify's deliveries to the page.</summary>
public sealed partial class ParcelsTests
{
    private const string Arrived = "tag good\">配達完了";

    [Fact]
    public async Task An_order_is_delivered_when_all_of_it_is()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        await app.SendAsync("orders/create", Order("fulfilled", left: 0));
        await app.SendAsync("fulfillments/create", Parcel(1, "delivered"));

        var order = await ShownAsync(app, parcels: 1);

        Assert.Contains(Arrived, order, StringComparison.Ordinal);
        Assert.DoesNotContain("一部", order, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_of_which_only_a_part_was_sent_says_how_much_and_is_never_delivered()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        await app.SendAsync("orders/create", Order("partial", left: 2));
        await app.SendAsync("fulfillments/create", Parcel(1, "delivered"));

        var order = await ShownAsync(app, parcels: 1);

        Assert.Contains("tag warn\">一部発送 1/3点", order, StringComparison.Ordinal);
        Assert.DoesNotContain(Arrived, order, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_order_in_parts_each_piece_stands_where_it_is()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        var lines = $"{Left(11, "化粧水", 0)},{Left(12, "コラーゲン", 0)},{Left(13, "クリーム", 1)}";
        await app.SendAsync("orders/create", Payloads.Order(lines: lines).Replace("\"fulfillment_status\":null", "\"fulfillment_status\":\"partial\"", StringComparison.Ordinal));
        await app.SendAsync("fulfillments/create", Payloads.Fulfillment(shipment: "delivered", more: ",\"line_items\":[{\"id\":11,\"quantity\":1},{\"id\":12,\"quantity\":1}]"));

        var groups = (await ShownAsync(app, parcels: 1)).Split("<div class=\"group\">");

        Assert.Equal(3, groups.Length);
        Assert.True(Hold(groups[1], "配達完了", "化粧水 1箱", "コラーゲン 1箱"), groups[1]);
        Assert.DoesNotContain("クリーム", groups[1], StringComparison.Ordinal);
        Assert.True(Hold(groups[2], "未発送", "クリーム 1箱"), groups[2]);
        // What was taken back stands behind them.
        Assert.DoesNotContain("化粧水", groups[2].Split("class=\"gone\"")[0], StringComparison.Ordinal);

        static bool Hold(string text, params string[] parts) => Array.TrueForAll(parts, part => text.Contains(part, StringComparison.Ordinal));
        static string Left(long id, string title, int left) => Payloads.Line(id)
            .Replace("青汁 30包", title, StringComparison.Ordinal).Replace("\"quantity\"", Invariant($"\"fulfillable_quantity\":{left},\"quantity\""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failure", "tag bad\">配達できず")]
    [InlineData("attempted_delivery", "tag bad\">不在持ち戻り")]
    [InlineData("delayed", "tag bad\">遅延")]
    [InlineData("in_transit", "tag info\">配送中")]
    public async Task The_parcel_that_needs_somebody_is_what_is_said_of_the_order(string other, string badge)
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        await app.SendAsync("orders/create", Order("fulfilled", left: 0));
        await app.SendAsync("fulfillments/create", Parcel(1, other));
        await app.SendAsync("fulfillments/create", Parcel(2, "delivered"));

        var order = await ShownAsync(app, parcels: 2);

        Assert.Contains(badge, order, StringComparison.Ordinal);
        Assert.DoesNotContain(Arrived, order, StringComparison.Ordinal);
        Assert.Contains("発送", order, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3960", "返金済み", "一部返金")]
    [InlineData("1980", "一部返金", "返金済み<")]
    public async Task A_refund_is_full_or_part_by_its_amount(string amount, string said, string unsaid)
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        await app.SendAsync("orders/create", Order("fulfilled", left: 0).Replace("\"paid\"", "\"partially_refunded\"", StringComparison.Ordinal));
        await app.SendAsync("refunds/create", Payloads.Refund(amount: amount));
        await app.UntilAsync("SELECT COUNT(*) FROM refunds");

        var order = await ShownAsync(app, parcels: 0);

        Assert.Contains(said, order, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, order, StringComparison.Ordinal);
    }

    // Three pieces are to come.
    private static string Order(string status, int left) => Payloads
        .Order(lines: Payloads.Line(11, quantity: 4).Replace("\"quantity\"", Invariant($"\"fulfillable_quantity\":{left},\"quantity\""), StringComparison.Ordinal))
        .Replace("\"fulfillment_status\":null", $"\"fulfillment_status\":\"{status}\"", StringComparison.Ordinal);

    private static string Parcel(int number, string status) => Payloads.Fulfillment(minute: 10 + number, shipment: status).Replace(
        Payloads.FulfillmentId.ToString(CultureInfo.InvariantCulture), (Payloads.FulfillmentId + number).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static async Task<string> ShownAsync(WholeApp app, int parcels)
    {
        await app.UntilAsync(Invariant($"SELECT COUNT(*) FROM orders WHERE (SELECT COUNT(*) FROM fulfillments) = {parcels}"));
        await app.SayAsync(JsonSerializer.SerializeToUtf8Bytes(
            new Said("t", new ChannelPerson(null, "aoi@example.jp")).ByCustomer(1), ChannelMessage.Json));
        var conversation = await app.UntilAsync("SELECT MAX(id) FROM conversations");
        using var request = new HttpRequestMessage(HttpMethod.Get, Invariant($"/inbox/{conversation}"));
        request.Headers.Add("Accept-Language", "ja");
        using var response = await app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return OrderCard().Match(WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync())).Value;
    }

    [GeneratedRegex("id=\"order-.*?</section>", RegexOptions.Singleline, -1)]
    private static partial Regex OrderCard();
}

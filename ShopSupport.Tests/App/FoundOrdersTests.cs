using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

/// <summary>What the one box says of orders, beside what the panel says of them.</summary>
public sealed partial class FoundOrdersTests
{
    private const int Orders = 50;

    private static readonly string?[] Parcels = [null, "failure", "attempted_delivery", "delayed", "in_transit", "out_for_delivery", "delivered"];
    private static readonly string?[] Sent = [null, "fulfilled", "partial", "restocked"];
    private static readonly string[] Paid = ["paid", "pending", "refunded", "partially_refunded", "authorized"];
    private static readonly string?[] Returns = [null, "requested", "open", "closed"];

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task Of_fifty_orders_the_box_says_what_the_panel_says_in_its_words_and_colours(string language)
    {
        await using var desk = await DeskHost.StartAsync();
        await desk.Db.AddAsync("customers", new { ShopifyId = 900L, FirstName = "太郎", LastName = "山田" });
        for (var i = 0; i < Orders; i++)
        {
            await AddAsync(desk, i);
        }

        var id = await desk.Db.FindAsync<long>("SELECT id FROM customers");
        var (_, panel) = await desk.GetAsync($"/customers/{id}/panel?whole=true&lang={language}", partial: true);
        var (_, box) = await desk.GetAsync($"/search?q=%2320&kind=order&all=true&lang={language}", partial: true);
        var said = InPanel().Matches(panel).ToDictionary(order => order.Groups["name"].Value, Tags, StringComparer.Ordinal);
        var found = InBox().Matches(box).ToDictionary(order => order.Groups["name"].Value, Tags, StringComparer.Ordinal);

        Assert.Equal(Orders, said.Count);
        Assert.Equal(said.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All(said, order => Assert.Equal(order.Value, found[order.Key], StringComparer.Ordinal));
        Assert.All(said, order => Assert.NotEmpty(order.Value));
        // As many different things are said as there are to say.
        Assert.True(said.Values.Select(tags => string.Concat(tags)).Distinct(StringComparer.Ordinal).Count() > 25);
    }

    private static async Task AddAsync(DeskHost desk, int i)
    {
        var order = 1000L + i;
        await desk.Db.AddAsync("orders", new
        {
            Id = order,
            ShopifyCustomerId = 900L,
            Name = string.Create(CultureInfo.InvariantCulture, $"#{1000 + order}"),
            Currency = "JPY",
            TotalMinor = 6000L,
            SubtotalMinor = 6000L,
            DiscountMinor = 0L,
            ShippingMinor = 0L,
            TaxMinor = 0L,
            FinancialStatus = Paid[i % Paid.Length],
            FulfillmentStatus = Sent[i % Sent.Length],
            CancelledAt = i % 17 == 16 ? TestClock.Start : (DateTimeOffset?)null,
            ProcessedAt = TestClock.Start.AddDays(-i),
            IsTest = false,
            IsDeleted = false,
            Version = 1L,
            VersionRank = 0L,
        });
        await desk.Db.AddAsync("order_lines", new { OrderId = order, Id = 1L, Position = 1, Title = "青汁", Quantity = 3, CurrentQuantity = 3, FulfillableQuantity = i % 3, PriceMinor = 2000L, DiscountMinor = 0L });
        foreach (var (status, place) in new[] { Parcels[i % Parcels.Length], i % 4 == 0 ? "delivered" : null }.Select((status, place) => (status, place)).Where(one => one.status is not null))
        {
            await desk.Db.AddAsync("fulfillments", new { Id = (order * 10) + place, OrderId = order, Status = i % 13 == 12 ? "cancelled" : "success", ShipmentStatus = "confirmed", ShippedAt = TestClock.Start, Version = 1L, VersionRank = 0L });
            await desk.Db.AddAsync("fulfillment_events", new { Id = (order * 10) + place, FulfillmentId = (order * 10) + place, OrderId = order, Status = status, HappenedAt = TestClock.Start, IsDeleted = false, Version = 1L, VersionRank = 0L });
        }

        if (i % 6 is 1 or 2)
        {
            await desk.Db.AddAsync("refunds", new { Id = order, OrderId = order, Currency = "JPY", AmountMinor = i % 6 == 1 ? 6000L : 1500L, Quantity = 1, Version = 1L, VersionRank = 0L });
        }

        if (Returns[i % Returns.Length] is { } back)
        {
            await desk.Db.AddAsync("returns", new { Id = order, OrderId = order, Name = "R1", Status = back, Version = 1L, VersionRank = 0L });
        }
    }

    private static List<string> Tags(Match order) =>
        [.. Tag().Matches(order.Groups["tags"].Value).Select(tag => $"{tag.Groups["css"].Value}: {WebUtility.HtmlDecode(tag.Groups["text"].Value)}")];

    [GeneratedRegex("""<h2><a [^>]*>(?<name>#20\d\d)<.*?<p class="states">(?<tags>.*?)</p>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex InPanel();

    [GeneratedRegex("""data-copy-text="(?<name>#20\d\d)".*?</b>(?<tags>.*?)<small>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex InBox();

    [GeneratedRegex("""<span class="(?<css>tag [a-z]+)">(?<text>[^<]*)</span>""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Tag();
}

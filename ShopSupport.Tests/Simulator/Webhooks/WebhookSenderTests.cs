using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Simulator.Webhooks;
using ShopSupport.Tests.Simulator.Serve;
using ShopSupport.Tests.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Webhooks;

public sealed class WebhookSenderTests
{
    private static readonly HashSet<string> Scopes = new(StringComparer.Ordinal) { "read_orders" };

    [Fact]
    public async Task A_delivery_is_signed_and_carries_Shopifys_headers()
    {
        var app = new HeardApp(_ => HttpStatusCode.OK);
        await using var sender = Sender(app, WebhookFaults.None, MadeShops.Clock());

        sender.Send(Delivery("orders/create"), Scopes);
        await app.UntilHeardAsync(() => { });

        var (headers, body, to) = Assert.Single(app.Heard);
        Assert.Equal("http://app.example.com/webhooks/shopify", to.ToString());
        Assert.True(new WebhookSignature(["secret"]).Holds(body, headers["X-Shopify-Hmac-Sha256"]));
        Assert.Equal("orders/create", headers["X-Shopify-Topic"]);
        Assert.Equal("a.myshopify.com", headers["X-Shopify-Shop-Domain"]);
        Assert.Equal("2026-10", headers["X-Shopify-API-Version"]);
        Assert.Equal(("id-1", "event-1"), (headers["X-Shopify-Webhook-Id"], headers["X-Shopify-Event-Id"]));
        Assert.EndsWith("00Z", headers["X-Shopify-Triggered-At"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Found)]
    public async Task What_fails_is_sent_again_eight_times_over_four_hours_and_then_no_more(HttpStatusCode answer)
    {
        var (app, clock) = (new HeardApp(_ => answer), MadeShops.Clock());
        await using var sender = Sender(app, WebhookFaults.None, clock);
        sender.Send(Delivery("orders/create"), Scopes);

        for (var i = 0; i < 9; i++)
        {
            await app.UntilHeardAsync(() => clock.Advance(TimeSpan.FromMinutes(1)));
        }

        clock.Advance(TimeSpan.FromDays(1));
        sender.Send(Delivery("orders/updated", "id-2"), Scopes);
        await app.UntilHeardAsync(() => { });

        Assert.Equal(Enumerable.Repeat("id-1", 9).Append("id-2"), app.Heard.Select(heard => heard.Headers["X-Shopify-Webhook-Id"]), StringComparer.Ordinal);
        Assert.Single(app.Heard.Take(9).Select(heard => Convert.ToHexString(heard.Body)).Distinct(StringComparer.Ordinal));
        var attempts = sender.Attempts.Take(9).ToList();
        Assert.InRange(attempts[^1].At - attempts[0].At, TimeSpan.FromHours(4), TimeSpan.FromHours(6));
    }

    [Fact]
    public async Task Only_what_the_app_subscribed_to_and_may_hear_is_sent()
    {
        var app = new HeardApp(_ => HttpStatusCode.OK);
        await using var sender = Sender(app, WebhookFaults.None, MadeShops.Clock());

        sender.Send(Delivery("themes/publish", "no-subscription"), Scopes);
        sender.Send(Delivery("customers/update", "no-scope"), Scopes);
        sender.Send(Delivery("customers/redact", "law"), Scopes);
        await app.UntilHeardAsync(() => { });

        Assert.Equal(["law"], app.Heard.Select(heard => heard.Headers["X-Shopify-Webhook-Id"]), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Deliveries_are_lost_and_repeated_in_their_share()
    {
        var app = new HeardApp(_ => HttpStatusCode.OK);
        await using var sender = Sender(app, new() { Lose = 0.3, Repeat = 0.3, Shuffle = true, Seed = 7 }, MadeShops.Clock());

        for (var i = 0; i < 1000; i++)
        {
            sender.Send(Delivery("orders/updated", $"id-{i}"), Scopes);
        }

        sender.Faults = WebhookFaults.None;
        sender.Send(Delivery("orders/create", "last"), Scopes);
        while (!app.Heard.Any(heard => string.Equals(heard.Headers["X-Shopify-Webhook-Id"], "last", StringComparison.Ordinal)))
        {
            await app.UntilHeardAsync(() => { });
        }

        var ids = app.Heard.Select(heard => heard.Headers["X-Shopify-Webhook-Id"]).ToList();
        Assert.InRange(ids.Distinct(StringComparer.Ordinal).Count(), 620, 780);
        Assert.InRange(ids.Count - ids.Distinct(StringComparer.Ordinal).Count(), 140, 290);
    }

    private static WebhookSender Sender(HeardApp app, WebhookFaults faults, FakeTimeProvider clock) => new(OneStore.App(), new HttpClient(app), faults, clock);

    private static Delivery Delivery(string topic, string id = "id-1") => new()
    {
        ShopDomain = "a.myshopify.com",
        Topic = topic,
        WebhookId = id,
        EventId = "event-1",
        ApiVersion = "2026-10",
        TriggeredAt = MadeShops.Anchor,
        ReceivedAt = MadeShops.Anchor,
        Body = Encoding.UTF8.GetBytes("{\"id\":1,\"名\":\"\\/\"}"),
    };
}

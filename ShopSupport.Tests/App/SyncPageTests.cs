using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.SignIn;
using ShopSupport.App.Sync;
using ShopSupport.App.Words;
using ShopSupport.Core;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Events;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Consume;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.App;

public sealed class SyncPageTests
{
    [Fact]
    public async Task What_waits_is_counted_for_this_shop_alone()
    {
        await using var desk = await DeskHost.StartAsync();
        foreach (var shop in new[] { "busy.myshopify.com", "busy.myshopify.com", "busy.myshopify.com", "demo-shop.myshopify.com" })
        {
            await desk.Queue.SendAsync(Deliveries.One(shop: shop), CancellationToken.None);
        }

        var (_, body) = await desk.GetAsync("/sync");

        Assert.Contains("<span>受信</span><b>1</b>", body, StringComparison.Ordinal);
        Assert.Contains("<span>待機中</span><b>1</b>", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_queue_cannot_tell_shops_apart_no_number_is_shown()
    {
        await using var desk = await DeskHost.StartAsync(queue: new Blind());

        var (_, body) = await desk.GetAsync("/sync");

        Assert.Contains("<span>受信</span><b>0</b>", body, StringComparison.Ordinal);
        Assert.DoesNotContain("待機中", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Whatever_can_fail_has_a_name_and_a_remedy(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        string? Text(string key) => Texts.Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.GetString(key)
            ?? (language is "en" ? Texts.Resources.GetString(key, culture) : null);
        foreach (var topic in SyncCatalogue.AllTopics)
        {
            Assert.False(string.IsNullOrEmpty(Text($"topic_of.{Remedies.About(topic)}")), topic);
            foreach (var problem in Enum.GetValues<ProblemKind>())
            {
                var remedy = Remedies.Find(topic, new DeliveryProblem(problem, "id").ToString());
                Assert.False(string.IsNullOrEmpty(Text($"sync.remedy_{remedy}")), $"{topic} {problem}: {remedy}");
            }
        }

        Assert.Null(Remedies.Find("themes/publish", "NotJson"));
    }

    [Fact]
    public async Task A_message_that_could_not_be_read_is_to_be_read_in_its_channel()
    {
        await using var desk = await DeskHost.StartAsync();
        await desk.Db.AddAsync("deliveries", new
        {
            WebhookId = "w",
            Topic = "desk/message",
            Outcome = "dead",
            Reason = "WrongType text",
            Subject = "mail",
            MessageId = "m",
            Tries = 1,
            Retries = 0,
            ReceivedAt = TestClock.Start,
            HandledAt = TestClock.Start,
        });

        var (_, body) = await desk.GetAsync("/sync");

        Assert.Contains("<b>メッセージ メール</b>", body, StringComparison.Ordinal);
        Assert.Contains("届いた元のチャネル", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Shopifyの管理画面", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_are_tried_again_though_the_browser_left_and_the_other_screens_hear_of_it_once()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        var (db, shopId) = (desk.Shop.Db, desk.Shop.Db.ShopId);
        foreach (var body in new[] { "{", "[", "{}" })
        {
            await desk.Shop.ApplyAsync(desk.Shop.Delivery("orders/create", body));
        }

        var events = new ShopEventStore(db.Database);
        var before = await events.LastNumberAsync(shopId, CancellationToken.None);
        var agent = new CurrentAgent(AgentClaims.Write(new Shop { Id = shopId, Domain = desk.Shop.Domain }, new Agent(), "Test"));
        var controller = new SyncController(agent, desk.Sync, events) { ControllerContext = new ControllerContext { HttpContext = new DefaultHttpContext() } };

        await controller.RetryAll(new CancellationToken(canceled: true));

        Assert.Equal(3, await desk.Shop.CountAsync("deliveries", "outcome = 'waiting'"));
        Assert.Equal(3, (await desk.Queue.CountAsync(CancellationToken.None)).Waiting);
        Assert.Equal([ShopEventKind.Sync], (await events.ListAfterAsync(shopId, before, 10, CancellationToken.None)).Select(told => told.Kind));
    }

    /// <summary>Counts, but not by shop: as storage queues do.</summary>
    private sealed class Blind : IDeliveryQueue
    {
        public Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task SendAsync(Delivery delivery, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<QueuedDelivery>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancel) => throw new NotSupportedException();

        public Task DeleteAsync(IReadOnlyCollection<QueuedDelivery> messages, CancellationToken cancel) => throw new NotSupportedException();

        public Task ReleaseAsync(QueuedDelivery message, TimeSpan delay, bool failed, CancellationToken cancel) => throw new NotSupportedException();

        public Task CheckAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task<QueueCount> CountAsync(CancellationToken cancel) => Task.FromResult(new QueueCount(4711, null));

        public Task<QueueCount?> CountAsync(string shopDomain, CancellationToken cancel) => Task.FromResult<QueueCount?>(null);
    }
}

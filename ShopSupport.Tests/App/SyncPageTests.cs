using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.App.SignIn;
using ShopSupport.App.Sync;
using ShopSupport.App.Words;
using ShopSupport.Core;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Work;
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
    public async Task A_message_that_could_not_be_read_says_who_wrote_what_and_is_to_be_read_in_its_channel()
    {
        await using var desk = await DeskHost.StartAsync();
        await ParkAsync(desk, "w", ChannelMessage.Topic, "WrongType text", "mail", """{"subject":"届かない荷物","customer":{"name":"山田 花子"},"sent_at":"2026-11-01T03:00:00Z"}""");

        var (_, body) = await desk.GetAsync("/sync");

        Assert.Contains("<b>メッセージ メール</b>", body, StringComparison.Ordinal);
        Assert.Contains("山田 花子", body, StringComparison.Ordinal);
        Assert.Contains("「届かない荷物」", body, StringComparison.Ordinal);
        Assert.Contains("「text」の値を読み取れません。", body, StringComparison.Ordinal);
        Assert.Contains("届いた元のチャネル", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Shopifyの管理画面", body, StringComparison.Ordinal);
        Assert.DoesNotContain("/sync/w/retry", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_seen_to_is_dismissed_and_the_page_says_by_whom()
    {
        await using var desk = await DeskHost.StartAsync();
        await desk.Db.AddAsync("delivery_totals", new { Topic = "orders/create", Outcome = "dead", Total = 1L });
        await ParkAsync(desk, "w", "orders/create", "NoId id", "#1001");
        Assert.Contains("class=\"count failed\"", (await desk.GetAsync("/inbox")).Body, StringComparison.Ordinal);

        var answer = await PostAsync(desk, "/sync/w/dismiss");

        Assert.Contains("失敗した通知はありません。", answer, StringComparison.Ordinal);
        Assert.Contains("に確認済みにしました", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"count failed\"", (await desk.GetAsync("/inbox")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Client.PostAsync(new Uri("/sync/w/dismiss", UriKind.Relative), content: null)).StatusCode);
    }

    [Fact]
    public async Task Of_many_failures_the_page_says_how_many_it_shows_and_leads_to_the_rest()
    {
        await using var desk = await DeskHost.StartAsync();
        await desk.Db.AddAsync("delivery_totals", new { Topic = "orders/create", Outcome = "dead", Total = 103L });
        foreach (var number in Enumerable.Range(1, 103))
        {
            await ParkAsync(desk, $"w{number}", "orders/create", "Failed SqliteException 19", $"#{number}");
        }

        var (_, first) = await desk.GetAsync("/sync");
        var (_, all) = await desk.GetAsync("/sync?take=200");

        Assert.Contains("全103件のうち100件を表示中", first, StringComparison.Ordinal);
        Assert.Contains("href=\"/sync?take=200\"", first, StringComparison.Ordinal);
        Assert.Contains("data-state=\"/sync?take=200\"", all, StringComparison.Ordinal);
        Assert.Equal((100, 103), (Count(first, "<li id=\"dead-"), Count(all, "<li id=\"dead-")));
    }

    [Fact]
    public async Task A_conversation_that_did_not_wake_is_named_counted_and_tried_again()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("届かない荷物", "taro@example.jp", "まだですか。");
        await desk.Db.ExecuteAsync(
            "INSERT INTO work (shop_id, kind, work_key, lane, due_at, created_at, died_at, error) VALUES (@ShopId, 'wake', @key, 0, @at, @at, @at, 'SqliteException 11')",
            new { desk.Db.ShopId, key = id.ToString(CultureInfo.InvariantCulture), at = TestClock.Start });
        Assert.Contains("class=\"count failed\"", (await desk.GetAsync("/inbox")).Body, StringComparison.Ordinal);

        var (_, body) = await desk.GetAsync("/sync");
        Assert.Contains($"href=\"/inbox/{id}\"", body, StringComparison.Ordinal);
        Assert.Contains("届かない荷物", body, StringComparison.Ordinal);
        var work = await desk.Db.FindAsync<long>("SELECT id FROM work WHERE shop_id = @ShopId AND kind = 'wake'", new { desk.Db.ShopId });

        var answer = await PostAsync(desk, $"/sync/work/{work}/retry");

        Assert.DoesNotContain("失敗した処理", answer, StringComparison.Ordinal);
        Assert.Equal(1, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM work WHERE shop_id = @ShopId AND kind = 'wake' AND visible_at IS NOT NULL", new { desk.Db.ShopId }));
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
        var work = new WorkStore(db.Database, desk.Clock);
        var names = new SyncNames(agent, new AgentStore(db.Database, desk.Clock), new InboxStore(db.Database));
        var pages = new SyncPages(agent, desk.Sync, work, events, names);
        var controller = new SyncController(agent, desk.Sync, work, pages, NullLogger<SyncController>.Instance) { ControllerContext = new ControllerContext { HttpContext = new DefaultHttpContext() } };

        await controller.RetryAll(take: null, new CancellationToken(canceled: true));

        Assert.Equal(3, await desk.Shop.CountAsync("deliveries", "outcome = 'waiting'"));
        Assert.Equal(3, (await desk.Queue.CountAsync(CancellationToken.None)).Waiting);
        Assert.Equal([ShopEventKind.Sync], (await events.ListAfterAsync(shopId, before, 10, CancellationToken.None)).Select(told => told.Kind));
    }

    private static Task ParkAsync(DeskHost desk, string id, string topic, string reason, string subject, string body = "{}") => desk.Db.AddAsync("deliveries", new
    {
        WebhookId = id,
        Topic = topic,
        Outcome = "dead",
        Reason = reason,
        Subject = subject,
        MessageId = id,
        Tries = 1,
        Retries = 0,
        ReceivedAt = TestClock.Start,
        HandledAt = TestClock.Start,
        Envelope = DeliveryEnvelope.Encode(Deliveries.One(Encoding.UTF8.GetBytes(body), topic: topic)),
    });

    private static async Task<string> PostAsync(DeskHost desk, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Add("HX-Request-Type", "partial");
        using var response = await desk.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

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

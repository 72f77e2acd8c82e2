using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Shops;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Insights;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Home;

/// <summary>What each card of the home page says in each of its states.</summary>
public sealed class HomePageTests
{
    [Fact]
    public async Task A_desk_where_nothing_was_yet_says_so_on_every_card()
    {
        await using var desk = await DeskHost.StartAsync();

        var page = await ReadAsync(desk);

        foreach (var words in new[] { "通知はまだ届いていません", "すべてのお客様に返信済みです", "この7日間に最初の返信はありません", "問題のあるお届けはありません", "未取り込み", "未照合", "お客様からのメッセージはまだ届いていません。", "届いた通知はすべて反映されています。" })
        {
            Assert.Contains(words, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("card-import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("card-scopes", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Shopifyに接続中", null)]
    [InlineData("needs_reauth", "再接続が必要", "一度開くと、再接続されます。")]
    [InlineData("frozen", "ショップ停止中", "料金のお支払いが済むと再開します。")]
    [InlineData("locked", "ショップ凍結中", "Shopifyサポートへお問い合わせください。")]
    [InlineData("forbidden", "Shopifyが拒否", "システムの管理者に知らせてください。")]
    public async Task The_head_says_how_the_shop_stands_to_Shopify_and_what_to_do(string? problem, string state, string? remedy)
    {
        await using var desk = await DeskHost.StartAsync();
        await ConnectAsync(desk, problem: problem);
        await desk.Db.AddAsync("delivery_totals", new { Topic = "orders/create", Outcome = "applied", Total = 1L, LastAt = TestClock.Start.AddMinutes(-12) });

        var page = await ReadAsync(desk);

        Assert.Contains(state, page, StringComparison.Ordinal);
        Assert.Contains("最後の通知 <time datetime=\"2026-11-01T08:48:00Z\"", page, StringComparison.Ordinal);
        Assert.Contains(">12分前</time>", page, StringComparison.Ordinal);
        Assert.Equal(remedy is null ? 0 : 1, Count(page, "<div class=\"banner"));
        Assert.True(remedy is null || page.Contains(remedy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_three_figures_say_how_many_they_stand_on_and_lead_to_what_they_count()
    {
        await using var desk = await DeskHost.StartAsync();
        await desk.OpenAsync("荷物", "taro@example.jp", "いつ届きますか");
        await desk.OpenAsync("返品", "hanako@example.jp", "返品したい", minute: 5);
        var answered = new Said("済", new ChannelPerson(null, "jiro@example.jp"));
        await desk.Db.ReceiveAsync(answered.ByCustomer(0), answered.ByAgent(95));
        await ParcelTroubleTests.ShipAsync(desk.Db, 7, "failure", day: 2);

        var page = await ReadAsync(desk);

        Assert.Contains("<b>2</b> 件", page, StringComparison.Ordinal);
        Assert.Contains("担当なし 2件", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/inbox?view=waiting\"", page, StringComparison.Ordinal);
        Assert.Contains("<b>1時間35分</b>", page, StringComparison.Ordinal);
        Assert.Contains("9割は 1時間35分以内", page, StringComparison.Ordinal);
        Assert.Contains("1件の会話から（", page, StringComparison.Ordinal);
        Assert.Contains("配達できず 1", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/home/parcels\"", page, StringComparison.Ordinal);
        var (_, parcels) = await desk.GetAsync("/home/parcels");
        Assert.Contains("href=\"/search?q=%237\"", parcels, StringComparison.Ordinal);
        Assert.Contains("2日間動きなし", parcels, StringComparison.Ordinal);
        Assert.Contains("ヤマト運輸", parcels, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parcel_in_trouble_leads_to_the_conversation_with_its_customer_and_says_what_is_not_certain_yet()
    {
        await using var desk = await DeskHost.StartAsync();
        await PurchaseHistory.AddAsync(desk.Db);
        var id = await desk.OpenAsync("荷物", "taro@example.jp", "いつ届きますか");
        await ParcelTroubleTests.ShipAsync(desk.Db, 1, "in_transit", day: 8, isOrderThere: true);
        await desk.Db.AddAsync("fetch_requests", new { Resource = "order", ResourceId = 1L, Reason = "?", AskedAt = TestClock.Start, Version = 1L, VersionRank = 0L });

        var (_, parcels) = await desk.GetAsync("/home/parcels?lang=ja");

        Assert.Contains($"href=\"/inbox/{id}?view=all\"", parcels, StringComparison.Ordinal);
        foreach (var word in new[] { "山田 太郎", "#1001", "青汁 30包", "ほか1点", "8日間動きなし", ">見込み</span>", "1件の注文は、荷物の動きをこれから取得します" })
        {
            Assert.Contains(word, parcels, StringComparison.Ordinal);
        }

        Assert.Contains("1件の注文は、荷物の動きをこれから取得します", await ReadAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_runs_tells_how_far_it_is_and_what_comes_later()
    {
        await using var desk = await DeskHost.StartAsync();
        await ImportAsync(desk, "customers", "done", 18204, 18204, refused: 3);
        await ImportAsync(desk, "orders", "reading", 620, 1000);
        await ImportAsync(desk, "contracts", "waiting", 0, null);
        await ImportAsync(desk, "products", "failed", 0, null, error: "ACCESS_DENIED");

        var page = await ReadAsync(desk);

        Assert.Contains("<b class=\"percent\">62%</b>", page, StringComparison.Ordinal);
        Assert.Contains("注文・お届けを取り込み中です。", page, StringComparison.Ordinal);
        Assert.Contains("18,204件・3件は読み取れず", page, StringComparison.Ordinal);
        Assert.Contains("620 / 1,000件", page, StringComparison.Ordinal);
        Assert.Contains("順番待ち", page, StringComparison.Ordinal);
        Assert.Contains("権限がありません", page, StringComparison.Ordinal);
        Assert.Contains("取り込み後に照合", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_the_data_is_as_Shopify_has_it_is_said_of_each_resource()
    {
        await using var desk = await DeskHost.StartAsync();
        await CompareAsync(desk, "customers", 0);
        await CompareAsync(desk, "orders", 2);
        await CompareAsync(desk, "products", 0, surplus: -4);
        await CompareAsync(desk, "contracts", 0, error: "Unavailable");

        var page = await ReadAsync(desk);

        Assert.Contains("差なし", Row(page, "customers"), StringComparison.Ordinal);
        Assert.Contains("2件を修正", Row(page, "orders"), StringComparison.Ordinal);
        Assert.Contains("4件の差", Row(page, "products"), StringComparison.Ordinal);
        Assert.Contains("照合に失敗", Row(page, "subscriptions"), StringComparison.Ordinal);
        Assert.Contains("注文と一緒に照合", Row(page, "returns"), StringComparison.Ordinal);
        Assert.Contains("前回の照合 今日 18:00", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_applied_is_named_with_what_to_do_and_where()
    {
        await using var desk = await DeskHost.StartAsync();
        foreach (var number in Enumerable.Range(1, 4))
        {
            await desk.Db.AddAsync("deliveries", new { WebhookId = $"w{number}", Topic = "orders/create", MessageId = $"{number}", Tries = 1, ReceivedAt = TestClock.Start, HandledAt = TestClock.Start.AddMinutes(-number), Outcome = "dead", Reason = "NoAmount total_price", Subject = $"#100{number}" });
        }

        await desk.Db.AddAsync("delivery_totals", new { Topic = "orders/create", Outcome = "dead", Total = 4L });

        var page = await ReadAsync(desk);

        Assert.Contains("<span class=\"count\">4件</span>", page, StringComparison.Ordinal);
        Assert.Contains("注文 #1001", page, StringComparison.Ordinal);
        Assert.DoesNotContain("#1004", page, StringComparison.Ordinal);
        Assert.Contains("対象を開いて保存すると", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/sync#dead-w1\"", page, StringComparison.Ordinal);
        Assert.Contains("<small><a href=\"/sync\">すべて見る</a></small>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_steps_are_put_away_for_good_and_brought_back()
    {
        await using var desk = await DeskHost.StartAsync();
        Assert.Contains("id=\"card-steps\"", await ReadAsync(desk), StringComparison.Ordinal);
        Assert.DoesNotContain("を表示</button>", await ReadAsync(desk), StringComparison.Ordinal);

        Assert.DoesNotContain("id=\"card-steps\"", await PostStepsAsync(desk, hidden: true), StringComparison.Ordinal);

        var page = await ReadAsync(desk);
        Assert.DoesNotContain("id=\"card-steps\"", page, StringComparison.Ordinal);
        Assert.Contains("「次にすること」を表示</button>", page, StringComparison.Ordinal);
        Assert.Contains("id=\"card-steps\"", await PostStepsAsync(desk, hidden: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_is_done_when_it_is_and_says_where_to_do_it_before()
    {
        await using var desk = await DeskHost.StartAsync();
        await ConnectAsync(desk);
        Assert.Contains("4つのうち1つ完了", await ReadAsync(desk), StringComparison.Ordinal);
        Assert.Contains("href=\"/outside\"", await ReadAsync(desk), StringComparison.Ordinal);

        var id = await desk.OpenAsync("荷物", "taro@example.jp", "いつ届きますか");
        await desk.Db.AddAsync("conversation_reads", new { ConversationId = id, AgentId = 1L, SeenAt = TestClock.Start });
        await desk.Db.AddAsync("agents", new { Handle = "mori", Name = "森", CreatedAt = TestClock.Start });
        await ImportAsync(desk, "orders", "done", 1, 1);
        // Whom nobody invited says nothing of inviting.
        Assert.Contains("4つのうち3つ完了", await ReadAsync(desk), StringComparison.Ordinal);

        await desk.Services.GetRequiredService<OutsideAgents>().InviteAsync(desk.Db.ShopId, new(1), "外注", CancellationToken.None);

        var page = await ReadAsync(desk);
        Assert.DoesNotContain("card-steps", page, StringComparison.Ordinal);
        Assert.DoesNotContain("「次にすること」を表示", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_scope_would_give_is_told_of_those_that_are_missing_only()
    {
        await using var desk = await DeskHost.StartAsync();
        await ConnectAsync(desk, "read_customers,read_fulfillments,read_inventory,read_locations,read_orders,read_products,read_customer_merge");

        var page = await ReadAsync(desk);

        foreach (var scope in new[] { "read_returns", "read_own_subscription_contracts", "read_all_orders" })
        {
            Assert.Contains($"<code>{scope}</code>", page, StringComparison.Ordinal);
        }

        Assert.Contains("必要な権限が足りません", page, StringComparison.Ordinal);
        Assert.Contains("Shopifyで開く", page.Split("id=\"card-scopes\"")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("<code>read_orders</code>", page, StringComparison.Ordinal);
        Assert.Contains("権限がありません", Row(page, "returns"), StringComparison.Ordinal);
        Assert.Contains("権限がありません", Row(page, "subscriptions"), StringComparison.Ordinal);
        Assert.Contains("未取り込み", Row(page, "orders"), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(DeskHost desk)
    {
        var (status, page) = await desk.GetAsync("/home?lang=ja");
        Assert.True(status == HttpStatusCode.OK, string.Join('\n', desk.Logs));
        return page;
    }

    private static async Task<string> PostStepsAsync(DeskHost desk, bool hidden)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["hidden"] = hidden ? "true" : "false" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/home/steps") { Content = content };
        request.Headers.Add("HX-Request-Type", "partial");
        using var response = await desk.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task ConnectAsync(DeskHost desk, string scopes = "", string? problem = null)
    {
        await desk.Services.GetRequiredService<ShopStore>().InstallAsync("demo-shop.myshopify.com", TestClock.Start.AddDays(-9), CancellationToken.None);
        await desk.Db.AddAsync("shop_access", new { RenewedAt = TestClock.Start.AddDays(-1), Scopes = scopes, Problem = problem });
    }

    private static Task ImportAsync(DeskHost desk, string resource, string status, long done, long? total, long refused = 0, string? error = null) => desk.Db.AddAsync(
        "imports", new { Resource = resource, Status = status, RowsDone = done, RowsTotal = total, Refused = refused, Error = error, AskedAt = TestClock.Start });

    private static Task CompareAsync(DeskHost desk, string resource, long mended, long? surplus = null, string? error = null) => desk.Db.AddAsync(
        "reconciles", new { Resource = resource, RanAt = TestClock.Start, Mended = mended, CountedOurs = 10 + surplus, CountedShopify = surplus is null ? (long?)null : 10, Error = error });

    private static string Row(string page, string resource) => page.Split($"id=\"fresh-{resource}\"")[1].Split("</tr>")[0];

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}

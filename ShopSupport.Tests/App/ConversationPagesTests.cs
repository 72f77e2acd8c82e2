using System.Net;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed class ConversationPagesTests
{
    [Fact]
    public async Task The_same_message_key_is_saved_once()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("解約", "taro@example.jp", "解約したいです");

        var first = await desk.WriteAsync(id, "reply", "承知しました", "key-1");
        var again = await desk.WriteAsync(id, "reply", "承知しました", "key-1");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Contains("返信を保存しました", first.Body, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(desk, id, "agent"));
    }

    [Fact]
    public async Task A_note_is_saved_as_a_note()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("解約", "taro@example.jp", "解約したいです");

        await desk.WriteAsync(id, "note", "前回も相談あり", "key-1", partial: false);

        Assert.Equal(1, await CountAsync(desk, id, "note"));
        Assert.Contains("前回も相談あり", (await desk.GetAsync($"/inbox/{id}")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reply", " \n ", "本文を入力してください")]
    [InlineData("note", "<LONG>", "20,000文字を超えています")]
    public async Task A_text_that_cannot_be_saved_comes_back_with_the_reason(string kind, string text, string reason)
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("解約", "taro@example.jp", "解約したいです");
        var written = text.Replace("<LONG>", new string('あ', 20_001), StringComparison.Ordinal);

        var part = await desk.WriteAsync(id, kind, written, "key-1");
        var page = await desk.WriteAsync(id, kind, written, "key-1", partial: false);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (part.Status, page.Status));
        Assert.Contains(reason, part.Body, StringComparison.Ordinal);
        Assert.Contains(reason, page.Body, StringComparison.Ordinal);
        Assert.Contains($">{written.Trim()}</textarea>", WebUtility.HtmlDecode(part.Body), StringComparison.Ordinal);
        Assert.Contains("value=\"key-1\"", part.Body, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(desk, id, kind is "reply" ? "agent" : "note"));
    }

    [Theory]
    [InlineData("closed", "k")]
    [InlineData("reply", "")]
    public async Task A_request_that_no_form_of_ours_makes_is_refused(string kind, string key)
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("解約", "taro@example.jp", "解約したいです");

        Assert.Equal(HttpStatusCode.BadRequest, (await desk.WriteAsync(id, kind, "やあ", key)).Status);
    }

    [Fact]
    public async Task What_a_customer_writes_is_shown_as_text()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("<b>題</b>", "taro@example.jp", "<script>alert(1)</script>\n二行目");

        var (_, body) = await desk.GetAsync($"/inbox/{id}");

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", body, StringComparison.Ordinal);
        Assert.Contains("</script>\n二行目", WebUtility.HtmlDecode(body), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>題", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_panel_shows_orders_parcels_stock_and_the_subscription_in_both_languages()
    {
        await using var desk = await DeskHost.StartAsync();
        var history = await PurchaseHistory.AddAsync(desk.Db);

        var (_, japanese) = await desk.GetAsync($"/customers/{history.CustomerId}/panel?lang=ja&whole=true", partial: true);
        var (_, english) = await desk.GetAsync($"/customers/{history.CustomerId}/panel?lang=en&whole=true", partial: true);

        foreach (var word in new[] { "山田 太郎", "¥6,500", "$25.99", "配送中", "キャンセル", "継続中", "見込み", "残り 7点", "売れ筋", "東京 2", "大阪 5", "−¥1,500", "返品 対応中" })
        {
            Assert.Contains(word, japanese, StringComparison.Ordinal);
        }

        foreach (var word in new[] { "In transit", "Canceled", "Active", "estimate", "Only 7 left", "Best seller", "Return in progress" })
        {
            Assert.Contains(word, english, StringComparison.Ordinal);
        }

        Assert.Contains("href=\"https://track.example/1\" target=\"_blank\" rel=\"noopener noreferrer\"", japanese, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", japanese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_the_panel_keeps_what_the_conversation_and_the_address_name_on_top()
    {
        await using var desk = await DeskHost.StartAsync();
        var history = await PurchaseHistory.AddAsync(desk.Db);
        var id = await desk.OpenAsync("配送", "taro@example.jp", "#1002 はまだですか");

        foreach (var order in new[] { "", "#1003" })
        {
            var asked = Uri.EscapeDataString(order);
            var (_, open) = await desk.GetAsync($"/inbox/{id}/thread?view=all&panel=true&order={asked}", partial: true);
            var (_, folded) = await desk.GetAsync($"/inbox/{id}/thread?view=all&order={asked}", partial: true);
            var (_, all) = await desk.GetAsync($"/customers/{history.CustomerId}/panel?conversation={id}&view=all&order={asked}&whole=true", partial: true);

            Assert.Contains(all.Trim(), open, StringComparison.Ordinal);
            Assert.Contains($"&amp;order={asked}&amp;whole=true", folded, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_person_who_never_wrote_keeps_the_named_order_on_top_and_has_it_fetched_at_once()
    {
        await using var desk = await DeskHost.StartAsync();
        var history = await PurchaseHistory.AddAsync(desk.Db);
        await desk.Db.ExecuteAsync("UPDATE orders SET name = 'JP-1002' WHERE id = 2");
        await desk.Db.AddAsync("fetch_requests", new { Resource = "order", ResourceId = 2L, Reason = "x", AskedAt = TestClock.Start, Version = 1L, VersionRank = 0L });
        desk.Db.Clock.Advance(TimeSpan.FromHours(1));

        var (_, plain) = await desk.GetAsync($"/customers/{history.CustomerId}", partial: true);
        var (_, named) = await desk.GetAsync($"/customers/{history.CustomerId}?order=1002&panel=true", partial: true);

        int Place(string body, long order) => body.IndexOf($"id=\"order-{order}\"", StringComparison.Ordinal);
        Assert.True(Place(plain, 5) < Place(plain, 2));
        Assert.InRange(Place(named, 2), 0, Place(named, 5));
        Assert.NotEqual(TestClock.Start, await desk.Db.FindAsync<DateTimeOffset>("SELECT asked_at FROM fetch_requests"));
    }

    [Fact]
    public async Task What_happened_to_an_order_stands_between_the_messages_by_time()
    {
        await using var desk = await DeskHost.StartAsync();
        await PurchaseHistory.AddAsync(desk.Db);
        var id = await desk.OpenAsync("配送", "taro@example.jp", "まだですか");
        await desk.SayAsync(new Said("配送", new(null, "taro@example.jp")).ByCustomer(40, "届きました"));

        var (_, body) = await desk.GetAsync($"/inbox/{id}");

        var shipped = body.IndexOf("注文 #1001 の荷物が1つ発送されました", StringComparison.Ordinal);
        Assert.InRange(shipped, body.IndexOf("まだですか</div>", StringComparison.Ordinal), body.IndexOf("届きました</div>", StringComparison.Ordinal));
        Assert.DoesNotContain("注文 #1001 が入りました", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_about_orders_and_subscriptions_meanwhile_stands_in_the_thread_in_both_languages()
    {
        await using var desk = await DeskHost.StartAsync();
        await PurchaseHistory.AddAsync(desk.Db);
        var id = await desk.OpenAsync("変更", "taro@example.jp", "変更できますか");
        await HappenAsync(desk, "order", 1, "edited", 1, contents: "11×2\n12×-1");
        await HappenAsync(desk, "order", 1, "return_approved", 2);
        await HappenAsync(desk, "order", 4, "deleted", 3, gone: "#1004");
        // The second is said already.
        await HappenAsync(desk, "contract", 31, "paused", 4);
        await HappenAsync(desk, "contract", 31, "paused", 5);
        await HappenAsync(desk, "contract", 31, "skipped", 6, due: 3);
        await HappenAsync(desk, "contract", 31, "moved", 7, due: 9);

        var japanese = WebUtility.HtmlDecode((await desk.GetAsync($"/inbox/{id}?lang=ja")).Body);
        var english = WebUtility.HtmlDecode((await desk.GetAsync($"/inbox/{id}?lang=en")).Body);

        foreach (var word in new[]
        {
            "注文 #1001 の内容が変更されました（青汁 30包 ＋2点・美容液 −1点）", "注文 #1001 の返品が承認されました", "注文 #1004 が Shopify で削除されました",
            "定期「青汁 30包」が休止されました", "分がスキップされました", "の次回が",
        })
        {
            Assert.Contains(word, japanese, StringComparison.Ordinal);
        }

        Assert.Equal(2, japanese.Split("が休止されました").Length);
        foreach (var word in new[] { "was edited (青汁 30包 +2", "Order #1004 was deleted in Shopify", "The subscription (青汁 30包) was paused" })
        {
            Assert.Contains(word, english, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Somebody_unknown_has_an_empty_panel_that_says_why()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("問い合わせ", "taro@example.jp", "こんにちは");
        await desk.Db.ExecuteAsync("UPDATE conversations SET customer_id = NULL WHERE id = @id", new { id });

        Assert.Contains("お客様を特定できません", (await desk.GetAsync($"/inbox/{id}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refresh_of_an_open_conversation_never_holds_the_composer()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("問い合わせ", "taro@example.jp", "こんにちは");

        var (_, body) = await desk.GetAsync($"/inbox/{id}/thread", partial: true);

        Assert.Contains("hx-target=\"#thread[data-conversation=", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", body, StringComparison.Ordinal);
    }

    private static Task HappenAsync(
        DeskHost desk, string subject, long id, string kind, int hour, string? contents = null, string? gone = null, int? due = null) => desk.Db.AddAsync("happenings", new
        {
            Subject = subject,
            SubjectId = id,
            Kind = kind,
            Mark = $"{hour}",
            ShopifyCustomerId = gone is null ? (long?)null : 900L,
            HappenedAt = TestClock.Start.AddHours(hour),
            Name = gone,
            Contents = contents,
            WasAt = due is null ? (DateTimeOffset?)null : TestClock.Start,
            DueAt = due is { } days ? TestClock.Start.AddDays(days) : (DateTimeOffset?)null,
        });

    private static Task<long> CountAsync(DeskHost desk, long conversation, string kind) => desk.Db.FindAsync<long>(
        "SELECT COUNT(*) FROM messages WHERE shop_id = @ShopId AND conversation_id = @conversation AND kind = @kind", new { desk.Db.ShopId, conversation, kind });
}

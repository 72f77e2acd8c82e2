using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Search;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Work;

namespace ShopSupport.Tests.Search;

[Collection(nameof(WorkDesk))]
public sealed class SearchMessagesTests
{
    private static readonly Said First = new("first", new ChannelPerson("佐藤 美咲", Email: "misaki@example.jp"));
    private static readonly Said Second = new("second", new ChannelPerson("Taro", Email: "taro@example.com"));

    [OnEachEngine]
    public async Task A_message_is_found_by_its_words_the_whole_way(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await shop.SayAsync(First.ByCustomer(1, "定期便を解約したいです。ＤＨＡの瓶も割れていました。") with { Subject = "荷物が届きません" });
        await shop.SayAsync(Second.ByCustomer(2, "I would like a refund for order #12941, delivered\r\nbroken."));
        await shop.UntilFoundAsync("refund", found => found.Messages.Count == 1);

        foreach (var question in new[] { "解約", "定期便", "瓶", "割れていました", "dha", "解約 ｄｈａ", "届きません", "荷物", "解約したい" })
        {
            Assert.Equal("荷物が届きません", Assert.Single((await shop.FindAsync(question)).Messages.Rows).Subject);
        }

        foreach (var question in new[] { "refund", "Refu", "12941", "#12941", "delivered broken", "BROKEN deliver" })
        {
            Assert.Contains("refund", Assert.Single((await shop.FindAsync(question)).Messages.Rows).Text, StringComparison.Ordinal);
        }

        foreach (var question in new[] { "解約 refund", "約解", "fund", "返品" })
        {
            Assert.Empty((await shop.FindAsync(question)).Messages.Rows);
        }
    }

    [OnEachEngine]
    public async Task A_conversation_is_one_row_with_the_newest_message_that_was_found(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await shop.SayAsync(First.ByCustomer(1, "解約したいです"));
        await shop.SayAsync(First.ByAgent(2, "解約を承りました。" + new string('あ', 300)));
        await shop.SayAsync(First.ByCustomer(3, "ありがとう"));
        await shop.SayAsync(Second.ByCustomer(4, new string('い', 300) + "解約の件"));
        await shop.SayAsync(Second.Closed(5));
        await shop.UntilFoundAsync("解約", found => found.Messages.Count == 2);

        var found = (await shop.FindAsync("解約", SearchKind.Message)).Messages;

        Assert.Equal((2, false), (found.Count, found.IsCapped));
        Assert.Equal(["Taro", "佐藤 美咲"], found.Rows.Select(row => row.CustomerName), StringComparer.Ordinal);
        Assert.Equal([(ConversationStatus.Closed, false, Said.At(4)), (ConversationStatus.Open, true, Said.At(2))], found.Rows.Select(row => (row.Status, row.IsWaiting, row.SentAt)));
        Assert.Equal((MessageKind.Agent, Channel.Mail), (found.Rows[1].Kind, found.Rows[1].Channel));
        Assert.All(found.Rows, row => Assert.Contains("解約", row.Text, StringComparison.Ordinal));
        Assert.All(found.Rows, row => Assert.InRange(row.Text.Length, 1, SearchStore.ExcerptLength));
        Assert.Single((await shop.FindAsync("解約", SearchKind.Message, take: 1)).Messages.Rows);
    }

    [OnEachEngine]
    public async Task More_than_a_hundred_are_told_as_a_limit(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        for (var i = 0; i < 105; i++)
        {
            await shop.SayAsync(new Said($"t{i}", new ChannelPerson("太郎", Email: $"taro{i}@example.jp")).ByCustomer(i, i < 99 ? "返品 交換" : "返品"));
        }

        await shop.UntilFoundAsync("返品", found => found.Messages.Count == 100);
        var (many, some) = ((await shop.FindAsync("返品")).Messages, (await shop.FindAsync("交換")).Messages);

        Assert.Equal((10, 100, true), (many.Rows.Count, many.Count, many.IsCapped));
        Assert.Equal((10, 99, false), (some.Rows.Count, some.Count, some.IsCapped));
        Assert.Equal(Said.At(104), many.Rows[0].SentAt);
    }

    [OnEachEngine]
    public async Task The_newest_comes_first_though_history_was_brought_along_after_it(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await shop.SayAsync(new Said("new", new ChannelPerson("太郎", Email: "taro@example.jp")).ByCustomer(500, "返品したい"));
        for (var i = 0; i < 105; i++)
        {
            await shop.SayAsync(new Said($"t{i}", new ChannelPerson("太郎", Email: $"taro{i}@example.jp")).ByCustomer(i, "返品") with { IsImported = true });
        }

        await shop.UntilFoundAsync("返品", found => found.Messages.Rows is [var first, ..] && first.SentAt == Said.At(500));
        var rows = (await shop.FindAsync("返品")).Messages.Rows;

        Assert.Equal([500, .. Enumerable.Range(0, 9).Select(i => 104 - i)], rows.Select(row => (int)(row.SentAt - Said.At(0)).TotalMinutes));
    }

    [OnEachEngine]
    public async Task The_newest_are_found_though_more_than_are_looked_at_came_in_after_them(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        for (var i = 0; i < 300; i++)
        {
            // From the newest to the oldest, as a backfill goes.
            await shop.SayAsync(new Said($"t{i / 3}", new ChannelPerson("太郎", Email: $"taro{i / 3}@example.jp")).ByCustomer(300 - i, "返品"));
        }

        await shop.UntilFoundAsync("返品", found => found.Messages.Rows is [var first, ..] && first.SentAt == Said.At(300) && found.Messages.IsCapped);
        var messages = (await shop.FindAsync("返品")).Messages;

        Assert.Equal(Enumerable.Range(0, 10).Select(i => 300 - (3 * i)), messages.Rows.Select(row => (int)(row.SentAt - Said.At(0)).TotalMinutes));
        Assert.True(messages.IsCapped);
    }

    [OnEachEngine]
    public async Task What_was_all_counted_is_told_without_a_limit_however_many_messages_it_is(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        for (var i = 0; i < 160; i++)
        {
            await shop.SayAsync(new Said($"t{i / 2}", new ChannelPerson("太郎", Email: $"taro{i / 2}@example.jp")).ByCustomer(i, "返品"));
        }

        await shop.UntilFoundAsync("返品", found => found.Messages.Count == 80);
        var messages = (await shop.FindAsync("返品")).Messages;

        Assert.Equal((80, false), (messages.Count, messages.IsCapped));
    }

    [OnEachEngine]
    public async Task A_conversation_that_was_put_aside_does_not_wait_for_an_answer(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await shop.SayAsync(First.ByCustomer(1, "解約したいです"));
        await shop.Db.ExecuteAsync("UPDATE conversations SET status = 'snoozed', snoozed_until = @Until WHERE shop_id = @ShopId", new { shop.Db.ShopId, Until = Said.At(5000) });
        await shop.UntilFoundAsync("解約", found => found.Messages.Count == 1);

        var row = Assert.Single((await shop.FindAsync("解約")).Messages.Rows);

        Assert.Equal((ConversationStatus.Snoozed, false), (row.Status, row.IsWaiting));
    }

    [OnEachEngine]
    public async Task A_long_conversation_that_was_there_before_is_indexed_in_bites_and_its_subject_once(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        for (var i = 0; i < 450; i++)
        {
            await shop.SayAsync(First.ByCustomer(i, i == 449 ? "蕁麻疹が出ました" : "返品したい") with { Subject = i == 0 ? "体質" : null });
        }

        await shop.Db.ExecuteAsync("DELETE FROM message_words WHERE shop_id = @ShopId", new { shop.Db.ShopId });
        await WorkAsync(shop);
        await shop.UntilFoundAsync("蕁麻疹", found => found.Messages.Count == 1);

        Assert.Equal(450, await shop.Db.FindAsync<int>("SELECT COUNT(*) FROM message_words WHERE shop_id = @ShopId", new { shop.Db.ShopId }));
        Assert.Equal(Said.At(0), Assert.Single((await shop.FindAsync("体質", SearchKind.Message)).Messages.Rows).SentAt);
        Assert.Equal(Said.At(449), Assert.Single((await shop.FindAsync("蕁麻疹")).Messages.Rows).SentAt);
    }

    [OnEachEngine]
    public async Task What_was_there_before_is_found_when_the_work_is_done(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await shop.AddCustomerAsync(1, "葵", "山田", "aoi@example.jp");
        for (var i = 0; i < 120; i++)
        {
            await shop.SayAsync(new Said($"t{i}", new ChannelPerson("太郎", Email: $"taro{i}@example.jp")).ByCustomer(i, i == 0 ? "蕁麻疹が出ました" : "返品したい") with { Subject = i == 0 ? "体質" : null });
        }

        await shop.Db.ExecuteAsync("DELETE FROM message_words WHERE shop_id = @ShopId", new { shop.Db.ShopId });
        await shop.Db.ExecuteAsync("DELETE FROM customer_words WHERE shop_id = @ShopId", new { shop.Db.ShopId });
        Assert.Equal(0, (await shop.FindAsync("蕁麻疹")).Messages.Count);
        Assert.Equal(0, (await shop.FindAsync("山田")).Customers.Count);

        await WorkAsync(shop);
        // Once more from the beginning, as after a restart: nothing is there twice.
        await WorkAsync(shop);
        await shop.UntilFoundAsync("山田", found => found.Customers.Count == 1);

        Assert.Equal((1, 1), ((await shop.FindAsync("蕁麻疹")).Messages.Count, (await shop.FindAsync("体質")).Messages.Count));
        Assert.Equal(1, (await shop.FindAsync("山田")).Customers.Count);
        Assert.Equal(100, (await shop.FindAsync("返品")).Messages.Count);
    }

    private static async Task WorkAsync(SearchedShop shop)
    {
        var (db, clock) = (shop.Db.Database, shop.Db.Clock);
        var item = new WorkItem { ShopId = shop.Db.ShopId, Kind = "search_words", Key = "existing", DueAt = clock.GetUtcNow() };
        await db.WriteAsync(transaction => WorkStore.AddAsync(transaction, item, clock.GetUtcNow(), CancellationToken.None), CancellationToken.None);
        var (queue, handler, bites) = (new WorkQueue(db, clock), new SearchWordsWork(db, clock), 0);
        while (await queue.ClaimAsync(WorkDesk.Everything, TimeSpan.FromMinutes(2), CancellationToken.None) is { } claimed)
        {
            await handler.RunAsync(claimed, CancellationToken.None);
            bites++;
        }

        Assert.True(bites > 5, $"{bites} bites");
    }
}

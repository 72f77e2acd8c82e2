using System.Globalization;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Inbox;

/// <summary>Whose a message is, and where an answer would go.</summary>
public sealed class WhoWritesTests
{
    [OnEachEngine]
    public async Task The_same_key_on_two_channels_or_mailboxes_is_two_messages(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var person = new ChannelPerson("太郎", Handle: "U1");
        var chat = new Said("1", person, Channel.Chat).ByCustomer(1, "チャット") with { MessageKey = "1" };
        var line = new Said("1", person, Channel.Line).ByCustomer(2, "LINE") with { MessageKey = "1" };
        var second = line with { Mailbox = "@second", Text = "もう一つのLINE" };

        Assert.Equal([true, true, true, false], await db.ReceiveAsync(chat, line, second, line));

        Assert.Equal(3, (await ListAsync(db)).Count);
    }

    [OnEachEngine]
    public async Task A_key_of_an_agent_is_never_taken_for_a_channels(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var said = new Said("t", new ChannelPerson("太郎", Email: "taro@example.jp"));
        await db.ReceiveAsync(said.ByCustomer(1) with { MessageKey = "k" });
        var (id, agent) = await OpenAsync(db);

        var written = await new ConversationStore(db.Database, db.Clock).ReplyAsync(db.ShopId, id, agent, "はい", "k", seen: null, CancellationToken.None);

        Assert.Equal((WriteOutcome.Saved, "はい"), (written.Outcome, written.Message!.Body));
    }

    [OnEachEngine]
    public async Task An_edited_reply_under_the_same_key_is_told_and_not_thrown_away(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var said = new Said("t", new ChannelPerson("太郎", Email: "taro@example.jp"));
        await db.ReceiveAsync(said.ByCustomer(1), (said with { Thread = "t2" }).ByCustomer(2));
        var (id, agent) = await OpenAsync(db);
        var other = await db.FindAsync<ConversationId>("SELECT MAX(id) FROM conversations WHERE shop_id = @ShopId", new { db.ShopId });
        var store = new ConversationStore(db.Database, db.Clock);
        await store.ReplyAsync(db.ShopId, id, agent, "明日です", "k", seen: null, CancellationToken.None);

        var edited = await store.ReplyAsync(db.ShopId, id, agent, "明後日です", "k", seen: null, CancellationToken.None);
        var elsewhere = await store.ReplyAsync(db.ShopId, other, agent, "別の会話", "k", seen: null, CancellationToken.None);

        Assert.Equal((WriteOutcome.Differs, "明日です"), (edited.Outcome, edited.Message!.Body));
        Assert.Equal((WriteOutcome.Saved, "別の会話"), (elsewhere.Outcome, elsewhere.Message!.Body));
    }

    [OnEachEngine]
    public async Task A_mail_address_belongs_to_whom_Shopify_gives_it_now(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync("customers/create", Customer(71, "花子", "old@example.jp", 0), 0);
        await shop.Db.ReceiveAsync(new Said("a", new ChannelPerson("花子", Email: "old@example.jp")).ByCustomer(1));

        await shop.ApplyAsync("customers/update", Customer(71, "花子", "new@example.jp", 5), 5);
        await shop.ApplyAsync("customers/create", Customer(72, "次郎", "old@example.jp", 6), 6);
        await shop.Db.ReceiveAsync(new Said("b", new ChannelPerson("次郎", Email: "OLD@example.jp")).ByCustomer(9));

        Assert.Equal(["花子", "次郎"], await NamesAsync(shop.Db), StringComparer.Ordinal);
    }

    [OnEachEngine]
    public async Task A_colleague_in_copy_is_not_learnt_as_the_customer(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var taro = new Said("t", new ChannelPerson("太郎", Email: "taro@example.jp"));
        await db.ReceiveAsync(taro.ByCustomer(1), (taro with { Customer = new ChannelPerson("妻", Email: "hanako@example.jp") }).ByCustomer(2));

        await db.ReceiveAsync(new Said("own", new ChannelPerson("花子", Email: "hanako@example.jp")).ByCustomer(3));

        Assert.Equal(["太郎", "花子"], await NamesAsync(db), StringComparer.Ordinal);
    }

    [OnEachEngine]
    public async Task A_date_that_somebody_writes_takes_no_conversation_from_whoever_it_began_with(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var taro = new Said("t", new ChannelPerson("太郎", Email: "taro@example.jp"));
        await db.ReceiveAsync(taro.ByCustomer(60), Said.At(60));

        await db.ReceiveAsync((taro with { Customer = new ChannelPerson("他人", Email: "eve@example.com") }).ByCustomer(1), Said.At(61));

        var row = Assert.Single(await ListAsync(db));
        Assert.Equal(("太郎", "taro@example.jp"), (row.CustomerName, row.Address));
    }

    [OnEachEngine]
    public async Task An_address_that_is_typed_into_a_chat_makes_nobody_its_owner(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.AddAsync("customers", new { ShopifyId = 7L, LastName = "佐藤", Email = "sato@example.jp", Phone = "+819011112222" });
        var visitor = new ChannelPerson("訪問者", Email: "sato@example.jp", Phone: "090-1111-2222", Handle: "v1");

        await db.ReceiveAsync(
            new Said("a", visitor, Channel.Chat).ByCustomer(1), new Said("b", new ChannelPerson(Handle: "v1"), Channel.Chat).ByCustomer(2));

        Assert.Equal(["訪問者", "訪問者"], await NamesAsync(db), StringComparer.Ordinal);
        Assert.Equal(1, await db.FindAsync<int>("SELECT COUNT(*) FROM customer_handles WHERE shop_id = @ShopId", new { db.ShopId }));
    }

    [OnEachEngine]
    public async Task An_answer_to_a_merged_customer_is_told_of_the_one_who_is_left(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.AddAsync("customers", new { ShopifyId = 71L, LastName = "旧姓", Email = "taro@example.jp" });
        await db.AddAsync("customers", new { ShopifyId = 72L, LastName = "太郎" });
        await db.ReceiveAsync(new Said("t", new ChannelPerson(null, Email: "taro@example.jp")).ByCustomer(1));
        await db.AddAsync("customer_merges", new { DeletedId = 71L, KeptId = 72L, RootId = 72L, Version = 1L, VersionRank = 0L });
        var (id, agent) = await OpenAsync(db);

        await new ConversationStore(db.Database, db.Clock).ReplyAsync(db.ShopId, id, agent, "はい", "k", seen: null, CancellationToken.None);

        Assert.Equal(72, await db.FindAsync<long>(
            "SELECT shopify_customer_id FROM shop_events WHERE shop_id = @ShopId AND seq = (SELECT MAX(seq) FROM shop_events WHERE shop_id = @ShopId)",
            new { db.ShopId }));
    }

    [OnEachEngine]
    public async Task A_telephone_number_is_the_same_however_it_is_written(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.AddAsync("customers", new { ShopifyId = 7L, LastName = "佐藤", Phone = "+819011112222" });

        await db.ReceiveAsync(
            new Said("a", new ChannelPerson(null, Phone: "090-1111-2222"), Channel.Phone).ByCustomer(1),
            new Said("b", new ChannelPerson(null, Handle: "０９０（１１１１）２２２２"), Channel.Phone).ByCustomer(2),
            new Said("c", new ChannelPerson(null, Phone: "+81 90 1111 2222", IsVerified: true), Channel.Chat).ByCustomer(3));

        Assert.Equal(["佐藤", "佐藤", "佐藤"], await NamesAsync(db), StringComparer.Ordinal);
    }

    [OnEachEngine]
    public async Task Somebody_known_by_mail_and_by_telephone_becomes_one_customer(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.Db.ReceiveAsync(
            new Said("m", new ChannelPerson(null, Email: "hanako@example.jp")).ByCustomer(1),
            new Said("p", new ChannelPerson(null, Phone: "09011112222"), Channel.Phone).ByCustomer(2));

        await shop.ApplyAsync("customers/create", Customer(71, "花子", "hanako@example.jp", 5, "+819011112222"), 5);

        Assert.Equal(["花子", "花子"], await NamesAsync(shop.Db), StringComparer.Ordinal);
        Assert.Equal(1, await shop.CountAsync("customers"));
        Assert.Equal(2, await shop.CountAsync("customer_handles"));
    }

    [OnEachEngine]
    public async Task An_answer_goes_to_the_address_that_wrote(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync("customers/create", Customer(71, "花子", "first@example.jp", 0), 0);
        await shop.Db.ReceiveAsync(new Said("a", new ChannelPerson("花子", Email: "first@example.jp")).ByCustomer(1));

        await shop.ApplyAsync("customers/update", Customer(71, "花子", "profile@example.jp", 5), 5);

        var (id, _) = await OpenAsync(shop.Db);
        Assert.Equal("first@example.jp", (await new InboxStore(shop.Db.Database).FindAsync(shop.Db.ShopId, id, default, InboxStore.MessagesShown, CancellationToken.None))!.ReplyTo);
    }

    [OnEachEngine]
    public async Task The_list_shows_who_is_left_of_customers_that_were_merged(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync("customers/create", Customer(71, "旧姓", "a@example.jp", 0), 0);
        await shop.ApplyAsync("customers/create", Customer(72, "新姓", "b@example.jp", 1), 1);
        await shop.Db.ReceiveAsync(new Said("a", new ChannelPerson(null, Email: "a@example.jp")).ByCustomer(2));

        await shop.ApplyAsync(
            "customers/merge",
            """{"admin_graphql_api_customer_kept_id":"gid://shopify/Customer/72","admin_graphql_api_customer_deleted_id":"gid://shopify/Customer/71","status":"completed"}""",
            5);

        Assert.Equal(["新姓"], await NamesAsync(shop.Db), StringComparer.Ordinal);
    }

    private static string Customer(long id, string lastName, string email, int minute, string? phone = null) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":{{id}},"last_name":"{{lastName}}","email":"{{email}}","phone":{{(phone is null ? "null" : $"\"{phone}\"")}},"updated_at":"{{SyncedShop.At(minute)}}"}""");

    private static async Task<(ConversationId Id, AgentId Agent)> OpenAsync(TestDatabase db)
    {
        var agent = await new AgentStore(db.Database, db.Clock).FindOrAddAsync(db.ShopId, "sato", "佐藤", CancellationToken.None);
        return (await db.FindAsync<ConversationId>("SELECT MIN(id) FROM conversations WHERE shop_id = @ShopId", new { db.ShopId }), agent.Id);
    }

    private static async Task<IReadOnlyList<ConversationRow>> ListAsync(TestDatabase db) =>
        (await new InboxStore(db.Database).ListAsync(db.ShopId, InboxView.All, default, null, 10, CancellationToken.None)).Rows;

    private static async Task<IEnumerable<string?>> NamesAsync(TestDatabase db) =>
        (await ListAsync(db)).OrderBy(row => row.Number).Select(row => row.CustomerName).ToList();
}

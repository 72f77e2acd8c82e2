using ShopSupport.Core.Channels;
using ShopSupport.Core.Search;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Search;

public sealed class SearchCustomersAndOrdersTests
{
    [OnEachEngine]
    public async Task A_customer_is_found_however_name_address_and_number_are_written(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await shop.AddCustomerAsync(1, "美咲", "髙橋", "Misaki.T@mail.example.jp", "+819012345678");
        await shop.AddCustomerAsync(2, "Linh", "Tran", "linh@example.com", "+12025550100");
        await shop.AddCustomerAsync(3, "マリア", "ロペス");
        await shop.SayAsync(new Said("line", new ChannelPerson("林", Handle: "U41487952000"), Channel.Line).ByCustomer(1));
        await shop.UntilFoundAsync("まりあ", found => found.Customers.Count == 1);

        foreach (var (name, questions) in new (string, string[])[]
        {
            ("髙橋 美咲", ["髙橋", "高橋 美咲", "美咲 高橋", "高橋美咲", "美咲高橋", "咲", "misaki.t@mail", "MISAKI.T", "mail.example.jp", "090-1234-5678", "＋８１９０１２３４５６７８", "090 1234 5678", "09012345678", "5678", "345678"]),
            ("Linh Tran", ["linh tran", "Tran Linh", "tra", "linh@", "example.com", "+1 (202) 555-0100", "0100"]),
            ("ロペス マリア", ["まりあ", "ﾏﾘｱ", "ロペスマリア", "ろぺす まりあ"]),
            ("林", ["林", "U41487952000", "U4148"]),
        })
        {
            foreach (var question in questions)
            {
                Assert.Contains(name, await shop.NamesAsync(question), StringComparer.Ordinal);
            }
        }

        Assert.Empty(await shop.NamesAsync("佐藤"));
        Assert.Empty(await shop.NamesAsync("5679"));
    }

    [OnEachEngine]
    public async Task A_new_name_takes_the_place_of_the_old_one_and_a_merged_customer_is_found_once(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(shop.Db);
        await shop.AddCustomerAsync(900, "花子", "鈴木", "hanako@example.jp");
        await shop.AddCustomerAsync(901, "花子", "旧姓", "old@example.jp");
        await shop.Db.AddAsync("customer_merges", new { DeletedId = 901L, KeptId = 900L, RootId = 900L, Version = 1L, VersionRank = 0L });
        await shop.SayAsync(new Said("t", new ChannelPerson("花子", Email: "hanako@example.jp")).ByCustomer(1));
        await shop.UntilFoundAsync("旧姓", found => found.Customers.Count == 1);

        var found = Assert.Single((await shop.FindAsync("旧姓", SearchKind.Customer)).Customers.Rows);

        Assert.Equal((history.CustomerId, "鈴木 花子", 1), (found.Id, found.Name, found.Waiting));
        Assert.NotNull(found.ConversationId);
        var panel = (await history.PanelAsync())!;
        Assert.Equal(2, panel.Spending.Count);
        Assert.Equal(
            panel.Spending.Select(spent => (spent.Currency, spent.TotalMinor - spent.RefundedMinor, spent.Orders)),
            found.Spending.Select(spent => (spent.Currency, spent.SpentMinor, spent.Orders)));
        Assert.Equal(["鈴木 花子"], await shop.NamesAsync("花子"), StringComparer.Ordinal);
        Assert.Equal(2, await shop.Db.FindAsync<int>("SELECT COUNT(*) FROM customer_words WHERE shop_id = @ShopId", new { shop.Db.ShopId }));
    }

    [OnEachEngine]
    public async Task An_order_is_found_by_its_number_its_parcel_and_its_buyer(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(shop.Db);
        await shop.AddCustomerAsync(900, "花子", "鈴木");
        for (var i = 0; i < 12; i++)
        {
            await history.AddOrderAsync(11_941 + i, 5000, day: 30 - i);
        }

        await history.AddLineAsync(11_941, 1, "青汁", 501);
        await history.AddLineAsync(11_941, 2, "化粧水", 502);
        await shop.SendAsync(77, 11_941, "484912345678");
        await shop.UntilFoundAsync("鈴木", found => found.Orders.Count > 0);

        foreach (var question in new[] { "12941", "#12941", "＃１２９４１", " 12941 ", "484912345678", "4849-1234-5678", "4849 1234 5678", "484912" })
        {
            var order = (await shop.FindAsync(question, SearchKind.Order)).Orders.Rows[0];
            Assert.Equal(("#12941", "青汁", 1, "鈴木 花子", 5000L, "JPY"), (order.Name, order.Goods, order.MoreGoods, order.CustomerName, order.TotalMinor, order.Currency));
        }

        Assert.Equal(["#12949", "#12948", "#12947"], (await shop.OrdersAsync("1294")).Take(3), StringComparer.Ordinal);
        Assert.Contains("#12952", await shop.OrdersAsync("鈴木"), StringComparer.Ordinal);
        Assert.Empty(await shop.OrdersAsync("99999"));
        Assert.Empty(await shop.OrdersAsync("29"));
    }

    [OnEachEngine]
    public async Task A_shops_own_way_of_numbering_is_known(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await new PurchaseHistory(shop.Db, null).AddOrderAsync(1, 5000, day: 1);
        await shop.Db.ExecuteAsync("UPDATE orders SET name = 'EC-0041-A' WHERE shop_id = @ShopId", new { shop.Db.ShopId });

        foreach (var question in new[] { "0041", "EC-0041", "ec-0041-a" })
        {
            Assert.Equal(["EC-0041-A"], await shop.OrdersAsync(question), StringComparer.Ordinal);
        }
    }

    [OnEachEngine]
    public async Task A_number_is_found_in_small_and_in_great_letters_whatever_the_newest_order_is_called(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        var history = new PurchaseHistory(shop.Db, null);
        foreach (var (id, name) in new[] { (1, "JP-1042"), (2, "jp-1043"), (3, "#2001") })
        {
            await history.AddOrderAsync(id, 5000, day: id);
            await shop.Db.ExecuteAsync("UPDATE orders SET name = @name WHERE shop_id = @ShopId AND id = @id", new { shop.Db.ShopId, id, name });
        }

        foreach (var (question, name) in new[] { ("jp-1042", "JP-1042"), ("JP-1042", "JP-1042"), ("ｊｐ－１０４２", "JP-1042"), ("jp-1043", "jp-1043"), ("JP-1043", "jp-1043"), ("2001", "#2001") })
        {
            Assert.Equal([name], await shop.OrdersAsync(question), StringComparer.Ordinal);
        }
    }

    [OnEachEngine]
    public async Task The_orders_of_a_merged_customer_are_found_under_the_one_who_is_left(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(shop.Db);
        await shop.AddCustomerAsync(950, "花子", "鈴木", "hanako@example.jp");
        await shop.AddCustomerAsync(951, "花", "旧姓", "old@example.jp");
        await shop.Db.AddAsync("customer_merges", new { DeletedId = 951L, KeptId = 950L, RootId = 950L, Version = 1L, VersionRank = 0L });
        await history.AddOrderAsync(8001, 5000, day: 3, customer: 951);
        await history.AddOrderAsync(8002, 5000, day: 2, customer: 950);
        await shop.UntilFoundAsync("旧姓", found => found.Orders.Count > 0);

        foreach (var question in new[] { "鈴木 花子", "旧姓", "hanako@example.jp", "old@example.jp" })
        {
            var orders = (await shop.FindAsync(question, SearchKind.Order)).Orders.Rows;
            Assert.Equal([8001L, 8002L], orders.Select(order => order.Id).Order());
            Assert.All(orders, order => Assert.Equal("鈴木 花子", order.CustomerName));
        }

        Assert.Equal(8001, Assert.Single((await shop.FindAsync("9001", SearchKind.Order)).Orders.Rows).Id);
    }

    [OnEachEngine]
    public async Task A_bad_question_finds_nothing_or_what_it_names_and_never_fails(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await PurchaseHistory.AddAsync(shop.Db);
        await shop.SayAsync(new Said("t", new ChannelPerson("花子", Email: "hanako@example.jp")).ByCustomer(1, "解約 NEAR near OR and"));
        await shop.UntilFoundAsync("解約", found => found.Messages.Count == 1);

        foreach (var question in new[] { "", " ", "　", "!?", "\"", "''", "-", "*", "%", "_", "[", "(", "\0", "\ud800", "😀", "🏳️‍🌈" })
        {
            var found = await shop.FindAsync(question);
            Assert.Equal((0, 0, 0, 0), (found.Orders.Count, found.Customers.Count, found.Messages.Count, found.Products.Count));
        }

        foreach (var question in new[] { "\"解約\"", "解約*", "解約\0", "NEAR", "near or", "AND", "-解約", "解約 )", "(解約", "[解約]%" })
        {
            Assert.Equal(1, (await shop.FindAsync(question)).Messages.Count);
        }

        foreach (var question in new[] { new string('解', 3000), new string('9', 3000), new string('"', 3000), string.Concat(Enumerable.Repeat("a ", 1500)), string.Concat(Enumerable.Repeat("𠀋", 1500)), "NOT 解約 AND (", "shop_id:1", "^a + b", "{a} : b" })
        {
            Assert.Equal(0, (await shop.FindAsync(question)).Messages.Count);
        }
    }

    [OnEachEngine]
    public async Task A_search_shows_a_shop_its_own_things_only(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        var other = await shop.Db.AddShopAsync();
        await PurchaseHistory.AddAsync(shop.Db, other);
        await shop.AddCustomerAsync(1, "花子", "鈴木", "hanako@example.jp", "+819012345678");
        await shop.SayAsync(new Said("t", new ChannelPerson("花子", Email: "hanako@example.jp")).ByCustomer(1, "解約したい s1q s2q"));
        await shop.UntilFoundAsync("解約", found => found.Messages.Count == 1);
        await shop.UntilFoundAsync("鈴木", found => found.Customers.Count == 1);

        foreach (var question in new[] { "解約", "鈴木", "hanako", "5678", "解約したい" })
        {
            var found = await shop.FindAsync(question, shopId: other);
            Assert.Equal((0, 0, 0, 0), (found.Orders.Count, found.Customers.Count, found.Messages.Count, found.Products.Count));
        }

        var orders = (await shop.FindAsync("100", SearchKind.Order, shopId: other)).Orders;
        Assert.NotEqual(0, orders.Count);
        Assert.Equal(0, (await shop.FindAsync("100", SearchKind.Order)).Orders.Count);
        Assert.Equal(0, (await shop.FindAsync("青汁", SearchKind.Product)).Products.Count);
        Assert.NotEqual(0, (await shop.FindAsync("青汁", SearchKind.Product, shopId: other)).Products.Count);
    }
}

using ShopSupport.Core.Channels;
using ShopSupport.Core.Search;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Search;

/// <summary>Questions as people type them: not yet whole, with signs between, with words around.</summary>
public sealed class SearchAsItIsTypedTests
{
    [OnEachEngine]
    public async Task A_second_word_of_one_letter_narrows_what_the_first_finds(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await shop.AddCustomerAsync(1, "Naomi", "Sullivan", "naomi@example.com");
        await shop.AddCustomerAsync(2, "Naomi", "Tran", "ntran@example.com");
        await shop.AddCustomerAsync(3, "Thomas", "Wu");
        await shop.SayAsync(new Said("a", new ChannelPerson("A", Email: "a@example.com")).ByCustomer(1, "refund for a vegan box"));
        await shop.SayAsync(new Said("b", new ChannelPerson("B", Email: "b@example.com")).ByCustomer(2, "refund for a broken bottle"));
        await shop.UntilFoundAsync("wu", found => found.Customers.Count == 1);
        await shop.UntilFoundAsync("refund", found => found.Messages.Count == 2);

        foreach (var question in new[] { "naomi s", "Naomi Su", "naomi sul" })
        {
            Assert.Equal(["Naomi Sullivan"], await shop.NamesAsync(question), StringComparer.Ordinal);
        }

        Assert.Equal(["Thomas Wu"], await shop.NamesAsync("thomas w"), StringComparer.Ordinal);
        Assert.Empty(await shop.NamesAsync("naomi x"));
        foreach (var question in new[] { "refund v", "refund ve", "refund vegan" })
        {
            Assert.Contains("vegan", Assert.Single((await shop.FindAsync(question, SearchKind.Message)).Messages.Rows).Text, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await shop.FindAsync("refund b", SearchKind.Message)).Messages.Count);
        Assert.Equal(0, (await shop.FindAsync("refund x", SearchKind.Message)).Messages.Count);
    }

    [OnEachEngine]
    public async Task A_telephone_number_is_found_from_its_beginning_however_it_is_written(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        await shop.AddCustomerAsync(1, "Ann", "Cole", phone: "+14155550132");
        await shop.AddCustomerAsync(2, "Ben", "Diaz", phone: "+12065550188");
        await shop.AddCustomerAsync(3, "葵", "山田", phone: "+819000112233");
        await shop.UntilFoundAsync("Cole", found => found.Customers.Count == 1);
        await shop.UntilFoundAsync("山田", found => found.Customers.Count == 1);

        foreach (var (name, questions) in new (string, string[])[]
        {
            ("Ann Cole", ["415 555", "(415) 55", "+1 415 555", "415-5", "1 415 555", "4155550132"]),
            ("Ben Diaz", ["206555", "206 5", "+1 (206"]),
            ("山田 葵", ["090-00", "0900", "+81 90", "090 0011", "０９０－００"]),
        })
        {
            foreach (var question in questions)
            {
                Assert.Equal([name], await shop.NamesAsync(question), StringComparer.Ordinal);
            }
        }

        // So few digits, and nothing beside them, are an order's number.
        Assert.Empty(await shop.NamesAsync("4155"));
        Assert.Empty(await shop.NamesAsync("20655"));
    }

    [OnEachEngine]
    public async Task A_number_is_found_with_words_around_it_and_narrowed_by_them(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        var history = new PurchaseHistory(shop.Db, null);
        await shop.AddCustomerAsync(900, "Grace", "Walker", "grace@example.com");
        await shop.AddCustomerAsync(901, "花子", "鈴木");
        await history.AddOrderAsync(11_846, 5000, day: 3);
        await history.AddOrderAsync(11_476, 5000, day: 2);
        await history.AddOrderAsync(113_760, 5000, day: 1, customer: 901);
        await history.AddLineAsync(113_760, 1, "青汁 30包", 501);

        foreach (var question in new[] { "12,846", "#12,846", "order 12846", "Order #12846", "注文12846", "注文番号 １２，８４６", "ご注文番号：12846", "no. 12846", "walker 12846", "12846 grace@example.com" })
        {
            Assert.Equal(["#12846"], await shop.OrdersAsync(question), StringComparer.Ordinal);
        }

        Assert.Equal(["#12476"], await shop.OrdersAsync("Walker #12476"), StringComparer.Ordinal);
        Assert.Equal(["#114760"], await shop.OrdersAsync("青汁 1147"), StringComparer.Ordinal);
        // What begins like the number is only found by those words; the very number also with others.
        Assert.Equal(["#12476"], await shop.OrdersAsync("refund 12476"), StringComparer.Ordinal);
        Assert.Empty(await shop.OrdersAsync("walker 1147"));
    }

    [OnEachEngine]
    public async Task A_SKU_is_no_orders_number_and_a_shops_own_letters_may_be_written_another_way(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        var history = new PurchaseHistory(shop.Db, null);
        await history.AddOrderAsync(265, 5000, day: 3);
        Assert.Equal(["#1265"], await shop.OrdersAsync("126"), StringComparer.Ordinal);
        Assert.Empty(await shop.OrdersAsync("kd-tea-126"));

        await shop.Db.ExecuteAsync("UPDATE orders SET name = 'KD-1265' WHERE shop_id = @ShopId", new { shop.Db.ShopId });
        Assert.Equal(["KD-1265"], await shop.OrdersAsync("kd1265"), StringComparer.Ordinal);
        Assert.Empty(await shop.OrdersAsync("kd-tea-126"));
    }

    [OnEachEngine]
    public async Task A_parcel_is_found_however_its_number_is_parted_also_the_second_of_a_fulfilment(DatabaseProvider engine)
    {
        await using var shop = await SearchedShop.OpenAsync(engine);
        var history = new PurchaseHistory(shop.Db, null);
        await history.AddOrderAsync(1, 5000, day: 3);
        await history.AddOrderAsync(2, 5000, day: 2);
        await shop.SendAsync(71, 1, "1234-5678-9012", "Jp 7700 xy", "999888777");
        await shop.SendAsync(72, 2, "1z999aa10123456784");

        foreach (var question in new[] { "123456789012", "1234-5678-9012", "1234 5678 9012", "１２３４－５６７８", "jp7700xy", "JP7700", "999888777" })
        {
            Assert.Equal(["#1001"], await shop.OrdersAsync(question), StringComparer.Ordinal);
        }

        Assert.Equal(["#1002"], await shop.OrdersAsync("1Z999AA101"), StringComparer.Ordinal);
        Assert.Equal(["#1002"], await shop.OrdersAsync("1z-999-aa1"), StringComparer.Ordinal);

        // What is no longer said of a fulfilment is no longer found.
        await shop.SendAsync(71, 1, "555566667777");
        Assert.Empty(await shop.OrdersAsync("123456789012"));
        Assert.Empty(await shop.OrdersAsync("999888777"));
        Assert.Equal(["#1001"], await shop.OrdersAsync("5555-6666"), StringComparer.Ordinal);
    }
}

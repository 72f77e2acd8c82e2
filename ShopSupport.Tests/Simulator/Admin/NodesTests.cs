using System.Text;
using System.Text.Json;
using ShopSupport.Core;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Simulator.Demo;
using ShopSupport.Tests.Simulator.Shop;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>What the Admin API tells of a shop ends in the same rows as what deliveries tell of it.</summary>
public sealed class NodesTests
{
    // What deliveries tell only of the last days, or never, is looked at by itself below.
    private static readonly string[] Alike =
    [
        "orders", "order_lines", "fulfillments", "refunds", "customers", "customer_addresses", "customer_consents", "products", "variants",
        "inventory_items", "inventory_levels", "locations", "subscription_contracts",
    ];

    [OnEachEngine]
    public async Task A_shop_that_is_read_has_the_rows_of_a_shop_that_was_told_of(DatabaseProvider engine)
    {
        await using var told = await SyncedShop.OpenAsync(engine);
        await using var read = await SyncedShop.OpenAsync(engine);
        await told.ApplyAllAsync([.. ToldShop.Deliveries(new DemoShop(MadeShops.Small, MadeShops.Anchor)).Where(IsOfShopify).Select(one => one with { ShopDomain = told.Domain })]);

        var applied = await ReadAsync(read.Db, new AskedApi());

        Assert.Empty(applied.Problems);
        foreach (var table in Alike)
        {
            var expected = await ShopifyRows.ListAsync(told.Db, table);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await ShopifyRows.ListAsync(read.Db, table));
        }

        // Deliveries tell of those that were seen lately.
        foreach (var table in new[] { "fulfillment_events", "order_transactions", "billing_attempts" })
        {
            var (expected, all) = (await ShopifyRows.ListAsync(told.Db, table), await ShopifyRows.ListAsync(read.Db, table));
            Assert.NotEmpty(all);
            Assert.Empty(expected.Except(all, StringComparer.Ordinal));
        }
    }

    [OnEachEngine]
    public async Task What_only_the_api_tells_of_a_contract_is_kept(DatabaseProvider engine)
    {
        await using var read = await SyncedShop.OpenAsync(engine);
        var api = new AskedApi();
        var contract = api.Shop.Contracts.All().First(one => one.Status is "active");
        api.App.Acts.Skip(contract.Id, contract.NextCycle, isSkipped: true);

        await ReadAsync(read.Db, api);

        Assert.Equal(contract.NextBillingAt, await read.FindAsync<DateTimeOffset>("next_billing_at", "contract_details", $"contract_id = {contract.Id}"));
        Assert.Equal(contract.Lines.Select(line => line.VariantId), await read.Db.QueryAsync<long>("SELECT variant_id FROM contract_lines WHERE shop_id = @ShopId AND contract_id = @Id ORDER BY position", new { read.Db.ShopId, contract.Id }));
        Assert.Equal(contract.NextCycle, await read.FindAsync<int>("cycle_index", "billing_cycles", $"contract_id = {contract.Id} AND is_skipped = 1"));
    }

    [OnEachEngine]
    public async Task What_a_file_leaves_out_never_takes_the_place_of_what_is_known_and_is_asked_for(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        var api = new AskedApi();
        var order = api.Shop.Orders.All().Last(one => one.Fulfillments is [{ Lines.Count: > 0 }] && one.Refunds.Count > 0);
        var whole = await OrderAsync(api, order.Id);
        await ApplyAsync(shop.Db, [new("Order", whole, api.Shop.Now)]);
        var (parcels, refunds) = (await ShopifyRows.ListAsync(shop.Db, "fulfillments"), await ShopifyRows.ListAsync(shop.Db, "refunds"));

        var file = Encoding.UTF8.GetString(whole.Span);
        using var document = JsonDocument.Parse(file);
        var bulk = document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.Clone(), StringComparer.Ordinal);
        bulk["fulfillments"] = Without(bulk["fulfillments"], "fulfillmentLineItems", "events");
        bulk["refunds"] = Without(bulk["refunds"], "refundLineItems");
        await ApplyAsync(shop.Db, [new("Order", JsonSerializer.SerializeToUtf8Bytes(bulk), order.ProcessedAt.AddDays(30))]);

        Assert.Equal(parcels, await ShopifyRows.ListAsync(shop.Db, "fulfillments"));
        Assert.Equal(refunds, await ShopifyRows.ListAsync(shop.Db, "refunds"));
        Assert.Equal(("order", order.Id), await shop.FindAsync<(string, long)>("resource, resource_id", "fetch_requests"));
    }

    [OnEachEngine]
    public async Task What_has_more_pieces_than_an_answer_holds_is_not_asked_for_again_and_again(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        var api = new AskedApi();
        var order = api.Shop.Orders.All().Last(one => one.Fulfillments is [{ Lines.Count: > 0 }] && one.Refunds.Count > 0);
        var cut = Encoding.UTF8.GetString((await OrderAsync(api, order.Id)).Span).Replace("\"refundLineItems\":{\"pageInfo\":{\"hasNextPage\":false", "\"refundLineItems\":{\"pageInfo\":{\"hasNextPage\":true", StringComparison.Ordinal);
        Assert.Contains("\"hasNextPage\":true", cut, StringComparison.Ordinal);

        await ApplyAsync(shop.Db, [new("Order", Encoding.UTF8.GetBytes(cut), order.ProcessedAt.AddDays(1))]);

        Assert.Equal((1, 0), (await shop.CountAsync("refunds"), await shop.CountAsync("fetch_requests")));
    }

    private static bool IsOfShopify(Core.Queue.Delivery delivery) => !delivery.Topic.StartsWith("desk/", StringComparison.Ordinal);

    private static JsonElement Without(JsonElement list, params string[] names) => JsonSerializer.SerializeToElement(
        list.EnumerateArray().Select(one => one.EnumerateObject().Where(field => !names.Contains(field.Name, StringComparer.Ordinal)).ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal)));

    private static async Task<NodesApplied> ReadAsync(TestDatabase db, AskedApi api)
    {
        var nodes = new List<ShopifyNode>();
        void Add(string kind, JsonElement node) => nodes.Add(new(kind, Encoding.UTF8.GetBytes(node.GetRawText()), api.Shop.Now));
        foreach (var order in api.Shop.Orders.All())
        {
            nodes.Add(new("Order", await OrderAsync(api, order.Id), api.Shop.Now));
        }

        foreach (var ids in api.Shop.Customers.All().Select(one => Gid.Of("Customer", one.Id)).Chunk(50))
        {
            (await AskAsync(api, "Customers", new { ids })).GetProperty("nodes").EnumerateArray().ToList().ForEach(node => Add("Customer", node));
        }

        foreach (var ids in api.Shop.Items.All().Select(one => Gid.Of("InventoryItem", one.Id)).Chunk(4))
        {
            (await AskAsync(api, "Stock", new { ids })).GetProperty("nodes").EnumerateArray().ToList().ForEach(node => Add("InventoryItem", node));
        }

        foreach (var product in api.Shop.Products.All())
        {
            Add("Product", (await AskAsync(api, "Product", new { id = Gid.Of("Product", product.Id) })).GetProperty("product"));
        }

        foreach (var contract in api.Shop.Contracts.All())
        {
            var asked = await AskAsync(api, "Contract", new { id = Gid.Of("SubscriptionContract", contract.Id), from = api.Shop.Now.AddDays(-60), to = api.Shop.Now.AddDays(180) });
            var fields = asked.GetProperty("subscriptionContract").EnumerateObject().ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
            fields["billingCycles"] = asked.GetProperty("subscriptionBillingCycles");
            nodes.Add(new("SubscriptionContract", JsonSerializer.SerializeToUtf8Bytes(fields), api.Shop.Now));
        }

        (await AskAsync(api, "Locations", new { })).GetProperty("locations").GetProperty("nodes").EnumerateArray().ToList().ForEach(node => Add("Location", node));
        return await ApplyAsync(db, nodes);
    }

    private static async Task<ReadOnlyMemory<byte>> OrderAsync(AskedApi api, long id) =>
        Encoding.UTF8.GetBytes((await AskAsync(api, "Order", new { id = Gid.Of("Order", id) })).GetProperty("order").GetRawText());

    private static Task<JsonElement> AskAsync(AskedApi api, string document, object variables)
    {
        api.Clock.Advance(TimeSpan.FromSeconds(10));
        return api.DataAsync(AskedApi.Document(document), variables);
    }

    private static async Task<NodesApplied> ApplyAsync(TestDatabase db, List<ShopifyNode> nodes)
    {
        var applier = new NodeApplier(db.Database, SyncCatalogue.Of((_, _) => Task.FromResult(db.ShopId)), new ShopTurns(), db.Clock);
        return (await applier.ApplyAsync(db.ShopId, nodes, isSilent: true, (_, _, _) => Task.CompletedTask, CancellationToken.None))!;
    }
}

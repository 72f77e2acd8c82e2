using ShopSupport.Core.Agents;
using ShopSupport.Core.Import;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App.Demo;

/// <summary>The demo shop comes to the desk as a real one does: its merchant opens the app, its history is imported, and what happens is told over HTTP.</summary>
public sealed class DemoInstallTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demo-install-").FullName;

    private static DemoOptions Options => new() { Customers = 120, Orders = 600, Conversations = 120, Language = "ja" };

    [Fact]
    public async Task All_of_the_shop_comes_by_its_import_and_whoever_wrote_before_is_known_by_it()
    {
        await using var app = await DemoApp.StartAsync(_folder, Options);
        await app.UntilThereAsync();

        var import = await app.ImportAsync();
        Assert.All(import!.Resources, one => Assert.Equal((ImportStatus.Done, 0), (one.Status, one.Refused)));
        var store = app.Demo.Store.Shop;
        Assert.Equal((store.Orders.Count, store.Customers.Count, store.Products.Count, store.Contracts.Count), (
            await app.CountAsync("orders"), await app.CountAsync("customers WHERE shopify_id IS NOT NULL"), await app.CountAsync("products"), await app.CountAsync("subscription_contracts")));
        Assert.Equal(Options.Conversations, await app.CountAsync("conversations"));
        var shop = (await app.ShopAsync())!;
        Assert.Equal(("健康堂", "JPY", "Asia/Tokyo"), (shop.Name, shop.Currency, shop.TimeZone));
        await EverybodyIsKnownAsync(app, shop);
    }

    [Fact]
    public async Task The_next_start_serves_the_same_shop_with_what_happened_in_it_and_imports_nothing_again()
    {
        long order;
        DateTimeOffset? began;
        DateTimeOffset anchor;
        await using (var app = await DemoApp.StartAsync(_folder, Options))
        {
            await app.UntilThereAsync();
            (anchor, began) = (app.Demo.Shop.Anchor, (await app.ImportAsync())!.Resources.Max(one => one.EndedAt));
            order = app.Demo.Shop.Trade.Orders[^1].Id;
            app.Demo.Store.Acts.ChangeOrder(order, one => one with { Note = "玄関先に置いてください" });
            await UntilNotedAsync(app, order, "玄関先に置いてください");
        }

        await using (var again = await DemoApp.StartAsync(_folder, Options))
        {
            await Patience.UntilAsync(() => again.Demo.Store.IsInstalled, "the shop has the app");
            Assert.Equal(anchor, again.Demo.Shop.Anchor);
            Assert.Equal("玄関先に置いてください", again.Demo.Store.Shop.Orders.Find(order)!.Note);

            again.Demo.Store.Acts.ChangeOrder(order, one => one with { Note = "不在時は宅配ボックスへ" });

            await UntilNotedAsync(again, order, "不在時は宅配ボックスへ");
            Assert.Equal(began, (await again.ImportAsync())!.Resources.Max(one => one.EndedAt));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task EverybodyIsKnownAsync(DemoApp app, Core.Shops.Shop shop)
    {
        var (database, first) = (DatabaseOf(app), DemoAgents.All(isEnglish: false)[0]);
        var agent = await new AgentStore(database, TimeProvider.System).FindOrAddAsync(shop.Id, first.Handle, first.Name, CancellationToken.None);
        var rows = (await new InboxStore(database).ListAsync(shop.Id, InboxView.All, agent.Id, after: null, 1000, CancellationToken.None)).Rows;
        var strangers = app.Demo.Shop.Threads.Where(thread => thread.Customer.IsStranger).Select(thread => thread.Subject).ToHashSet(StringComparer.Ordinal);
        var panels = new CustomerPanelStore(database);
        foreach (var row in rows.Where(row => !strangers.Contains(row.Subject ?? "")))
        {
            var panel = await panels.FindAsync(shop.Id, row.CustomerId!.Value, new PanelQuestion { Except = row.Id }, CancellationToken.None);
            Assert.NotNull(panel!.Customer.ShopifyId);
        }

        Assert.Contains(rows, row => row.Status is ConversationStatus.Snoozed);
    }

    private static Database DatabaseOf(DemoApp app) => (Database)app.Services.GetService(typeof(Database))!;

    private static Task UntilNotedAsync(DemoApp app, long order, string note) => Patience.UntilAsync(
        async () => await DatabaseOf(app).FindAsync<string>(new SqlText("SELECT note FROM orders WHERE id = @order", "SELECT note FROM orders WHERE id = @order"), new { order }, CancellationToken.None) is { } found
            && string.Equals(found, note, StringComparison.Ordinal),
        () => $"the note: {app.Logs}");
}

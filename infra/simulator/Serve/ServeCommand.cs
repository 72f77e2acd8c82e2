using Microsoft.AspNetCore.Connections;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Serve;

/// <summary>Runs a simulated Shopify until it is stopped.</summary>
internal static class ServeCommand
{
    // Above that a shop is worked out instead of held: it has no conversations and no subscriptions to tell of.
    private const int MostHeld = 100_000;
    private const int MostHeldCustomers = 30_000;

    public static ServeLine Line(TextWriter output, TextWriter errors) => new(async (options, stop) =>
    {
        try
        {
            await RunAsync(options, output, TimeProvider.System, stop);
            return 0;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await errors.WriteLineAsync($"--port: {e.Message.TrimEnd('.')}; another program listens there.");
            return 1;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(e.Message);
            return 1;
        }
    });

    private static async Task RunAsync(ServeOptions options, TextWriter output, TimeProvider clock, CancellationToken stop)
    {
        await using var running = await StartAsync(options, clock, stop);
        var simulator = running.Simulator;
        await output.WriteLineAsync($"Simulated Shopify at {simulator.Address}");
        await output.WriteLineAsync($"  app    {simulator.App.Name} at {simulator.App.Address}, client id {options.ApiKey}, secret {options.Secret}");
        foreach (var store in simulator.Stores)
        {
            var shop = store.Shop.Profile;
            await output.WriteLineAsync($"  shop   {shop.Domain}: {store.Shop.Customers.Count} customers, {store.Shop.Orders.Count} orders");
            await output.WriteLineAsync($"         admin {simulator.Address}store/{shop.Handle}");
            await output.WriteLineAsync($"         API   {simulator.Address}{shop.Domain}/admin/api/{Schema.AdminSchema.Version}/graphql.json");
        }

        await running.UntilStoppedAsync(stop);
    }

    /// <summary>Starts one; it listens once this returns.</summary>
    public static async Task<RunningSimulator> StartAsync(ServeOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var description = options.AppFile is { } file ? await File.ReadAllTextAsync(file, cancel) : AppFile.OfThisRepository();
        var app = AppFile.Read(description, options.ApiKey, [options.Secret], options.To);
        var running = await RunningSimulator.StartAsync(app, options.Port, options.Faults, clock, cancel);
        foreach (var i in Enumerable.Range(0, options.Shops))
        {
            Add(running.Simulator, options, i, clock.GetUtcNow());
        }

        return running;
    }

    private static void Add(ShopifySimulator simulator, ServeOptions options, int index, DateTimeOffset now)
    {
        var shop = new DemoOptions
        {
            Language = index % 2 == 0 ? "ja" : "en",
            Customers = options.Customers,
            Orders = options.Orders,
            Conversations = 0,
            Copy = index < 2 ? 0 : index + 1,
        };
        shop.Seed += index;
        var journal = options.Keep is { } folder ? ShopJournal.Open(folder, shop.Country.Domain, now) : null;
        var anchor = journal?.Anchor ?? now;
        simulator.Add(
            options.Orders > MostHeld || options.Customers > MostHeldCustomers ? LargeSource.Of(shop, anchor) : DemoSource.Of(new DemoShop(shop, anchor)), journal);
    }
}

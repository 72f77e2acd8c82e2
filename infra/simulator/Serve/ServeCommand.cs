using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Shop;
using ShopSupport.Simulator.Webhooks;

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
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // What keeps it from starting is said in one sentence by the command, not with a stack trace by the host.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        var host = builder.Build();
        var app = AppFile.Read(await DescriptionAsync(options, cancel), options.ApiKey, [options.Secret], options.To);
        var folder = Directory.CreateTempSubdirectory("simulated-shopify-").FullName;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(1) };
        var sender = new WebhookSender(app, new HttpClient(handler), options.Faults, clock);
        var simulator = new ShopifySimulator(app, folder, clock) { Told = sender.Send };
        host.MapSimulator(simulator);
        host.MapDeliveries(sender);
        foreach (var i in Enumerable.Range(0, options.Shops))
        {
            simulator.Add(Source(options, i, clock.GetUtcNow()));
        }

        var running = new RunningSimulator(host, simulator, sender, folder);
        try
        {
            await host.StartAsync(cancel);
        }
        catch
        {
            await running.CloseAsync();
            throw;
        }

        // Port 0 takes any that is free.
        simulator.Address = new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return running;
    }

    private static ShopSource Source(ServeOptions options, int index, DateTimeOffset now)
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
        return options.Orders > MostHeld || options.Customers > MostHeldCustomers ? LargeSource.Of(shop, now) : DemoSource.Of(new DemoShop(shop, now));
    }

    private static async Task<string> DescriptionAsync(ServeOptions options, CancellationToken cancel)
    {
        if (options.AppFile is { } file)
        {
            return await File.ReadAllTextAsync(file, cancel);
        }

        using var reader = new StreamReader(typeof(ServeCommand).Assembly.GetManifestResourceStream("Serve/shopify.app.toml")!);
        return await reader.ReadToEndAsync(cancel);
    }
}

/// <summary>A simulator that listens.</summary>
internal sealed class RunningSimulator(WebApplication host, ShopifySimulator simulator, WebhookSender sender, string folder) : IAsyncDisposable
{
    public ShopifySimulator Simulator => simulator;

    public WebhookSender Sender => sender;

    public Task UntilStoppedAsync(CancellationToken stop) => host.WaitForShutdownAsync(stop);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await CloseAsync();
    }

    /// <summary>Lets go of everything, also where it never came to listen.</summary>
    public async Task CloseAsync()
    {
        await sender.DisposeAsync();
        simulator.Dispose();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

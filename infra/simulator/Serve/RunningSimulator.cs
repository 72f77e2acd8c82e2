using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Webhooks;

namespace ShopSupport.Simulator.Serve;

/// <summary>A simulator that listens.</summary>
internal sealed class RunningSimulator(WebApplication host, ShopifySimulator simulator, WebhookSender sender, string folder) : IAsyncDisposable
{
    public ShopifySimulator Simulator => simulator;

    public WebhookSender Sender => sender;

    /// <summary>Starts one without shops; it listens on 127.0.0.1 once this returns.</summary>
    /// <param name="app">The app.</param>
    /// <param name="port">0 takes any that is free.</param>
    /// <param name="faults">What goes wrong with deliveries.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancel">Ends the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<RunningSimulator> StartAsync(SimulatedApp app, int port, WebhookFaults faults, TimeProvider clock, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Whoever starts it says in a sentence why it could not.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var host = builder.Build();
        var folder = Directory.CreateTempSubdirectory("simulated-shopify-").FullName;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(1) };
        var sender = new WebhookSender(app, new HttpClient(handler), faults, clock);
        var simulator = new ShopifySimulator(app, folder, clock) { Told = sender.Send };
        host.MapSimulator(simulator);
        host.MapDeliveries(sender);
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

    public Task UntilStoppedAsync(CancellationToken stop) => host.WaitForShutdownAsync(stop);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await CloseAsync();
    }

    // Also where it never came to listen.
    private async Task CloseAsync()
    {
        await sender.DisposeAsync();
        simulator.Dispose();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Webhooks;

namespace ShopSupport.App.Demo;

/// <summary>
/// The demo's Shopify: runs beside the desk from before anything else begins until all else has ended, and says at start where both are.
/// </summary>
internal sealed class DemoShopify(
    DemoOptions options, ShopifyOptions shopify, DemoStores stores, IServer server, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<DemoShopify> log)
    : IHostedLifecycleService, IAsyncDisposable
{
    private readonly TaskCompletionSource<Uri> _desk = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunningSimulator? _running;

    public ShopifySimulator Simulator => _running?.Simulator ?? throw new InvalidOperationException("The simulated Shopify does not run yet.");

    /// <summary>Where this process' desk is reached, once it listens.</summary>
    public Task<Uri> Desk => _desk.Task;

    /// <exception cref="SettingException">The port is taken.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // The demo's own secret is the oldest: that one signs.
        var app = AppFile.Read(AppFile.OfThisRepository(), shopify.ApiKey, [options.Secret, .. shopify.ApiSecrets.Where(secret => secret.Length > 0 && !string.Equals(secret, options.Secret, StringComparison.Ordinal))], new("http://127.0.0.1:5080"));
        try
        {
            _running = await RunningSimulator.StartAsync(app, options.ShopifyPort, WebhookFaults.None, clock, cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new SettingException($"Demo:ShopifyPort: another program listens at 127.0.0.1:{options.ShopifyPort}, where the demo's Shopify would; 0 takes any port that is free.", e);
        }

        stores.OpenIn(_running.Simulator);
        DemoSetup.PointTo(shopify, _running.Simulator.Address);
        lifetime.ApplicationStarted.Register(Begin);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _running, null) is { } running)
        {
            await running.DisposeAsync();
        }
    }

    private void Begin()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var desk = addresses.Select(Reachable).FirstOrDefault() ?? new Uri("http://127.0.0.1:5080");
        var simulator = Simulator;
        simulator.App.Address = desk;
        _desk.TrySetResult(desk);
        log.LogInformation("The desk is at {Desk}; the webhook secret is {Secret}", string.Join(' ', addresses), options.Secret);
        log.LogInformation(
            "The demo shop's admin, with the desk in it, is at {Admins}",
            string.Join(" or ", options.Shops.Select(shop => new Uri(simulator.Address, $"/store/{shop.Country.Domain.Split('.')[0]}"))));
    }

    // Who listens everywhere is reached here.
    private static Uri Reachable(string address) =>
        new(address.Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal));
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.App.Demo;

/// <summary>Says at start where the demo shop is and what signs deliveries to it.</summary>
internal sealed class DemoGreeting(DemoOptions options, IServer server, IHostApplicationLifetime lifetime, ILogger<DemoGreeting> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Greet);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Greet()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        logger.LogInformation(
            "Demo shop {Shop} at {Address}; the webhook secret is {Secret}",
            string.Join(" or ", options.Shops.Select(shop => shop.Country.Domain)),
            string.Join(' ', addresses),
            options.Secret);
    }
}

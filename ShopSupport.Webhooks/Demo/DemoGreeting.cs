using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ShopSupport.Webhooks.Demo;

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
            "Demo shop {Shop} at {Address}; its webhook secret is {Secret}",
            DemoOptions.ShopDomain,
            string.Join(' ', addresses),
            options.Secret);
    }
}

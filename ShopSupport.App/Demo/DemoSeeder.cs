using ShopSupport.Simulator.Demo;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.App.Demo;

/// <summary>Makes each demo shop when its first visitor comes; at start where only one is to be shown.</summary>
internal sealed class DemoSeeder : Worker
{
    private readonly DemoOptions _options;
    private readonly DemoMaker _maker;
    private readonly DemoVisits _visits;
    private readonly ILogger<DemoSeeder> _logger;

    public DemoSeeder(DemoOptions options, DemoMaker maker, DemoVisits visits, WorkerHealth health, TimeProvider clock, ILogger<DemoSeeder> logger)
        : base(health, clock, logger)
    {
        (_options, _maker, _visits, _logger) = (options, maker, visits, logger);
        foreach (var shop in options.Shops)
        {
            visits.Expect(shop.Country.Domain);
        }
    }

    /// <inheritdoc />
    protected override string What => "Making the demo shop";

    /// <inheritdoc />
    protected override int Loops => _options.Shops.Count;

    /// <inheritdoc />
    protected override async Task RunAsync(int loop, Action wentWell, CancellationToken stopping)
    {
        var shop = _options.Shops[loop];
        var domain = shop.Country.Domain;
        if (_options.Language is not null)
        {
            _ = _visits.Ask(domain);
        }
        else
        {
            // The first visitor does not wait for code that was never run.
            await Task.Run(() => WarmUp(shop.Tiny()), stopping);
        }

        await _visits.UntilAskedAsync(domain, stopping);
        try
        {
            await _maker.MakeAsync(shop, () => _visits.SayReady(domain), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _logger.LogInformation("The demo shop {Shop} is not complete; the next start goes on with it", domain);
        }
    }

    private void WarmUp(DemoOptions tiny)
    {
        using var messages = new DemoMessages(new DemoShop(tiny, DemoStores.Anchor(Clock.GetUtcNow())));
        _ = messages.First().Count();
    }
}

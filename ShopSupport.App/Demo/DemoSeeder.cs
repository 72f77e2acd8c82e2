using ShopSupport.Core.Import;
using ShopSupport.Core.Shops;
using ShopSupport.Simulator.Demo;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.App.Demo;

/// <summary>Makes each demo shop when its first visitor comes; at start where only one is to be shown.</summary>
internal sealed class DemoSeeder : Worker
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly DemoOptions _options;
    private readonly DemoMaker _maker;
    private readonly DemoVisits _visits;
    private readonly ShopStore _shops;
    private readonly ImportStore _imports;
    private readonly ILogger<DemoSeeder> _logger;

    public DemoSeeder(
        DemoOptions options, DemoMaker maker, DemoVisits visits, ShopStore shops, ImportStore imports, WorkerHealth health, TimeProvider clock, ILogger<DemoSeeder> logger)
        : base(health, clock, logger)
    {
        (_options, _maker, _visits, _shops, _imports, _logger) = (options, maker, visits, shops, imports, logger);
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
            await UntilImportedAsync(domain, stopping);
            // A whole shop went through this process, and nothing so large comes again: what that took is given back.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _logger.LogInformation("The demo shop {Shop} is not complete; the next start goes on with it", domain);
        }
    }

    private async Task UntilImportedAsync(string domain, CancellationToken stopping)
    {
        while (await _shops.FindAsync(domain, stopping) is not { } shop || (await _imports.ListAsync(shop.Id, stopping)).IsRunning)
        {
            await Task.Delay(LookAgain, Clock, stopping);
        }
    }

    private void WarmUp(DemoOptions tiny)
    {
        using var messages = new DemoMessages(new DemoShop(tiny, DemoStores.Anchor(Clock.GetUtcNow())));
        _ = messages.First().Count();
    }
}

using System.Collections.Frozen;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.App.Demo;

/// <summary>A demo shop, and its store at the simulated Shopify.</summary>
internal sealed record DemoStore(DemoOptions Options, DemoShop Shop, SimulatedStore Store);

/// <summary>
/// The demo shops at the simulated Shopify, each made when it is first asked for, by whomever. What happens in one is kept in a
/// file, so that the next start serves the same shop.
/// </summary>
internal sealed class DemoStores
{
    private readonly FrozenDictionary<string, Lazy<DemoStore>> _stores;
    private readonly string _folder;
    private ShopifySimulator? _simulator;

    /// <param name="options">Which shops.</param>
    /// <param name="folder">Where what happens is kept.</param>
    /// <param name="visits">Told of whoever comes to a shop through its admin.</param>
    /// <param name="clock">The time.</param>
    public DemoStores(DemoOptions options, string folder, DemoVisits visits, TimeProvider clock)
    {
        _folder = folder;
        _stores = options.Shops.ToFrozenDictionary(
            shop => shop.Country.Domain,
            shop => new Lazy<DemoStore>(() =>
            {
                _ = visits.Ask(shop.Country.Domain);
                return Make(shop, clock.GetUtcNow());
            }),
            StringComparer.Ordinal);
    }

    /// <summary>The demo's present: the last full ten minutes, so that a first look finds fresh messages.</summary>
    public static DateTimeOffset Anchor(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % TimeSpan.FromMinutes(10).Ticks), TimeSpan.Zero);

    /// <summary>The shop, made now unless it was before; takes as long as making it takes.</summary>
    public DemoStore Open(string domain) => _stores[domain].Value;

    /// <summary>From now on the shops stand in that Shopify.</summary>
    public void OpenIn(ShopifySimulator simulator)
    {
        _simulator = simulator;
        simulator.Opening = name => (_stores.GetValueOrDefault(name) ?? _stores.GetValueOrDefault($"{name}.myshopify.com"))?.Value.Store;
    }

    /// <summary>Whether the queue was given all that was ever said in the shop.</summary>
    public bool IsTold(string domain) => File.Exists(ToldFile(domain));

    public void NoteTold(string domain) => File.WriteAllText(ToldFile(domain), "");

    private string ToldFile(string domain) => Path.Combine(_folder, $"{domain}.told");

    private DemoStore Make(DemoOptions options, DateTimeOffset now)
    {
        var simulator = _simulator ?? throw new InvalidOperationException("The simulated Shopify does not run yet.");
        var journal = ShopJournal.Open(_folder, options.Country.Domain, Anchor(now));
        var shop = new DemoShop(options, journal.Anchor);
        // A merchant who has allowed all that the app can make use of: orders from before the last sixty days, and every action.
        return new(options, shop, simulator.Add(DemoSource.Of(shop), journal, simulator.App.OptionalScopes));
    }
}

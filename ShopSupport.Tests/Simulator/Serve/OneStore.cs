using Microsoft.Extensions.Time.Testing;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Simulator.Shop;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Simulator.Serve;

/// <summary>A simulator with one small shop that has the app, without HTTP.</summary>
internal sealed class OneStore : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;

    public OneStore(Func<ShopSource, ShopSource>? change = null, SimulatedApp? app = null)
    {
        Clock = MadeShops.Clock();
        Simulator = new(app ?? App(), _folder, Clock) { Told = (delivery, _) => Told.Add(delivery) };
        var source = DemoSource.Of(new DemoShop(MadeShops.Small, MadeShops.Anchor));
        Store = Simulator.Add(change?.Invoke(source) ?? source);
        Simulator.Install(Store);
        Store.App.Scopes = Store.App.Scopes.Append("read_all_orders").ToHashSet(StringComparer.Ordinal);
    }

    public FakeTimeProvider Clock { get; }

    public ShopifySimulator Simulator { get; }

    public SimulatedStore Store { get; }

    public List<Delivery> Told { get; } = [];

    /// <summary>The app as this repository describes it.</summary>
    public static SimulatedApp App() => AppFile.Read(File.ReadAllText(Path.Combine(SourceFile.Root, "infra", "shopify.app.toml")), "key", ["secret"], new("http://app.example.com"));

    public void Dispose()
    {
        Simulator.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.App.Demo;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Serve;
using ShopSupport.Tests.Simulator.Serve;

namespace ShopSupport.Tests.App.Demo;

/// <summary>What makes demo shops, without HTTP: a merchant who opens the app has it installed, and nothing is brought in.</summary>
internal sealed class DemoMakers : IDisposable
{
    private readonly string _folder;
    private readonly ShopifySimulator _simulator;

    public DemoMakers(DemoOptions options, string? folder = null)
    {
        _folder = folder ?? Directory.CreateTempSubdirectory("demo-makers-").FullName;
        _simulator = new(OneStore.App(), _folder, TimeProvider.System);
        Stores = new(options, _folder, new DemoVisits(), TimeProvider.System);
        Stores.OpenIn(_simulator);
    }

    public DemoStores Stores { get; }

    public string Folder => _folder;

    /// <summary>How often a merchant opened the app.</summary>
    public int Opened { get; private set; }

    public static DemoSending Sending(Core.Queue.IDeliveryQueue queue) => new(queue, TimeProvider.System, NullLogger<DemoSending>.Instance);

    public static DemoSnoozes Snoozes(Database database) => new(
        new ShopStore(database, TimeProvider.System), new AgentStore(database, TimeProvider.System), new InboxStore(database), database);

    public DemoMaker Of(Database database, Core.Queue.IDeliveryQueue queue)
    {
        var shops = new ShopStore(database, TimeProvider.System);
        return new(Stores, Sending(queue), OpenAsync, shops, Snoozes(database), TimeProvider.System, NullLogger<DemoMaker>.Instance);

        Task OpenAsync(SimulatedStore store, CancellationToken cancel)
        {
            Opened++;
            return shops.InstallAsync(store.Shop.Profile.Domain, TimeProvider.System.GetUtcNow(), cancel);
        }
    }

    public void Dispose() => _simulator.Dispose();
}

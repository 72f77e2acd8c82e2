using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.App.Demo;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.App.Demo;

internal static class DemoMakers
{
    public static DemoMaker Of(Database database, DemoSending sending, DemoProgress? progress = null)
    {
        var (clock, shops) = (TimeProvider.System, new ShopStore(database, TimeProvider.System));
        var snoozes = new DemoSnoozes(shops, new AgentStore(database, clock), new InboxStore(database), database);
        return new DemoMaker(sending, shops, snoozes, progress ?? new DemoProgress(clock), clock, NullLogger<DemoMaker>.Instance);
    }
}

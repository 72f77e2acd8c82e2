using System.Globalization;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Actions;
using ShopSupport.Tests.Support;
using Xunit.Abstractions;

namespace ShopSupport.Tests.Crash;

/// <summary>
/// Kills the program with SIGKILL at random moments while it carries actions out: each that was asked for is done, once. The
/// number of kills is 10; another one as in <see cref="CrashTests"/>.
/// </summary>
public sealed class ActionCrashTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-action-crash-").FullName;
    private readonly int _kills = CrashTests.Number("SHOPSUPPORT_CRASH_KILLS") ?? 10;
    private readonly int _seed = CrashTests.Number("SHOPSUPPORT_CRASH_SEED") ?? Random.Shared.Next();

    [Fact]
    public async Task Killed_at_any_moment_no_action_is_lost_or_done_twice()
    {
        output.WriteLine($"The moments of {_kills} kills are those of SHOPSUPPORT_CRASH_SEED={_seed}.");
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);
        // The other process looks at the wall.
        desk.Desk.Pass(TimeProvider.System.GetUtcNow() - desk.Desk.Clock.GetUtcNow());
        desk.Faults.Latency = TimeSpan.FromMilliseconds(30);
        var (moments, actions) = (new Random(_seed), new List<DeskAction>());
        var orders = desk.Shop.Orders.All().Where(order => order is { CancelledAt: null, FinancialStatus: "paid", Refunds.Count: 0 } && order.CurrentTotal > 100).Take(2 * _kills).ToList();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HostProcess.FreePort()}");
        using var client = new HttpClient { BaseAddress = new Uri(url), Timeout = Patience.Limit };
        foreach (var pair in orders.Chunk(2))
        {
            actions.Add(await desk.AskAsync("refund", pair[0].Id, ("amount", "1"), ("suggested", "0")));
            actions.Add(await desk.AskAsync("order_tags", pair[1].Id, ("shown", "true"), ("tags", string.Join(", ", pair[1].Tags.Append("killed")))));
            using var killed = HostProcess.Start("ShopSupport.Webhooks", Settings(desk), "--urls", url);
            await killed.UntilReadyAsync(client);
            await Task.Delay(moments.Next(0, 400));
            await killed.KillAsync();
            await LetTimePassAsync(desk);
        }

        using var last = HostProcess.Start("ShopSupport.Webhooks", Settings(desk), "--urls", url);
        await Patience.UntilAsync(
            async () => await desk.Desk.CountAsync("actions", "ended_at IS NULL") == 0, () => $"the end of all actions; {last.Output}");

        Assert.Equal((orders.Count, 0), (await desk.Desk.CountAsync("actions", "state = 'done'"), await desk.Desk.CountAsync("actions", "state = 'failed'")));
        Assert.Equal((orders.Count / 2, orders.Count / 2), (desk.Desk.Store.App.Done.Count("refundCreate"), desk.Desk.Store.App.Done.Count("tagsAdd")));
        Assert.All(actions.Where(action => action.Kind is "refund"), action => Assert.Equal(1, desk.Shop.Orders.Find(action.SubjectId)!.Refunds.Sum(refund => refund.Amount)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // What a process had taken when it died is seen again after two minutes.
    private static Task<int> LetTimePassAsync(ActionDesk desk) =>
        desk.Desk.Db.ExecuteAsync("UPDATE work SET visible_at = due_at WHERE shop_id = @ShopId AND kind = 'action'", new { desk.Desk.Db.ShopId });

    private Dictionary<string, string> Settings(ActionDesk desk) => new(StringComparer.Ordinal)
    {
        // The simulated Shopify speaks http.
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Host__Roles"] = "consume",
        ["Data__Directory"] = _folder,
        ["Database__Provider"] = "Sqlite",
        ["Database__ConnectionString"] = desk.Desk.Db.ConnectionString,
        ["Shopify__ApiKey"] = "key",
        ["Shopify__ApiSecrets__0"] = "secret",
        ["Shopify__AdminUrl"] = $"{desk.Desk.Simulator.Address}{desk.Shop.Profile.Domain}",
        ["Logging__LogLevel__Default"] = "Warning",
    };
}

using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Queue;

/// <summary>The table as a queue, on SQLite.</summary>
public class TableQueueTests : QueueContract
{
    private readonly TestClock _clock = new();
    private readonly List<IAsyncDisposable> _open = [];

    protected override async Task<IDeliveryQueue> MakeAsync()
    {
        var database = OpenDatabase();
        var queue = new TableQueue(database, _clock);
        _open.AddRange([queue, database]);
        await queue.PrepareAsync(default);
        return queue;
    }

    protected virtual Database OpenDatabase() => new(DatabaseProvider.Sqlite, $"Data Source={TestDatabase.NewFile()}");

    protected override Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    public override async Task DisposeAsync()
    {
        foreach (var open in _open)
        {
            await open.DisposeAsync();
        }
    }

    [ContractFact]
    public async Task A_late_delete_leaves_the_message_that_got_the_same_number()
    {
        await Queue.SendAsync(Deliveries.One(), default);
        var slow = Assert.Single(await Queue.ReceiveAsync(1, TimeSpan.FromSeconds(1), default));
        await PassAsync(TimeSpan.FromSeconds(2));
        var quick = Assert.Single(await Queue.ReceiveAsync(1, TimeSpan.FromSeconds(1), default));
        await Queue.DeleteAsync([quick], default);
        await Queue.SendAsync(Deliveries.One(), default);
        var next = Assert.Single(await Queue.ReceiveAsync(1, TimeSpan.FromSeconds(1), default));

        await Queue.DeleteAsync([slow], default);

        Assert.Equal(1, (await Queue.CountAsync(default)).Waiting);
        Assert.NotEqual(slow.MessageId, next.MessageId, StringComparer.Ordinal);
    }

    [ContractFact]
    public async Task A_clock_that_jumps_back_an_hour_loses_nothing_and_doubles_nothing()
    {
        var waiting = Deliveries.One();
        await Queue.SendAsync(Deliveries.One(), default);
        await Queue.SendAsync(waiting, default);
        var taken = Assert.Single(await Queue.ReceiveAsync(1, TimeSpan.FromMinutes(2), default));

        await PassAsync(TimeSpan.FromHours(-1));
        var sent = Deliveries.One();
        await Queue.SendAsync(sent, default);
        var seen = await Queue.ReceiveAsync(9, TimeSpan.FromMinutes(2), default);
        Assert.Equal([waiting.WebhookId, sent.WebhookId], seen.Select(message => message.Delivery.WebhookId), StringComparer.Ordinal);
        await Queue.DeleteAsync([taken, .. seen], default);
        Assert.Equal(0, (await Queue.CountAsync(default)).Waiting);
    }

    [ContractFact]
    public async Task A_busy_shop_leaves_room_for_the_others_in_every_batch()
    {
        foreach (var _ in Enumerable.Range(0, 300))
        {
            await Queue.SendAsync(Deliveries.One(shop: "busy.myshopify.com"), default);
        }

        await Queue.SendAsync(Deliveries.One(shop: "quiet.myshopify.com"), default);

        var batch = await Queue.ReceiveAsync(100, TimeSpan.FromMinutes(1), default);

        Assert.Single(batch, m => m.Delivery.ShopDomain.Equals("quiet.myshopify.com", StringComparison.Ordinal));
    }
}

/// <summary>The same on SQL Server.</summary>
[NeedsSqlServer]
public sealed class TableQueueOnSqlServerTests : TableQueueTests
{
    protected override Database OpenDatabase() => new(DatabaseProvider.SqlServer, TestDatabase.SqlServer!);

    protected override async Task<IDeliveryQueue> MakeAsync()
    {
        var queue = await base.MakeAsync();
        await using var database = OpenDatabase();
        await database.ExecuteAsync(new SqlText("", "DELETE FROM queue_messages"), null, default);
        return queue;
    }
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsSqlServerAttribute : NeedsAttribute
{
    public override string? Missing => TestDatabase.SqlServer is null ? "SHOPSUPPORT_TEST_SQLSERVER holds no connection string." : null;
}

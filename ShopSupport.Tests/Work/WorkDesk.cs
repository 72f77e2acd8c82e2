using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Work;

/// <summary>A shop with an empty table of work.</summary>
internal sealed class WorkDesk : IAsyncDisposable
{
    /// <summary>All lanes, messages first.</summary>
    public static readonly Lane[] Everything = [Lane.Message, Lane.Change];

    private WorkDesk(TestDatabase db)
    {
        Db = db;
        Queue = new WorkQueue(db.Database, db.Clock);
    }

    public TestDatabase Db { get; }

    public WorkQueue Queue { get; }

    public DateTimeOffset Now => Db.Clock.GetUtcNow();

    public static async Task<WorkDesk> OpenAsync(DatabaseProvider engine)
    {
        var db = await TestDatabase.OpenAsync(engine);
        await db.ExecuteAsync("DELETE FROM work");
        return new WorkDesk(db);
    }

    /// <summary>An item of this test's shop that is due now.</summary>
    public WorkItem Item(string payload) => new() { ShopId = Db.ShopId, Kind = "test", DueAt = Now, Payload = payload };

    public Task AddAsync(params WorkItem[] items) => Db.Database.WriteAsync(
        async transaction =>
        {
            foreach (var item in items)
            {
                await WorkStore.AddAsync(transaction, item, Now, CancellationToken.None);
            }
        },
        CancellationToken.None);

    /// <summary>Takes what is due, up to <paramref name="most"/> items, each for two minutes.</summary>
    public async Task<List<WorkItem>> ClaimAsync(int most)
    {
        var items = new List<WorkItem>();
        while (items.Count < most && await Queue.ClaimAsync(Everything, TimeSpan.FromMinutes(2), CancellationToken.None) is { } item)
        {
            items.Add(item);
        }

        return items;
    }

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}

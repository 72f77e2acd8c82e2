using System.Globalization;
using System.Text;
using ShopSupport.Core;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Sync;

/// <summary>A shop whose deliveries are applied straight to a database; times are minutes after <see cref="Noon"/>.</summary>
internal sealed class SyncedShop : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 10, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly DeliveryApplier _applier;
    private int _messages;

    private SyncedShop(TestDatabase db, string domain)
    {
        Db = db;
        Domain = domain;
        _applier = new DeliveryApplier(db.Database, SyncCatalogue.Of(new ShopStore(db.Database, db.Clock).FindOrAddAsync), db.Clock);
    }

    public TestDatabase Db { get; }

    public string Domain { get; }

    public static async Task<SyncedShop> OpenAsync(DatabaseProvider engine)
    {
        var db = await TestDatabase.OpenAsync(engine);
        return new SyncedShop(db, (await db.FindAsync<string>("SELECT domain FROM shops WHERE id = @ShopId", new { db.ShopId }))!);
    }

    /// <summary>A minute as it stands in a body.</summary>
    public static string At(int minute) => Noon.AddMinutes(minute).ToString("yyyy-MM-ddTHH:mm:ss+00:00", CultureInfo.InvariantCulture);

    public Delivery Delivery(string topic, string body, int minute = 0, string? id = null) => new()
    {
        ShopDomain = Domain,
        Topic = topic,
        WebhookId = id ?? Guid.NewGuid().ToString(),
        ApiVersion = "2026-10",
        TriggeredAt = Noon.AddMinutes(minute),
        ReceivedAt = Noon.AddMinutes(minute).AddSeconds(1),
        Body = Encoding.UTF8.GetBytes(body),
    };

    /// <summary>Applies one delivery and returns what became of it.</summary>
    public Task<DeliveryOutcome> ApplyAsync(string topic, string body, int minute = 0) => ApplyAsync(Delivery(topic, body, minute));

    public async Task<DeliveryOutcome> ApplyAsync(Delivery delivery)
    {
        await ApplyAllAsync(delivery);
        return (await OutcomeAsync(delivery.WebhookId)).Outcome;
    }

    /// <summary>Applies deliveries in one batch.</summary>
    public Task ApplyAllAsync(params Delivery[] deliveries) => ApplyMessagesAsync([.. deliveries.Select(Message)]);

    public Task ApplyMessagesAsync(params QueuedDelivery[] messages) => _applier.ApplyAsync(messages, CancellationToken.None);

    public QueuedDelivery Message(Delivery delivery) => new()
    {
        MessageId = (++_messages).ToString(CultureInfo.InvariantCulture),
        Receipt = "1",
        Tries = 0,
        Delivery = delivery,
    };

    public Task ParkAsync(Delivery delivery, DeliveryProblem problem) => _applier.ParkAsync(Message(delivery), problem, CancellationToken.None);

    public async Task<HandledDelivery> OutcomeAsync(string webhookId) => Assert.Single(await Db.QueryAsync<HandledDelivery>(
        "SELECT webhook_id, topic, outcome, reason, tries FROM deliveries WHERE shop_id = @ShopId AND webhook_id = @webhookId", new { Db.ShopId, webhookId }));

    /// <summary>One column of one row of this shop; the type's default when there is no such row.</summary>
    public Task<T?> FindAsync<T>(string column, string table, string where = "1 = 1") =>
        Db.FindAsync<T>($"SELECT {column} FROM {table} WHERE shop_id = @ShopId AND {where}", new { Db.ShopId });

    public Task<int> CountAsync(string table, string where = "1 = 1") => FindAsync<int>("COUNT(*)", table, where);

    public Task<long?> TotalAsync(DeliveryOutcome outcome) => FindAsync<long?>(
        "SUM(total)", "delivery_totals", $"outcome = '{outcome.ToString().ToLowerInvariant()}'");

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}

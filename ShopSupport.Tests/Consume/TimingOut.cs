using Microsoft.Data.Sqlite;
using ShopSupport.Core;
using ShopSupport.Core.Orders;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;

namespace ShopSupport.Tests.Consume;

/// <summary>A delivery that nothing is wrong with but that the database never gets done in time.</summary>
internal sealed class TimingOut : IProjection
{
    public const string Topic = "orders/updated";

    public IReadOnlyList<GeneratedSql> Generated => [];

    public Type Takes => typeof(Slow);

    /// <summary>The catalogue with one topic that always times out.</summary>
    public static Catalogue In(Catalogue catalogue) => new(
        new Dictionary<string, Action<Payload, Changes>>(StringComparer.Ordinal)
        {
            ["orders/create"] = OrderTopics.Snapshot,
            [Topic] = (_, changes) => changes.Add(new Slow()),
        },
        new Dictionary<string, Action<Payload, Changes>>(StringComparer.Ordinal),
        [.. SyncCatalogue.Projections, new TimingOut()],
        catalogue.Owners,
        catalogue.MergedInto,
        catalogue.FindShop);

    public Task ApplyAsync(Batch batch, CancellationToken cancel) => batch.Of(Takes).Any()
        ? throw new SqliteException("SQLite error 5: database is locked", 5)
        : Task.CompletedTask;

    private sealed record Slow : Change;
}

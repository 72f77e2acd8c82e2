using ShopSupport.Core.Events;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Import;

/// <summary>How far the imports of shops are.</summary>
public sealed class ImportStore(Database database, TimeProvider clock)
{
    private const int MostError = 80;

    private static readonly SqlFile Sql = SqlFile.Load("Import.Import.sql");

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Every resource of a shop with all that is known of it, and how long the rest will take.</summary>
    public async Task<ImportProgress> ListAsync(ShopId shopId, CancellationToken cancel)
    {
        var imports = await database.QueryAsync<ResourceImport>(Sql["list"], new { ShopId = shopId }, cancel);
        return new ImportProgress([.. imports.OrderBy(import => import.Resource)], clock.GetUtcNow());
    }

    /// <summary>Asks for every resource, from its beginning, and for the item once more; nothing when the item is not ours any longer.</summary>
    internal Task BeginAsync(WorkItem item, string payload, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = clock.GetUtcNow();
            if (!await WorkStore.AgainAsync(transaction, item, now, payload, cancel))
            {
                return;
            }

            foreach (var resource in Enum.GetValues<ImportedResource>())
            {
                var args = new { item.ShopId, Resource = resource.ToKey(), Now = now };
                if (await transaction.ExecuteAsync(Sql["ask_again"], args, cancel) == 0)
                {
                    await transaction.ExecuteAsync(Sql["ask"], args, cancel);
                }
            }

            await TellAsync(transaction, item.ShopId, now, cancel);
        },
        cancel);

    /// <summary>Asks for the item once more.</summary>
    internal Task AgainAsync(WorkItem item, TimeSpan wait, string payload, CancellationToken cancel) =>
        database.WriteAsync(transaction => WorkStore.AgainAsync(transaction, item, clock.GetUtcNow() + wait, payload, cancel), cancel);

    /// <summary>Shopify has begun to write the file.</summary>
    internal Task NoteOperationAsync(ShopId shopId, ImportedResource resource, long operationId, CancellationToken cancel) =>
        database.ExecuteAsync(Sql["note_operation"], new { ShopId = shopId, Resource = resource.ToKey(), OperationId = operationId }, cancel);

    /// <summary>So many there are, as far as Shopify has counted.</summary>
    internal Task NoteTotalAsync(ShopId shopId, ImportedResource resource, long total, CancellationToken cancel) =>
        database.ExecuteAsync(Sql["note_total"], new { ShopId = shopId, Resource = resource.ToKey(), RowsTotal = total }, cancel);

    /// <summary>What Shopify read at <paramref name="readAt"/> can be brought in from now on.</summary>
    internal Task BeginReadingAsync(ShopId shopId, ImportedResource resource, DateTimeOffset readAt, long? rows, long? bytes, CancellationToken cancel) =>
        database.ExecuteAsync(Sql["begin_reading"], new { ShopId = shopId, Resource = resource.ToKey(), ReadAt = readAt, RowsTotal = rows, BytesTotal = bytes }, cancel);

    /// <summary>
    /// Notes in the transaction of its rows how far the file is in our tables, and tells the open screens where
    /// that is due. False when another one has gone on from the same place: then the rows must not stay.
    /// </summary>
    internal static async Task<bool> AdvanceAsync(
        WriteTransaction transaction, ShopId shopId, ImportedResource resource, Advance advance, DateTimeOffset now, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, Resource = resource.ToKey(), advance.Rows, advance.Refused, advance.Start, advance.End, Now = now };
        var isOurs = await transaction.ExecuteAsync(Sql["advance"], args, cancel) > 0;
        if (isOurs && advance.IsTold)
        {
            await TellAsync(transaction, shopId, now, cancel);
        }

        return isOurs;
    }

    /// <summary>Begins a resource anew: Shopify writes another file.</summary>
    internal Task TryAgainAsync(ShopId shopId, ImportedResource resource, CancellationToken cancel) =>
        database.ExecuteAsync(Sql["try_again"], new { ShopId = shopId, Resource = resource.ToKey() }, cancel);

    /// <summary>All of a resource is there, or nothing more will come, for <paramref name="error"/>; the open screens show what came.</summary>
    internal Task FinishAsync(ShopId shopId, ImportedResource resource, string? error, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = clock.GetUtcNow();
            var status = error is null ? ImportStatus.Done : ImportStatus.Failed;
            var args = new { ShopId = shopId, Resource = resource.ToKey(), Status = status.ToKey(), Error = error is { Length: > MostError } ? error[..MostError] : error, Now = now };
            if (await transaction.ExecuteAsync(Sql["finish"], args, cancel) > 0)
            {
                await TellAsync(transaction, shopId, now, cancel);
                if (resource is ImportedResource.Locations or ImportedResource.Products or ImportedResource.Stock)
                {
                    await ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Stock }], now, cancel);
                }
            }
        },
        cancel);

    /// <summary>Nothing more comes of any resource that is not over.</summary>
    internal Task StopAsync(ShopId shopId, string error, CancellationToken cancel) =>
        database.ExecuteAsync(Sql["stop"], new { ShopId = shopId, Error = error, Now = clock.GetUtcNow() }, cancel);

    /// <summary>
    /// Asks once more for what failed, for all of a shop that never had an import, and for what is under way without anybody at
    /// it. Nothing while an import goes on, or while no token is there to ask with.
    /// </summary>
    internal Task ReviveAsync(ShopId shopId, string payload, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = clock.GetUtcNow();
            var standing = await transaction.FindAsync<Standing>(Sql["find_standing"], new { ShopId = shopId, Kind = Installation.ImportKind }, cancel);
            if (standing is not { Items: 0, Tokens: > 0 })
            {
                return;
            }

            var isAsked = await transaction.ExecuteAsync(Sql["ask_failed"], new { ShopId = shopId, Now = now }, cancel) > 0;
            if (isAsked || standing.Resources == 0 || standing.OpenResources > 0)
            {
                var item = new WorkItem
                {
                    ShopId = shopId,
                    Kind = Installation.ImportKind,
                    Key = Installation.FirstKey,
                    Lane = Lane.Change,
                    DueAt = now,
                    Payload = standing.Resources == 0 ? null : payload,
                };
                await WorkStore.AddAsync(transaction, item, now, cancel);
                await TellAsync(transaction, shopId, now, cancel);
            }
        },
        cancel);

    private static Task TellAsync(WriteTransaction transaction, ShopId shopId, DateTimeOffset now, CancellationToken cancel) =>
        ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Import }], now, cancel);

    private sealed record Standing
    {
        public int Resources { get; init; }

        public int OpenResources { get; init; }

        public int Items { get; init; }

        public int Tokens { get; init; }
    }
}

/// <summary>A step through a resource's file.</summary>
/// <param name="Start">Where in the file it begins.</param>
/// <param name="End">Where the next one begins.</param>
/// <param name="Rows">Root objects that were understood.</param>
/// <param name="Refused">Objects that were not.</param>
/// <param name="IsTold">Whether open screens hear of it.</param>
internal readonly record struct Advance(long Start, long End, int Rows, int Refused, bool IsTold);

using Microsoft.Extensions.Logging;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Import;

/// <summary>Reads one resource for a while, and says what comes after that.</summary>
public sealed class ImportReading(ImportOperations operations, LocationPages locations, FileReading files, ImportStore store, ILogger<ImportReading> log)
{
    // Well below what an item of work may take.
    private static readonly TimeSpan OneRun = WorkItem.Visibility / 4;

    // A file of which nothing comes so often does not come at all.
    private const int MostBarren = 8;

    internal async Task<ImportWork.Step> ReadAsync(ShopId shopId, ResourceImport import, ImportWork.Pace pace, CancellationToken cancel)
    {
        if (import.Resource is ImportedResource.Locations)
        {
            return await ReadLocationsAsync(shopId, import, pace, cancel);
        }

        var answer = await operations.FindAsync(shopId, import, cancel);
        if (ImportOperations.PauseAfter(answer.Outcome) is { } pause)
        {
            return new(pause, pace);
        }

        if (answer.Operation is not { Status: not BulkStatus.Expired } operation)
        {
            await operations.AnewAsync(shopId, import, answer.Code ?? "EXPIRED", cancel);
            return Now();
        }

        var outcome = await files.ReadAsync(shopId, import, operation, store.Now + OneRun, cancel);
        var step = await AfterAsync(shopId, import, operation, outcome, pace, cancel);
        await LogEndAsync(shopId, import.Resource, cancel);
        return step;
    }

    private async Task<ImportWork.Step> ReadLocationsAsync(ShopId shopId, ResourceImport import, ImportWork.Pace pace, CancellationToken cancel)
    {
        try
        {
            var wait = await locations.ReadAsync(shopId, import, cancel);
            await LogEndAsync(shopId, import.Resource, cancel);
            return wait is null ? Now() : new(wait, pace);
        }
        catch (ImportTakenException)
        {
            return new(pace.Wait, pace);
        }
    }

    private static ImportWork.Step Now() => new(TimeSpan.Zero, ImportWork.Pace.First);

    private async Task<ImportWork.Step> AfterAsync(
        ShopId shopId, ResourceImport import, BulkOperation operation, FileOutcome outcome, ImportWork.Pace pace, CancellationToken cancel)
    {
        switch (outcome)
        {
            case FileOutcome.Whole:
                await operations.ReadToItsEndAsync(shopId, import, operation, cancel);
                return Now();
            case FileOutcome.TimeIsUp or FileOutcome.Cut:
                return Now();
            case FileOutcome.Nothing when pace.Barren + 1 < MostBarren:
                return new(pace.Wait, pace.Slower() with { Barren = pace.Barren + 1 });
            case FileOutcome.Nothing or FileOutcome.Gone:
                await operations.AnewAsync(shopId, import, ImportError.Cut, cancel);
                return Now();
            case FileOutcome.Ungrouped:
                await store.FinishAsync(shopId, import.Resource, ImportError.Ungrouped, cancel);
                return Now();
            // It ends with who took it; should that one die, this one goes on.
            case FileOutcome.Taken:
                return new(pace.Wait, pace);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task LogEndAsync(ShopId shopId, ImportedResource resource, CancellationToken cancel)
    {
        var progress = await store.ListAsync(shopId, cancel);
        if (progress.Resources.FirstOrDefault(import => import.Resource == resource) is { IsOver: true } ended)
        {
            log.LogInformation(
                "Import of {Resource}, shop {ShopId}: {Status} {Error}, {Rows} rows, {Refused} left out, {Seconds:0.0} s",
                resource, shopId, ended.Status, ended.Error ?? "", ended.RowsDone, ended.Refused, (ended.EndedAt - (ended.StartedAt ?? ended.AskedAt))?.TotalSeconds);
        }
    }
}

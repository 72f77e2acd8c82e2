using System.Text.Json;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Import;

/// <summary>
/// Brings in what a shop has been before the app came: Shopify writes a file for each resource, and these are read one after
/// the other. It goes on in short runs, so that it may end at any point.
/// </summary>
public sealed class ImportWork(ShopStore shops, ImportStore store, ImportOperations operations, ImportReading reading, ILogger<ImportWork> log) : IWorkHandler
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public string Kind => Installation.ImportKind;

    /// <inheritdoc />
    public TimeSpan? FirstWait => null;

    /// <inheritdoc />
    public async Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        if (await shops.FindAsync(item.ShopId, cancel) is not { IsInstalled: true })
        {
            await store.StopAsync(item.ShopId, ImportError.Uninstalled, cancel);
            return;
        }

        if (item.Payload is null)
        {
            await store.BeginAsync(item, JsonSerializer.Serialize(Pace.First), cancel);
            return;
        }

        var pace = JsonSerializer.Deserialize<Pace>(item.Payload) ?? Pace.First;
        switch (await StepAsync(item.ShopId, pace, cancel))
        {
            case { IsOver: true }:
                break;
            case { Wait: { } wait } when wait == Timeout.InfiniteTimeSpan:
                await store.StopAsync(item.ShopId, ImportError.Uninstalled, cancel);
                break;
            case var step:
                await store.AgainAsync(item, step.Wait ?? pace.Wait, JsonSerializer.Serialize(step.Pace), cancel);
                break;
        }
    }

    private async Task<Step> StepAsync(ShopId shopId, Pace pace, CancellationToken cancel)
    {
        if (await operations.StartAsync(shopId, await store.ListAsync(shopId, cancel), cancel) is { } notStarted)
        {
            return new(notStarted, pace);
        }

        foreach (var running in (await store.ListAsync(shopId, cancel)).Resources.Where(import => import.Status is ImportStatus.Running))
        {
            if (await operations.LookAsync(shopId, running, cancel) is { } unknown)
            {
                return new(unknown, pace);
            }
        }

        var progress = await store.ListAsync(shopId, cancel);
        if (progress.Resources.FirstOrDefault(import => !import.IsOver) is not { } next)
        {
            LogEnd(shopId, progress);
            return Step.Over;
        }

        // What is not written yet is looked at in growing steps, and at once when Shopify says that it is.
        return next.Status is ImportStatus.Running || (next.Status is ImportStatus.Waiting && BulkShape.Find(next.Resource) is not null)
            ? new(pace.Wait, pace.Slower())
            : await reading.ReadAsync(shopId, next, pace, cancel);
    }

    private void LogEnd(ShopId shopId, ImportProgress progress) => log.LogInformation(
        "Import of shop {ShopId} is over: {Rows} rows, {Refused} left out, {Failed} resources failed, {Seconds:0} s since it was asked for",
        shopId, progress.Resources.Sum(import => import.RowsDone), progress.Resources.Sum(import => import.Refused),
        progress.Resources.Count(import => import.Status is ImportStatus.Failed),
        progress.Resources.Count == 0 ? 0 : (progress.Now - progress.Resources.Min(import => import.AskedAt)).TotalSeconds);

    /// <summary>How long to wait before the next look, and how often a file gave nothing, one time after the other.</summary>
    internal sealed record Pace(double Seconds, int Barren)
    {
        public static Pace First { get; } = new(ShortestWait.TotalSeconds, 0);

        public TimeSpan Wait => TimeSpan.FromSeconds(Seconds);

        public Pace Slower() => this with { Seconds = Math.Min(Seconds * 2, LongestWait.TotalSeconds) };
    }

    /// <summary>What comes after a run: the next one after a wait, or nothing more.</summary>
    internal sealed record Step(TimeSpan? Wait, Pace Pace, bool IsOver = false)
    {
        public static Step Over { get; } = new(null, Pace.First, IsOver: true);
    }
}

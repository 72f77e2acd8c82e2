using ShopSupport.Core.Shopify;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Reconcile;

/// <summary>How a look at one resource ended.</summary>
/// <param name="Outcome">What Shopify said last.</param>
/// <param name="IsOver">False where the time was up: it goes on where it stands.</param>
internal readonly record struct Look(ShopifyOutcome Outcome, bool IsOver = true);

/// <summary>Takes the resources of a shop in turn, as far as the time of one item of work reaches; the next item goes on from there.</summary>
public sealed class Round(WorkQueue work, TimeProvider clock)
{
    // What was begun by then has as long again to end.
    private static readonly TimeSpan Longest = WorkItem.Visibility * 3 / 8;

    /// <summary>Looks at each resource, and asks for the item once more: at once, after a pause that Shopify asks for, or at <paramref name="next"/>.</summary>
    internal async Task RunAsync(WorkItem item, Func<Resource, DateTimeOffset, Task<Look>> look, Func<DateTimeOffset> next, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + Longest;
        foreach (var resource in Resource.All.SkipWhile(one => item.Payload is { } from && !string.Equals(one.Key, from, StringComparison.Ordinal)))
        {
            var (outcome, isOver) = await look(resource, until);
            var pause = FetchWork.Pause(outcome);
            if (pause > TimeSpan.Zero || !isOver || clock.GetUtcNow() >= until)
            {
                // What holds for one resource holds for the next: Shopify wants a pause.
                var wait = pause > TimeSpan.Zero ? pause : TimeSpan.FromSeconds(1);
                var goesOnWith = isOver && pause == TimeSpan.Zero ? Resource.All.SkipWhile(one => one != resource).Skip(1).FirstOrDefault()?.Key : resource.Key;
                await work.AgainAsync(item, goesOnWith is null ? next() : clock.GetUtcNow() + wait, goesOnWith, cancel);
                return;
            }
        }

        await work.AgainAsync(item, next(), payload: null, cancel);
    }
}

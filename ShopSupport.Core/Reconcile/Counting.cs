using System.Text.Json;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Reconcile;

/// <summary>Finds what one side holds and the other does not, and has it fetched: what is here no more at Shopify turns out to be gone.</summary>
internal sealed class Counting(ReconcileStore reconciles, FetchStore requests, ShopifyClient client, TimeProvider clock)
{
    private const string Reason = "It was not the same here and at Shopify.";

    // Few enough to be listed; and a span so short that splitting it would not help.
    private const int Few = 250;

    // Where so many questions do not find it, what is counted is not what we think.
    private const int MostQuestions = 200;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    // What was made so lately may have a delivery on its way.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(10);

    private static readonly ShopifyDocument CountOrders = ShopifyDocument.Load("CountOrders");
    private static readonly ShopifyDocument CountCustomers = ShopifyDocument.Load("CountCustomers");

    private readonly ChangedList _list = new(client);

    /// <summary>Counts both sides over all time, and halves every span in which they differ until its things are few.</summary>
    public async Task<(ShopifyOutcome Outcome, int Different)> BySpansAsync(ShopId shopId, Resource resource, string counted, string listed, DateTimeOffset from, CancellationToken cancel)
    {
        var to = Whole(clock.GetUtcNow() - UnderWay);
        var spans = new Stack<(DateTimeOffset From, DateTimeOffset To)>([(Whole(from), to)]);
        var (different, questions) = (0, 0);
        while (spans.TryPop(out var span) && questions < MostQuestions)
        {
            var (outcome, shopify) = await CountAsync(shopId, resource, Between(counted, span.From, span.To), cancel);
            if (outcome is not ShopifyOutcome.Done)
            {
                return (outcome, different);
            }

            var ours = await reconciles.CountAsync(shopId, resource.Key, span.From, span.To, cancel);
            if (questions++ == 0)
            {
                await reconciles.CountedAsync(shopId, resource.Key, ours, shopify, cancel);
            }

            if (ours == shopify)
            {
                continue;
            }

            if (Math.Max(ours, shopify) > Few && span.To - span.From > Shortest)
            {
                var middle = Whole(span.From + ((span.To - span.From) / 2));
                spans.Push((span.From, middle));
                spans.Push((middle, span.To));
                continue;
            }

            (outcome, var found) = await CompareAsync(shopId, resource, Between(listed, span.From, span.To), span.From, span.To, cancel);
            different += found;
            if (outcome is not ShopifyOutcome.Done)
            {
                return (outcome, different);
            }
        }

        return (ShopifyOutcome.Done, different);
    }

    /// <summary>Lists both sides whole; while there are not more than <paramref name="fetchAll"/>, all of it is fetched.</summary>
    public async Task<(ShopifyOutcome Outcome, int Different)> WholeAsync(ShopId shopId, Resource resource, int fetchAll, CancellationToken cancel)
    {
        var (outcome, theirs) = await _list.IdsAsync(shopId, resource, query: "", cancel);
        if (outcome is not ShopifyOutcome.Done)
        {
            return (outcome, 0);
        }

        var ours = (await reconciles.ListIdsAsync(shopId, resource.Key, DateTimeOffset.UnixEpoch, clock.GetUtcNow(), cancel)).ToHashSet();
        await reconciles.CountedAsync(shopId, resource.Key, ours.Count, theirs.Count, cancel);
        var different = await AskAsync(shopId, resource, ours, theirs, cancel);
        if (theirs.Count <= fetchAll)
        {
            await requests.AskAsync(shopId, resource.Request, theirs, "It is read anew each night.", cancel);
        }

        return (ShopifyOutcome.Done, different);
    }

    private async Task<(ShopifyOutcome Outcome, int Different)> CompareAsync(
        ShopId shopId, Resource resource, string query, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var (outcome, theirs) = await _list.IdsAsync(shopId, resource, query, cancel);
        return outcome is ShopifyOutcome.Done
            ? (outcome, await AskAsync(shopId, resource, [.. await reconciles.ListIdsAsync(shopId, resource.Key, from, to, cancel)], theirs, cancel))
            : (outcome, 0);
    }

    private async Task<int> AskAsync(ShopId shopId, Resource resource, HashSet<long> ours, HashSet<long> theirs, CancellationToken cancel)
    {
        var different = ours.ToHashSet();
        different.SymmetricExceptWith(theirs);
        await requests.AskAsync(shopId, resource.Request, different, Reason, cancel);
        return different.Count;
    }

    private async Task<(ShopifyOutcome Outcome, long Count)> CountAsync(ShopId shopId, Resource resource, string query, CancellationToken cancel)
    {
        var document = resource.Key is "orders" ? CountOrders : CountCustomers;
        var answer = await client.AskAsync<Dictionary<string, JsonElement>>(shopId, document, new { query }, Lane.Change, cancel);
        return answer is { Outcome: ShopifyOutcome.Done, Value: { } data }
            ? (ShopifyOutcome.Done, data.Values.Single().GetProperty("count").GetInt64())
            : (answer.Outcome, 0);
    }

    private static string Between(string field, DateTimeOffset from, DateTimeOffset to) => $"{field}:>='{ChangedList.At(from)}' {field}:<'{ChangedList.At(to)}'";

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

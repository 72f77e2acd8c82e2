using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Simulator.Replay;

/// <summary>The totals of <c>/health/sync</c>.</summary>
internal sealed record SyncTotals
{
    public long Received { get; init; }

    public long Queued { get; init; }

    public long Applied { get; init; }

    public long Duplicate { get; init; }

    public long Stale { get; init; }

    public long Ignored { get; init; }

    public long Dead { get; init; }

    /// <summary>Deliveries that are done with, one way or another.</summary>
    public long Worked => Applied + Duplicate + Stale + Ignored + Dead;

    /// <summary>How much each total grew since <paramref name="before"/>; what is queued is counted as it is.</summary>
    public SyncTotals Since(SyncTotals before) => new()
    {
        Received = Received - before.Received,
        Queued = Queued,
        Applied = Applied - before.Applied,
        Duplicate = Duplicate - before.Duplicate,
        Stale = Stale - before.Stale,
        Ignored = Ignored - before.Ignored,
        Dead = Dead - before.Dead,
    };
}

/// <summary>What became of one delivery: applied, stale, ignored, dead, or still waiting.</summary>
internal sealed record DeliveryOutcome
{
    public const string Waiting = "waiting";

    public string WebhookId { get; init; } = "";

    public string Outcome { get; init; } = "";

    public string? Reason { get; init; }

    public bool IsSettled => !string.Equals(Outcome, Waiting, StringComparison.Ordinal);
}

/// <summary>Asks the app what it did with deliveries.</summary>
internal sealed class OutcomeClient(HttpClient client, ReplayOptions options, TimeProvider time)
{
    // A question without a body is signed by its path.
    private const string TotalsPath = "/health/sync";
    private const int IdsPerQuestion = 500;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The totals now; null when the app has none to show.</summary>
    /// <exception cref="HttpRequestException">The address cannot be reached.</exception>
    public async Task<SyncTotals?> TotalsAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Base, TotalsPath.TrimStart('/')));
        request.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(Encoding.UTF8.GetBytes(TotalsPath), options.Secret));
        using var response = await client.SendAsync(request, cancel);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        try
        {
            return await response.Content.ReadFromJsonAsync<SyncTotals>(Camel, cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Waits until nothing is queued, or patience since <paramref name="start"/> ends, and returns the totals of then.</summary>
    public async Task<SyncTotals?> SettleAsync(long start, CancellationToken cancel)
    {
        var totals = await TotalsAsync(cancel);
        while (totals is { Queued: > 0 } && time.GetElapsedTime(start) < options.Patience)
        {
            await Task.Delay(LookEvery, time, cancel);
            totals = await TotalsAsync(cancel);
        }

        return totals;
    }

    /// <summary>
    /// The outcomes of deliveries by their ids; asks again for those that wait, until patience since <paramref name="start"/>
    /// ends. Null when the address does not answer that question.
    /// </summary>
    /// <exception cref="InvalidDataException">The answer is not one.</exception>
    public async Task<IReadOnlyDictionary<string, DeliveryOutcome>?> OutcomesAsync(
        IEnumerable<string> ids, long start, CancellationToken cancel)
    {
        var found = new Dictionary<string, DeliveryOutcome>(StringComparer.OrdinalIgnoreCase);
        List<string> open = [.. ids.Distinct(StringComparer.OrdinalIgnoreCase)];
        while (true)
        {
            foreach (var part in open.Chunk(IdsPerQuestion))
            {
                if (await AskAsync(part, cancel) is not { } outcomes)
                {
                    return null;
                }

                outcomes.ForEach(o => found[o.WebhookId] = o);
            }

            // An id the app does not know yet may be on its way from a queue that cannot be looked into.
            open.RemoveAll(id => found.TryGetValue(id, out var o) && o.IsSettled);
            if (open.Count == 0 || time.GetElapsedTime(start) > options.Patience)
            {
                return found;
            }

            await Task.Delay(LookEvery, time, cancel);
        }
    }

    private async Task<List<DeliveryOutcome>?> AskAsync(string[] ids, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { webhook_ids = ids });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Base, "webhooks/outcomes"));
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        request.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(body, options.Secret));
        request.Headers.Add("X-Shopify-Shop-Domain", options.Shop);
        using var response = await client.SendAsync(request, cancel);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            return null;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidDataException($"The question for outcomes was answered with {(int)response.StatusCode}.");
        }

        try
        {
            return await response.Content.ReadFromJsonAsync<List<DeliveryOutcome>>(Snake, cancel) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The answer about outcomes is not the JSON it should be.", e);
        }
    }
}

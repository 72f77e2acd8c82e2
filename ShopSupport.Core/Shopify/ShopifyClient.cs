using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shopify;

/// <summary>
/// Asks and changes a shop by its Admin API. Waits for the shop's limit, behind those who click; sends once more what may be
/// sent twice, and never anything else; renews a token that is refused, once. The rest is for the caller to tell by
/// <see cref="ShopifyAnswer{T}.Outcome"/>.
/// </summary>
public sealed class ShopifyClient(ShopifyWire wire, AccessTokens tokens, TimeProvider clock, ILogger<ShopifyClient> log)
{
    private const double FirstGuess = 50;
    private const string Span = "ask Shopify";

    private readonly ConcurrentDictionary<ShopId, CostGate> _gates = new();
    private readonly ConcurrentDictionary<ShopId, bool> _troubled = new();
    private readonly ConcurrentDictionary<string, double> _costs = new(StringComparer.Ordinal);

    /// <summary>How long a click waits for the limit: then the screen says that Shopify is busy.</summary>
    public TimeSpan PatienceOfClicks { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the background waits: less than an item of work may take.</summary>
    public TimeSpan PatienceOfBackground { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Sends a document.</summary>
    /// <param name="shopId">The shop it is sent to, and whose limit it counts against.</param>
    /// <param name="document">What is asked.</param>
    /// <param name="variables">Its variables; properties are written in camelCase.</param>
    /// <param name="lane"><see cref="Lane.Message"/> when a person waits for it.</param>
    /// <param name="cancel">Ends the waiting; a change that is on its way may still happen.</param>
    /// <typeparam name="T">The shape of <c>data</c>.</typeparam>
    public async Task<ShopifyAnswer<T>> AskAsync<T>(ShopId shopId, ShopifyDocument document, object? variables, Lane lane, CancellationToken cancel)
        where T : class
    {
        using var span = Measures.Activities.StartActivity(Span);
        span?.SetTag("shopsupport.document", document.Name).SetTag("shopsupport.shop", shopId.Value);
        var until = clock.GetUtcNow() + (lane == Lane.Message ? PatienceOfClicks : PatienceOfBackground);
        string? refused = null;
        while (true)
        {
            var access = refused is null ? await tokens.FindAsync(shopId, cancel) : await tokens.RenewAsync(shopId, refused, cancel);
            if (access.Problem is { } problem)
            {
                return Measured(document, new ShopifyAnswer<T> { Outcome = Outcome(problem) });
            }

            var reply = await SendAsync(shopId, access, document, variables, lane, until, cancel);
            if (reply?.Status == HttpStatusCode.Unauthorized && refused is null)
            {
                refused = access.Token;
                continue;
            }

            if (reply is null || (reply.IsThrottled && !await PauseAsync(reply, until, cancel)))
            {
                return Said(shopId, document, new ShopifyAnswer<T> { Outcome = ShopifyOutcome.Throttled, RequestId = reply?.RequestId, Cost = reply?.Cost });
            }

            if (!reply.IsThrottled)
            {
                return Said(shopId, document, await ReadAsync<T>(shopId, document, reply, cancel));
            }
        }
    }

    // Null when the limit left no room in time.
    private async Task<ShopifyReply?> SendAsync(
        ShopId shopId, AccessAnswer access, ShopifyDocument document, object? variables, Lane lane, DateTimeOffset until, CancellationToken cancel)
    {
        var gate = _gates.GetOrAdd(shopId, _ => new CostGate(clock));
        var cost = _costs.GetValueOrDefault(document.Name, FirstGuess);
        if (!await gate.EnterAsync(cost, lane, until, cancel))
        {
            return null;
        }

        ShopifyReply? reply = null;
        try
        {
            return reply = await wire.SendAsync(access, document, variables, cancel);
        }
        finally
        {
            gate.Answered(cost, reply?.Cost);
            if (reply?.Cost is { Requested: > 0 } told)
            {
                _costs[document.Name] = told.Requested;
            }
        }
    }

    // False when it would be too late. Where Shopify names no time, the gate knows when there is room; the rest is chance,
    // so that those who were turned away do not come back together.
    private async Task<bool> PauseAsync(ShopifyReply reply, DateTimeOffset until, CancellationToken cancel)
    {
        var missing = reply.Cost is { } cost ? (cost.Requested - cost.Available) / Math.Max(cost.RestoreRate, 1) : 1;
        var wait = (reply.RetryAfter ?? TimeSpan.FromSeconds(Math.Max(missing, 0.1))) + TimeSpan.FromSeconds(Random.Shared.NextDouble() / 2);
        if (clock.GetUtcNow() + wait > until)
        {
            return false;
        }

        await Task.Delay(wait, clock, cancel);
        return true;
    }

    private async Task<ShopifyAnswer<T>> ReadAsync<T>(ShopId shopId, ShopifyDocument document, ShopifyReply reply, CancellationToken cancel)
        where T : class
    {
        var outcome = ShopifyVerdict.Of(document, reply);
        var answer = new ShopifyAnswer<T> { Outcome = outcome, Errors = [.. reply.Errors, .. reply.UserErrors], RequestId = reply.RequestId, Cost = reply.Cost };
        if (outcome is ShopifyOutcome.Frozen or ShopifyOutcome.Locked or ShopifyOutcome.Gone or ShopifyOutcome.NeedsReauth)
        {
            _troubled[shopId] = true;
            await tokens.NoteAsync(shopId, Problem(outcome), cancel);
        }
        else if (outcome is ShopifyOutcome.Done && (!_troubled.TryGetValue(shopId, out var isTroubled) || isTroubled))
        {
            // Also at the first answer: an earlier process may have met with something.
            await tokens.NoteAsync(shopId, null, cancel);
            _troubled[shopId] = false;
        }

        try
        {
            return answer with { Value = reply.Data?.Deserialize<T>(ShopifyJson.Options) };
        }
        catch (JsonException)
        {
            return answer with { Outcome = document.IsChange && !document.MayRepeat ? ShopifyOutcome.Unknown : ShopifyOutcome.Failed };
        }
    }

    // Codes only: Shopify's sentences may quote what a customer wrote.
    private ShopifyAnswer<T> Said<T>(ShopId shopId, ShopifyDocument document, ShopifyAnswer<T> answer)
        where T : class
    {
        var level = answer.Outcome is ShopifyOutcome.Done ? LogLevel.Information : LogLevel.Warning;
        log.Log(
            level, "{Document} of shop {ShopId}: {Outcome} {Codes}; request {RequestId}, cost {Actual} of {Requested}, {Available} left",
            document.Name, shopId, answer.Outcome, string.Join(',', answer.Errors.Select(error => error.Code).Distinct(StringComparer.Ordinal)),
            answer.RequestId, answer.Cost?.Actual, answer.Cost?.Requested, answer.Cost?.Available);
        return Measured(document, answer);
    }

    private static ShopifyAnswer<T> Measured<T>(ShopifyDocument document, ShopifyAnswer<T> answer)
        where T : class
    {
        Measures.ShopifyCalls.Add(1, new("document", document.Name), new("outcome", answer.Outcome.ToKey()));
        if (Activity.Current is { OperationName: Span } span)
        {
            span.SetTag("shopsupport.outcome", answer.Outcome.ToKey()).SetTag("shopsupport.cost.requested", answer.Cost?.Requested);
            span.SetTag("shopsupport.cost.actual", answer.Cost?.Actual).SetTag("shopsupport.cost.available", answer.Cost?.Available);
        }

        return answer;
    }

    private static ShopifyOutcome Outcome(AccessProblem problem) => problem switch
    {
        AccessProblem.NeedsReauth or AccessProblem.StaleSubject => ShopifyOutcome.NeedsReauth,
        AccessProblem.Frozen => ShopifyOutcome.Frozen,
        AccessProblem.Locked => ShopifyOutcome.Locked,
        AccessProblem.Forbidden => ShopifyOutcome.Denied,
        AccessProblem.Gone => ShopifyOutcome.Gone,
        AccessProblem.WrongApp or AccessProblem.Unavailable => ShopifyOutcome.Unavailable,
    };

    private static AccessProblem Problem(ShopifyOutcome outcome) => outcome switch
    {
        ShopifyOutcome.Frozen => AccessProblem.Frozen,
        ShopifyOutcome.Locked => AccessProblem.Locked,
        ShopifyOutcome.Gone => AccessProblem.Gone,
        _ => AccessProblem.NeedsReauth,
    };
}

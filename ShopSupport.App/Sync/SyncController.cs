using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Htmx;
using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;

namespace ShopSupport.App.Sync;

/// <summary>What came in from Shopify and the channels, what waits, and what could not be applied.</summary>
public sealed class SyncController(CurrentAgent agent, SyncStore sync, ShopEventStore events) : Controller
{
    private const int Recent = 50;
    private const int Dead = 100;
    private const int MostRetries = 1000;

    /// <summary>The state of the synchronisation.</summary>
    [HttpGet("/sync")]
    public async Task<IActionResult> Index(CancellationToken cancel)
    {
        var page = new SyncPage
        {
            EventNumber = await events.LastNumberAsync(agent.ShopId, cancel),
            Totals = await sync.TotalsAsync(agent.ShopId, agent.ShopDomain, cancel),
            Topics = await sync.ListTopicsAsync(agent.ShopId, cancel),
            Dead = [.. await sync.ListRetriedAsync(agent.ShopId, Dead, cancel), .. await sync.ListDeadAsync(agent.ShopId, Dead, cancel)],
            Recent = await sync.ListRecentAsync(agent.ShopId, Recent, cancel),
        };
        return Request.IsPartial() ? PartialView("_State", page) : View(page);
    }

    /// <summary>Puts a dead delivery back into the queue. What becomes of it is told by the page as it happens.</summary>
    [HttpPost("/sync/{webhookId}/retry")]
    public async Task<IActionResult> Retry(string webhookId, CancellationToken cancel) =>
        !await sync.RetryAsync(agent.ShopId, webhookId, cancel) ? NotFound() : Request.IsPartial() ? await Index(cancel) : Redirect("/sync");

    /// <summary>Puts all dead deliveries back into the queue, the latest first. A browser that leaves meanwhile stops none of them.</summary>
    [HttpPost("/sync/retry")]
    public async Task<IActionResult> RetryAll(CancellationToken cancel)
    {
        await sync.RetryAllAsync(agent.ShopId, MostRetries, CancellationToken.None);
        return Request.IsPartial() ? await Index(cancel) : Redirect("/sync");
    }
}

/// <summary>The synchronisation as the page shows it.</summary>
internal sealed record SyncPage
{
    /// <summary>The shop's newest event when the page was read: the live stream goes on from here.</summary>
    public required long EventNumber { get; init; }

    public required SyncTotals Totals { get; init; }

    public required IReadOnlyList<TopicTotals> Topics { get; init; }

    public required IReadOnlyList<HandledDelivery> Dead { get; init; }

    public required IReadOnlyList<HandledDelivery> Recent { get; init; }

    /// <summary>What a delivery is about, in the reader's words as far as there are any.</summary>
    public static string Subject(Texts texts, HandledDelivery delivery)
    {
        var about = texts.Find($"topic_of.{Remedies.About(delivery.Topic)}") ?? delivery.Topic;
        var isMessage = string.Equals(delivery.Topic, ChannelMessage.Topic, StringComparison.Ordinal);
        return delivery.Subject is not { } subject ? about : $"{about} {(isMessage ? texts.Word("channel", subject) : subject)}";
    }

    public static Badge Outcome(Texts texts, DeliveryOutcome outcome) => new(
        outcome switch
        {
            DeliveryOutcome.Applied => Tone.Good,
            DeliveryOutcome.Dead => Tone.Bad,
            DeliveryOutcome.Waiting => Tone.Info,
            DeliveryOutcome.Stale or DeliveryOutcome.Ignored or DeliveryOutcome.Duplicate => Tone.Plain,
        },
        texts.Word("outcome", outcome.ToKey()));
}

using System.Globalization;
using ShopSupport.App.Words;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.App.Sync;

/// <summary>The synchronisation as the page shows it.</summary>
internal sealed record SyncPage
{
    /// <summary>How many failed deliveries are shown at first.</summary>
    public const int Shown = 100;

    /// <summary>The shop's newest event when the page was read: the live stream goes on from here.</summary>
    public required long EventNumber { get; init; }

    public required SyncTotals Totals { get; init; }

    public required IReadOnlyList<TopicTotals> Topics { get; init; }

    public required IReadOnlyList<FailedDelivery> Dead { get; init; }

    public required IReadOnlyList<DeadWork> GivenUp { get; init; }

    /// <summary>The conversations that should have woken, by their work's key.</summary>
    public required IReadOnlyDictionary<string, ConversationTitle> Asleep { get; init; }

    public required IReadOnlyList<HandledDelivery> Recent { get; init; }

    /// <summary>Who can have dismissed something.</summary>
    public required IReadOnlyDictionary<AgentId, string> Agents { get; init; }

    /// <summary>How many failed deliveries were asked for; null for the first page.</summary>
    public required int? Take { get; init; }

    /// <summary>What became of trying all again; null when that was not just done.</summary>
    public RetriedAll? Retried { get; init; }

    /// <summary>Failed deliveries that this page does not show.</summary>
    public long Hidden => Math.Max(0, Totals.Dead - Dead.Count);

    /// <summary>The page with at least that many failed deliveries.</summary>
    public static string Address(int? take) => $"/sync{Query(take)}";

    /// <summary>The part of an address that keeps how much is shown.</summary>
    public static string Query(int? take) => take is null ? "" : string.Create(CultureInfo.InvariantCulture, $"?take={take}");

    public static bool IsWake(DeadWork item) => string.Equals(item.Kind, WakeWork.WakeKind, StringComparison.Ordinal);

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
            DeliveryOutcome.Stale or DeliveryOutcome.Ignored or DeliveryOutcome.Duplicate or DeliveryOutcome.Dismissed => Tone.Plain,
        },
        texts.Word("outcome", outcome.ToKey()));
}

/// <summary>What failed, in short.</summary>
internal sealed record SyncFailures
{
    /// <summary>Deliveries that are parked, those that are tried again among them, and work that was given up.</summary>
    public required long Count { get; init; }

    /// <summary>The newest parked deliveries.</summary>
    public required IReadOnlyList<FailedDelivery> Dead { get; init; }

    /// <summary>The newest work that was given up.</summary>
    public required IReadOnlyList<DeadWork> GivenUp { get; init; }

    /// <inheritdoc cref="SyncPage.Asleep"/>
    public required IReadOnlyDictionary<string, ConversationTitle> Asleep { get; init; }
}

/// <summary>A delivery that could not be applied, with what a person needs to know of it.</summary>
/// <param name="Message">What a channel's message says of itself; null for other deliveries.</param>
/// <param name="MayBeLost">It was tried again so long ago that it may be tried once more.</param>
internal sealed record FailedDelivery(HandledDelivery Delivery, ParkedMessage? Message, bool MayBeLost)
{
    /// <summary>The last part of a text key; null where there is no advice.</summary>
    public string? Remedy { get; } = Remedies.Find(Delivery.Topic, Delivery.Reason);

    public bool IsTriedAgain => Delivery.Outcome == DeliveryOutcome.Waiting && !MayBeLost;

    /// <summary>False where the same would come of it.</summary>
    public bool CanRetry => MayBeLost || (Delivery.Outcome == DeliveryOutcome.Dead && Remedies.RetryMayHelp(Remedy));
}

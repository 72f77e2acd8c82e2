using System.Globalization;
using ShopSupport.App.Words;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;

namespace ShopSupport.App.Inbox;

/// <summary>One thing in a thread: a message, or something that happened to an order or a subscription meanwhile.</summary>
/// <param name="Key">Stays the same when the thread is made again.</param>
/// <param name="At">When.</param>
internal abstract record ThreadEntry(string Key, DateTimeOffset At)
{
    /// <summary>Messages and events by time; of the same moment, the message first. Events from before the conversation, or after its end, stay out.</summary>
    public static IReadOnlyList<ThreadEntry> Merge(Conversation conversation, CustomerPanel? customer, IEnumerable<DeskAction> actions)
    {
        var messages = conversation.Messages.Select(ThreadEntry (message) => new MessageEntry(message));
        // A thread that is shown only in part shows the events of that part.
        var from = conversation.Messages.Count > 0 && conversation.Messages[0].SentAt > conversation.CreatedAt
            ? conversation.Messages[0].SentAt
            : conversation.CreatedAt;
        var to = conversation.Row.Status == ConversationStatus.Closed ? conversation.Row.LastMessageAt : DateTimeOffset.MaxValue;
        var happened = (customer?.Orders ?? []).SelectMany(OrderEntry.Of)
            .Concat<ThreadEntry>(customer is null ? [] : HappeningEntry.Of(customer))
            .Where(entry => entry.At >= from && entry.At <= to);
        var done = conversation.Acts.Where(act => act.At >= from).Select(ThreadEntry (act) => new ActEntry(act));
        var asked = actions.Where(action => action.AskedAt >= from).OrderBy(action => action.Id.Value).Select(ThreadEntry (action) => new ActionEntry(action));
        return [.. messages.Concat(happened).Concat(done).Concat(asked).OrderBy(entry => entry.At)];
    }
}

/// <summary>A message, a note, or the end.</summary>
internal sealed record MessageEntry(Message Message)
    : ThreadEntry("m" + Message.Id, Message.SentAt);

/// <summary>What an agent did without words, or time.</summary>
internal sealed record ActEntry(Act Act) : ThreadEntry("a" + Act.Key.Replace('/', '-'), Act.At)
{
    /// <summary>The last part of the text key.</summary>
    public string What => Act.Kind switch
    {
        JournalKind.Assigned when Act.AssigneeId is null => "unassigned",
        JournalKind.Assigned when string.Equals(Act.AgentName, Act.AssigneeName, StringComparison.Ordinal) => "taken",
        _ => Act.Kind.ToKey(),
    };
}

/// <summary>What an agent did to an order or a subscription, and how far it came.</summary>
internal sealed record ActionEntry(DeskAction Action) : ThreadEntry("x" + Action.Id, Action.AskedAt);

/// <summary>Something that happened to an order.</summary>
/// <param name="What">The last part of the text key: placed, shipped, delivered, failed (of one parcel of several: parcel_shipped …), refunded, cancelled.</param>
/// <param name="OrderName">The order's number.</param>
internal sealed record OrderEntry(string Key, DateTimeOffset At, string What, string OrderName) : ThreadEntry(Key, At)
{
    /// <summary>The money of a refund, in minor units.</summary>
    public long? AmountMinor { get; init; }

    public string Currency { get; init; } = "";

    public Tone Tone => What switch
    {
        "delivered" or "parcel_delivered" => Tone.Good,
        "failed" or "parcel_failed" => Tone.Bad,
        _ => Tone.Plain,
    };

    public static IEnumerable<OrderEntry> Of(PanelOrder order)
    {
        yield return Make(order, "placed", 0, order.ProcessedAt);
        if (order.CancelledAt is { } cancelled)
        {
            yield return Make(order, "cancelled", 0, cancelled);
        }

        var isPart = order.IsPartlySent || order.Shipments.Count > 1;
        foreach (var (number, parcel) in order.Shipments.Index())
        {
            if (parcel.ShippedAt is { } shipped)
            {
                yield return OfParcel(Make(order, "shipped", number, shipped), isPart);
            }

            if (parcel is { StatusAt: { } reported, Progress: ParcelProgress.Arrived or ParcelProgress.Failed })
            {
                var what = parcel.Progress == ParcelProgress.Arrived ? "delivered" : "failed";
                yield return OfParcel(Make(order, what, number, reported), isPart);
            }
        }

        foreach (var (number, refund) in order.Refunds.Index())
        {
            if (refund.RefundedAt is { } refunded)
            {
                yield return Make(order, "refunded", number, refunded) with { AmountMinor = refund.AmountMinor, Currency = refund.Currency };
            }
        }
    }

    // Its key stays: a second parcel makes no news of the first.
    private static OrderEntry OfParcel(OrderEntry entry, bool isPart) => isPart ? entry with { What = $"parcel_{entry.What}" } : entry;

    private static OrderEntry Make(PanelOrder order, string what, int number, DateTimeOffset at) =>
        new(string.Create(CultureInfo.InvariantCulture, $"e{order.Id}-{what}-{number}"), at, what, order.Name);
}

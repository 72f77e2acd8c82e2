using ShopSupport.App.Words;
using ShopSupport.Core.Panel;

namespace ShopSupport.App.Inbox;

/// <summary>What happened to an order or a subscription and stands on neither afterwards.</summary>
/// <param name="Happened">What happened.</param>
/// <param name="Order">The order; null where it is a subscription's, or the order is gone.</param>
/// <param name="Subscription">The subscription; null where it is an order's.</param>
internal sealed record HappeningEntry(PanelHappening Happened, PanelOrder? Order, PanelSubscription? Subscription)
    : ThreadEntry($"h-{Happened.Subject}-{Happened.SubjectId}-{Happened.Kind}-{Happened.Mark.Replace('@', '-')}", Happened.HappenedAt)
{
    private static readonly HashSet<string> Standings = new(["activated", "paused", "cancelled", "expired", "failed"], StringComparer.Ordinal);

    public Tone Tone => Happened.Kind is "payment_failed" or "failed" or "deleted" ? Tone.Bad : Tone.Plain;

    /// <summary>
    /// What happened, in its order. That a subscription is paused may be told of more than one of its revisions, and of the
    /// later one first: it is said once, at its first.
    /// </summary>
    public static IEnumerable<HappeningEntry> Of(CustomerPanel customer)
    {
        var standing = new Dictionary<long, string>();
        foreach (var happened in customer.Happenings)
        {
            if (Standings.Contains(happened.Kind))
            {
                if (standing.TryGetValue(happened.SubjectId, out var known) && string.Equals(known, happened.Kind, StringComparison.Ordinal))
                {
                    continue;
                }

                standing[happened.SubjectId] = happened.Kind;
            }

            yield return new HappeningEntry(
                happened,
                customer.Orders.FirstOrDefault(order => happened.Subject is "order" && order.Id == happened.SubjectId),
                customer.Subscriptions.FirstOrDefault(subscription => happened.Subject is "contract" && subscription.Id == happened.SubjectId));
        }
    }
}

namespace ShopSupport.Simulator.Replay;

/// <summary>What became of a topic's sendings; each is counted once from accepted on.</summary>
internal sealed record ReplayRow(string Topic, int Sent, int Accepted, IReadOnlyDictionary<string, int> Outcomes);

/// <summary>A line under the table: how many of a topic share an outcome and what was said about it.</summary>
internal readonly record struct ReplayReason(string Topic, string Outcome, string Reason);

/// <summary>
/// The result of a replay. A sending is explained when the app applied it, found it stale, repeated or of no interest, keeps
/// it as dead with a reason, or refused it with a message.
/// </summary>
internal sealed class ReplayTable
{
    private const string Repeated = "duplicate";

    /// <param name="sendings">What was sent.</param>
    /// <param name="outcomes">What became of it by webhook id; null when the app does not say.</param>
    public ReplayTable(IReadOnlyList<ReplaySending> sendings, IReadOnlyDictionary<string, DeliveryOutcome>? outcomes)
    {
        HasOutcomes = outcomes is not null;
        List<Fate> refused = [.. sendings.Where(s => !s.IsAccepted).Select(Refusal)];
        List<Fate> taken = outcomes is null ? [] : [.. sendings.Where(s => s.IsAccepted)
            .GroupBy(s => s.Delivery.WebhookId, StringComparer.OrdinalIgnoreCase)
            .SelectMany(same => same.Select((s, i) => i == 0 ? Told(s.Delivery.Topic, outcomes.GetValueOrDefault(same.Key)) : new Fate(s.Delivery.Topic, Repeated)))];
        var counts = taken.CountBy(f => (f.Topic, f.Outcome)).ToLookup(c => c.Key.Topic, StringComparer.Ordinal);
        Rows =
        [
            .. sendings.GroupBy(s => s.Delivery.Topic, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new ReplayRow(
                    g.Key, g.Count(), g.Count(s => s.IsAccepted), counts[g.Key].ToDictionary(c => c.Key.Outcome, c => c.Value, StringComparer.Ordinal))),
        ];
        Reasons = Counted(taken, f => f.Said);
        Refused = Counted(refused, f => f.Said);
        Unexplained = Counted([.. refused, .. taken], f => f.Question);
    }

    /// <summary>The outcomes that explain a sending, in the order of the columns.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = ["applied", "stale", Repeated, "ignored", "dead"];

    /// <summary>One row a topic, in the order of their names.</summary>
    public IReadOnlyList<ReplayRow> Rows { get; }

    /// <summary>False when the columns after accepted are not known.</summary>
    public bool HasOutcomes { get; }

    /// <summary>What the app said about deliveries it did not simply apply.</summary>
    public IReadOnlyList<(ReplayReason Reason, int Count)> Reasons { get; }

    /// <summary>Sendings without a 200, by status and message.</summary>
    public IReadOnlyList<(ReplayReason Reason, int Count)> Refused { get; }

    /// <summary>Sendings of which nobody can say what became.</summary>
    public IReadOnlyList<(ReplayReason Reason, int Count)> Unexplained { get; }

    private static Fate Told(string topic, DeliveryOutcome? told)
    {
        var said = told?.Reason?.Trim() is { Length: > 0 } reason ? reason : null;
        return told?.Outcome switch
        {
            null => new Fate(topic, "unknown", said, "accepted, and the app does not know it"),
            DeliveryOutcome.Waiting => new Fate(topic, DeliveryOutcome.Waiting, said, "accepted, and still not worked on"),
            "dead" when said is null => new Fate(topic, "dead", Question: "without a reason"),
            "applied" or "stale" or "ignored" or "dead" => new Fate(topic, told.Outcome, said),
            _ => new Fate(topic, told.Outcome, said, "no outcome that is known here"),
        };
    }

    private static Fate Refusal(ReplaySending sending) => new(
        sending.Delivery.Topic,
        sending.Status is { } code ? $"{code}" : "no answer",
        sending.Message.Length > 0 ? sending.Message : "(no message)",
        sending.Status is null || sending.Message.Length == 0 ? "refused without a message of the app" : null);

    private static List<(ReplayReason Reason, int Count)> Counted(IEnumerable<Fate> fates, Func<Fate, string?> what) =>
    [
        .. fates.Where(f => what(f) is not null).CountBy(f => new ReplayReason(f.Topic, f.Outcome, what(f)!))
            .OrderBy(r => r.Key.Topic, StringComparer.Ordinal).ThenBy(r => r.Key.Outcome, StringComparer.Ordinal)
            .ThenByDescending(r => r.Value).ThenBy(r => r.Key.Reason, StringComparer.Ordinal)
            .Select(r => (r.Key, r.Value)),
    ];

    /// <summary>What became of one sending: in a word, what the app said about it, and what is left to ask.</summary>
    private readonly record struct Fate(string Topic, string Outcome, string? Said = null, string? Question = null);
}

namespace ShopSupport.Webhooks.Replay;

/// <summary>What became of a topic's sendings, in numbers; each sending is counted once from accepted on.</summary>
internal sealed record ReplayRow(string Topic)
{
    public int Sent { get; init; }

    public int Accepted { get; init; }

    public int Applied { get; init; }

    public int Stale { get; init; }

    public int Duplicate { get; init; }

    public int Ignored { get; init; }

    public int Dead { get; init; }
}

/// <summary>A line under the table: how many of a topic share an outcome and what was said about it.</summary>
internal readonly record struct ReplayReason(string Topic, string Outcome, string Reason);

/// <summary>
/// The result of a replay. A sending is explained when the app applied it, found it stale, repeated or of no interest, keeps
/// it as dead with a reason, or refused it with a message.
/// </summary>
internal sealed class ReplayTable
{
    private readonly Dictionary<ReplayReason, int> _reasons = [];
    private readonly Dictionary<ReplayReason, int> _refused = [];
    private readonly Dictionary<ReplayReason, int> _unexplained = [];

    /// <param name="sendings">What was sent.</param>
    /// <param name="outcomes">What became of it by webhook id; null when the app does not say.</param>
    public ReplayTable(IReadOnlyList<ReplaySending> sendings, IReadOnlyDictionary<string, DeliveryOutcome>? outcomes)
    {
        HasOutcomes = outcomes is not null;
        Rows =
        [
            .. sendings.GroupBy(s => s.Delivery.Topic, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => RowOf(g.Key, [.. g], outcomes)),
        ];
    }

    /// <summary>One row a topic, in the order of their names.</summary>
    public IReadOnlyList<ReplayRow> Rows { get; }

    /// <summary>False when the columns after accepted are not known.</summary>
    public bool HasOutcomes { get; }

    /// <summary>What the app said about deliveries it did not simply apply.</summary>
    public IReadOnlyDictionary<ReplayReason, int> Reasons => _reasons;

    /// <summary>Sendings without a 200, by status and message.</summary>
    public IReadOnlyDictionary<ReplayReason, int> Refused => _refused;

    /// <summary>Sendings of which nobody can say what became.</summary>
    public IReadOnlyDictionary<ReplayReason, int> Unexplained => _unexplained;

    private ReplayRow RowOf(string topic, IReadOnlyList<ReplaySending> sendings, IReadOnlyDictionary<string, DeliveryOutcome>? outcomes)
    {
        foreach (var refusal in sendings.Where(s => !s.IsAccepted))
        {
            NoteRefusal(refusal);
        }

        var accepted = sendings.Where(s => s.IsAccepted).ToList();
        var row = new ReplayRow(topic) { Sent = sendings.Count, Accepted = accepted.Count };
        if (outcomes is null)
        {
            return row;
        }

        var ids = accepted.Select(s => s.Delivery.WebhookId).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        row = row with { Duplicate = accepted.Count - ids.Count };
        return ids.Aggregate(row, (sum, id) => Add(sum, outcomes.GetValueOrDefault(id)));
    }

    private ReplayRow Add(ReplayRow row, DeliveryOutcome? outcome)
    {
        var reason = outcome?.Reason?.Trim() ?? "";
        if (outcome is not null && reason.Length > 0)
        {
            Count(_reasons, new ReplayReason(row.Topic, outcome.Outcome, reason));
        }

        switch (outcome?.Outcome)
        {
            case "applied":
                return row with { Applied = row.Applied + 1 };
            case "stale":
                return row with { Stale = row.Stale + 1 };
            case "ignored":
                return row with { Ignored = row.Ignored + 1 };
            case "dead" when reason.Length > 0:
                return row with { Dead = row.Dead + 1 };
            case "dead":
                Count(_unexplained, new ReplayReason(row.Topic, "dead", "without a reason"));
                return row with { Dead = row.Dead + 1 };
            case DeliveryOutcome.Waiting:
                Count(_unexplained, new ReplayReason(row.Topic, DeliveryOutcome.Waiting, "accepted, and still not worked on"));
                return row;
            case null:
                Count(_unexplained, new ReplayReason(row.Topic, "unknown", "accepted, and the app does not know it"));
                return row;
            default:
                Count(_unexplained, new ReplayReason(row.Topic, outcome!.Outcome, "no outcome that is known here"));
                return row;
        }
    }

    private void NoteRefusal(ReplaySending sending)
    {
        var status = sending.Status is { } code ? $"{code}" : "no answer";
        Count(_refused, new ReplayReason(sending.Delivery.Topic, status, sending.Message.Length > 0 ? sending.Message : "(no message)"));
        if (sending.Status is null || sending.Message.Length == 0)
        {
            Count(_unexplained, new ReplayReason(sending.Delivery.Topic, status, "refused without a message of the app"));
        }
    }

    private static void Count(Dictionary<ReplayReason, int> counts, ReplayReason reason) =>
        counts[reason] = counts.GetValueOrDefault(reason) + 1;
}

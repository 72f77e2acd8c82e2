using System.Globalization;

namespace ShopSupport.Webhooks.Replay;

/// <summary>Writes a replay's result as text in columns.</summary>
internal sealed class ReplayReport(TextWriter output)
{
    private static readonly string[] Heading = ["topic", "sent", "accepted", "applied", "stale", "duplicate", "ignored", "dead"];

    /// <summary>Files that are not sent, each kind on one line.</summary>
    public async Task WriteFolderAsync(ReplayFolder folder)
    {
        if (folder.NotDeliveries.Count > 0)
        {
            await output.WriteLineAsync($"{Counted(folder.NotDeliveries.Count, "file is not a delivery", "files are not deliveries")} (not sent)");
        }

        if (folder.Absent.Count > 0)
        {
            await output.WriteLineAsync(
                $"{Counted(folder.Absent.Count, "file of INDEX.csv is", "files of INDEX.csv are")} absent: {string.Join(", ", folder.Absent)}");
        }
    }

    public async Task WriteAsync(ReplayTable table)
    {
        var topics = table.Rows.Select(r => r.Topic.Length).Append(5).Max();
        await output.WriteLineAsync(Line(topics, Heading));
        foreach (var row in table.Rows.Append(Sum(table.Rows)))
        {
            await output.WriteLineAsync(Line(topics, Values(row, table.HasOutcomes)));
        }

        await WriteReasonsAsync("reasons", table.Reasons);
        await WriteReasonsAsync("refused", table.Refused);
        await WriteReasonsAsync("unexplained", table.Unexplained);
    }

    /// <summary>How the app's totals grew meanwhile: all there is when it does not tell by delivery.</summary>
    public async Task WriteGrowthAsync(SyncTotals growth)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync("The app does not tell outcomes by delivery; its totals grew by:");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  received {growth.Received}, applied {growth.Applied}, stale {growth.Stale}, duplicate {growth.Duplicate}, ignored {growth.Ignored}, dead {growth.Dead}; queued now {growth.Queued}"));
    }

    private async Task WriteReasonsAsync(string title, IReadOnlyDictionary<ReplayReason, int> reasons)
    {
        if (reasons.Count == 0)
        {
            return;
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(title);
        var topics = reasons.Keys.Max(r => r.Topic.Length);
        var outcomes = reasons.Keys.Max(r => r.Outcome.Length);
        foreach (var (reason, count) in reasons
            .OrderBy(r => r.Key.Topic, StringComparer.Ordinal)
            .ThenBy(r => r.Key.Outcome, StringComparer.Ordinal)
            .ThenByDescending(r => r.Value)
            .ThenBy(r => r.Key.Reason, StringComparer.Ordinal))
        {
            var number = count.ToString(CultureInfo.InvariantCulture).PadLeft(6);
            await output.WriteLineAsync($"  {reason.Topic.PadRight(topics)}  {reason.Outcome.PadRight(outcomes)}  {number}  {reason.Reason}");
        }
    }

    private static ReplayRow Sum(IReadOnlyList<ReplayRow> rows) => new("all")
    {
        Sent = rows.Sum(r => r.Sent),
        Accepted = rows.Sum(r => r.Accepted),
        Applied = rows.Sum(r => r.Applied),
        Stale = rows.Sum(r => r.Stale),
        Duplicate = rows.Sum(r => r.Duplicate),
        Ignored = rows.Sum(r => r.Ignored),
        Dead = rows.Sum(r => r.Dead),
    };

    private static string[] Values(ReplayRow row, bool hasOutcomes)
    {
        int[] known = [row.Sent, row.Accepted];
        int[] told = [row.Applied, row.Stale, row.Duplicate, row.Ignored, row.Dead];
        return
        [
            row.Topic,
            .. known.Select(n => n.ToString(CultureInfo.InvariantCulture)),
            .. told.Select(n => hasOutcomes ? n.ToString(CultureInfo.InvariantCulture) : "-"),
        ];
    }

    private static string Line(int topics, string[] values) =>
        values[0].PadRight(topics) + string.Concat(values.Skip(1).Zip(Heading.Skip(1), (v, h) => v.PadLeft(Math.Max(h.Length, 6) + 2)));

    private static string Counted(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}

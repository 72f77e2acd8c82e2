using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ShopSupport.Simulator.Replay;

/// <summary>One file of the folder, ready to be sent.</summary>
internal sealed record ReplayDelivery
{
    public required string File { get; init; }

    public required string Topic { get; init; }

    public required string ApiVersion { get; init; }

    public required string WebhookId { get; init; }

    public required string EventId { get; init; }

    public required DateTimeOffset TriggeredAt { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>The JSON files of a folder: those that are deliveries, in the order of the index or of their names, and the others.</summary>
internal sealed partial record ReplayFolder
{
    private const string NewestVersion = "2026-10";

    public required IReadOnlyList<ReplayDelivery> Deliveries { get; init; }

    public required IReadOnlyList<string> NotDeliveries { get; init; }

    /// <summary>Files that the index names and the folder lacks.</summary>
    public required IReadOnlyList<string> Absent { get; init; }

    /// <summary>
    /// Reads a folder. Ids follow from the file's name and <paramref name="run"/>, so that a repetition within a run is one
    /// and a second run is none. Each file happened a millisecond after the one before it, the last one at <paramref name="now"/>.
    /// </summary>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The folder's INDEX.csv is not one.</exception>
    public static async Task<ReplayFolder> ReadAsync(string folder, string run, DateTimeOffset now, CancellationToken cancel)
    {
        var names = Directory.EnumerateFiles(folder, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToList();
        var rows = await ReadIndexAsync(folder, cancel);
        var listed = rows.Select(r => r.File).ToHashSet(StringComparer.Ordinal);
        rows = [.. rows, .. names.Where(n => !listed.Contains(n)).Select(n => new ReplayIndexRow(n, ReplayTopics.OfFileName(n) ?? "", "", ""))];

        var present = names.ToHashSet(StringComparer.Ordinal);
        List<ReplayDelivery> deliveries = [];
        List<string> others = [];
        foreach (var row in rows.Where(r => present.Contains(r.File)).DistinctBy(r => r.File, StringComparer.Ordinal))
        {
            var body = await File.ReadAllBytesAsync(Path.Combine(folder, row.File), cancel);
            if (row.IsDelivery && ReplayTopics.OfIndex(row.Topic, body) is { } topic)
            {
                deliveries.Add(Make(row, topic, body, run, now));
            }
            else
            {
                others.Add(row.File);
            }
        }

        return new ReplayFolder
        {
            Deliveries = [.. deliveries.Select((d, i) => d with { TriggeredAt = now.AddMilliseconds(i + 1 - deliveries.Count) })],
            NotDeliveries = others,
            Absent = [.. listed.Where(f => f.Length > 0 && !present.Contains(f))],
        };
    }

    private static async Task<IReadOnlyList<ReplayIndexRow>> ReadIndexAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, "INDEX.csv");
        return File.Exists(path) ? ReplayIndex.Read(await File.ReadAllTextAsync(path, cancel)) : [];
    }

    private static ReplayDelivery Make(ReplayIndexRow row, string topic, byte[] body, string run, DateTimeOffset now) => new()
    {
        File = row.File,
        Topic = topic,
        ApiVersion = Version().IsMatch(row.ApiVersion) ? row.ApiVersion : NewestVersion,
        WebhookId = IdOf($"{run}/webhook/{row.File}"),
        EventId = IdOf($"{run}/event/{row.File}"),
        TriggeredAt = now,
        Body = body,
    };

    private static string IdOf(string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString("D", CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}

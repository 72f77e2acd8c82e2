using System.Diagnostics;
using ShopSupport.Core.Storage;

namespace ShopSupport.Bench.Desk;

/// <summary>The shop at full size and at a tenth of it, measured in turns: the growth is not the machine's mood.</summary>
internal sealed class DeskPair : IAsyncDisposable
{
    private const int Calls = 400;
    private const int WarmUp = 100;

    private DeskPair(DeskSide small, DeskSide large)
    {
        Small = small;
        Large = large;
    }

    public DeskSide Small { get; }

    public DeskSide Large { get; }

    /// <param name="isSearched">Whether messages say much, and can be found by it.</param>
    public static async Task<DeskPair> OpenAsync(BenchOptions options, TextWriter output, bool isSearched = false) => new(
        await DeskSide.OpenAsync(options.Tenth(), isSearched, output), await DeskSide.OpenAsync(options, isSearched, output));

    /// <summary>One line of the table: the same call on both sides.</summary>
    public async Task<PairFigures> MeasureAsync(string name, Func<DeskSide, int, Task> call)
    {
        var (small, large) = (new Samples(), new Samples());
        for (var i = -WarmUp; i < Calls; i++)
        {
            await TimeAsync(Small, call, i, i < 0 ? new Samples() : small);
            await TimeAsync(Large, call, i, i < 0 ? new Samples() : large);
        }

        return new PairFigures(name, small, large);
    }

    public async ValueTask DisposeAsync()
    {
        await Small.DisposeAsync();
        await Large.DisposeAsync();
    }

    private static async Task TimeAsync(DeskSide side, Func<DeskSide, int, Task> call, int number, Samples samples)
    {
        var start = Stopwatch.GetTimestamp();
        await call(side, number + WarmUp);
        samples.AddSince(start);
    }
}

/// <summary>One of the two: its size, its database, its desk.</summary>
internal sealed class DeskSide : IAsyncDisposable
{
    private DeskSide(BenchOptions sizes, Database database, DeskHost host)
    {
        Sizes = sizes;
        Database = database;
        Host = host;
    }

    public BenchOptions Sizes { get; }

    public Database Database { get; }

    public DeskHost Host { get; }

    public static async Task<DeskSide> OpenAsync(BenchOptions sizes, bool isSearched, TextWriter output)
    {
        var folder = await DeskFile.FindOrMakeAsync(sizes, isSearched, output);
        var file = Path.Combine(folder, "shopsupport.db");
        await WarmAsync(file);
        var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}");
        return new DeskSide(sizes, database, await DeskHost.StartAsync(folder));
    }

    // The system's cache holds the file, as after an hour's work: what is measured is the desk, not the disk.
    private static async Task WarmAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20, useAsync: false);
        await stream.CopyToAsync(Stream.Null, 1 << 20);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>What a call took at a tenth and at full size.</summary>
internal sealed record PairFigures(string Name, Samples Small, Samples Large)
{
    public static readonly string[] Head = ["call", "p50 ms", "p95 ms", "p99 ms", "max ms", "p50 at a tenth", "p95 at a tenth", "growth p50", "growth p95"];

    public double Growth => Large.At(0.5) / Small.At(0.5);

    public string[] Row() =>
        [Name, .. Large.Cells(), Text.Ms(Small.At(0.5)), Text.Ms(Small.At(0.95)), Text.Ratio(Growth), Text.Ratio(Large.At(0.95) / Small.At(0.95))];

    /// <summary>The table of all lines, and the worst of them beside what is wanted.</summary>
    public static async Task WriteAsync(string title, IReadOnlyList<PairFigures> lines, double wantedMs, TextWriter output)
    {
        await output.WriteLineAsync(Text.Table(title, Head, [.. lines.Select(line => line.Row())]));
        var (slowest, growth) = (lines.Max(line => line.Large.At(0.95)), lines.Max(line => line.Growth));
        await output.WriteLineAsync($"  slowest p95: {Text.Goal($"{Text.Ms(slowest)} ms", $"≤ {Text.Whole(wantedMs)} ms", slowest <= wantedMs)}");
        await output.WriteLineAsync($"  largest growth of a median: {Text.Goal(Text.Ratio(growth), "≤ 1.50", growth <= 1.5)}");
    }
}

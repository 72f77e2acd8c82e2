using System.Diagnostics;
using System.Globalization;

namespace ShopSupport.Bench.Import;

/// <summary>
/// The import of a large shop's orders from Shopify's file over HTTP, against the same rows with prepared statements in one
/// transaction; its memory on the way; and the same with the process killed ten times.
/// </summary>
internal static class ImportBench
{
    private const int Kills = 10;
    private const double Wanted = 0.4;

    // Between the first tenth and the end.
    private const double MostGrowth = 1.3;

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        await using var orders = await OrderFile.ServeAsync(options.Directory, options.Orders, options.Customers, output);
        var folder = Path.Combine(options.Directory, $"import-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            var file = Path.Combine(folder, "imported.db");
            var looks = await ImportAsync(orders.Address, file, killAt: null);
            var rows = RowsAgain.Count(file);
            var limit = await RowsAgain.InsertAsync(file, Path.Combine(folder, "limit.db"));
            await WriteAsync(options.Orders, new FileInfo(orders.Path).Length, looks, rows, limit, output);
            File.Delete(Path.Combine(folder, "limit.db"));
            await KillAsync(options.Orders, orders.Address, Path.Combine(folder, "killed.db"), rows, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(int orders, long bytes, List<Look> looks, Dictionary<string, long> rows, double limit, TextWriter output)
    {
        var (all, end) = (rows.Values.Sum(), looks[^1]);
        string[] Row(string name, double seconds) => [name, Text.Whole(orders / seconds), Text.Whole(all / seconds), Text.Ratio(limit / seconds), Text.Ms(seconds)];
        await output.WriteLineAsync(Text.Table(
            $"import: {Text.Whole(orders)} orders, {Text.Mb(bytes)} of JSONL over HTTP, {Text.Whole(all)} rows in {rows.Count} tables",
            ["way", "orders/s", "rows/s", "of the limit", "seconds"],
            [Row("limit: the rows, prepared, one transaction", limit), Row("ours", end.Seconds)]));
        long Peak(double from, double to) => looks.Where(look => look.Rows >= orders * from && look.Rows <= orders * to).Select(look => look.Memory).DefaultIfEmpty(0).Max();
        var (first, half, last) = (Peak(0, 0.1), Peak(0, 0.5), Peak(0, 1));
        await output.WriteLineAsync($"  processor: {Text.Whole(end.Processor / orders * 1_000_000)} µs an order");
        await output.WriteLineAsync($"  {Text.Goal(Text.Ratio(limit / end.Seconds), $"≥ {Wanted:0.00}", limit / end.Seconds >= Wanted)}");
        await output.WriteLineAsync($"  peak memory up to 10 %: {Text.Mb(first)}, 50 %: {Text.Mb(half)}, 100 %: {Text.Mb(last)}; growth {Text.Goal(Text.Ratio(last / (double)first), $"≤ {MostGrowth:0.0}", last <= first * MostGrowth)}");
    }

    private static async Task KillAsync(int orders, Uri address, string file, Dictionary<string, long> rows, TextWriter output)
    {
        var killed = 0;
        for (var i = 1; i <= Kills; i++)
        {
            // Somewhere, and never at the same place of a page.
            var looks = await ImportAsync(address, file, killAt: (long)(orders * (i / (Kills + 1.0))));
            killed += looks.Count > 0 && looks[^1].Rows < orders ? 1 : 0;
        }

        await ImportAsync(address, file, killAt: null);
        var again = RowsAgain.Count(file);
        var wrong = rows.Where(table => again.GetValueOrDefault(table.Key) != table.Value).Select(table => $"{table.Key} {again.GetValueOrDefault(table.Key)} of {table.Value}").ToList();
        await output.WriteLineAsync(
            $"  killed {killed} times and begun again: {Text.Goal(wrong.Count == 0 ? "every table complete" : string.Join(", ", wrong), "complete", wrong.Count == 0 && killed == Kills)}");
    }

    private static async Task<List<Look>> ImportAsync(Uri address, string file, long? killAt)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [ImportRun.Word, address.ToString(), file]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var looks = new List<Look>();
        string? last = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            last = line;
            if (Look.Parse(line) is { } look)
            {
                looks.Add(look);
                if (look.Rows >= killAt && !process.HasExited)
                {
                    process.Kill();
                    break;
                }
            }
        }

        await process.WaitForExitAsync();
        return killAt is not null || last is "Whole" ? looks : throw new InvalidOperationException($"The import ended with '{last}'.");
    }

    /// <summary>What the importing process said of itself.</summary>
    private readonly record struct Look(long Rows, double Seconds, double Processor, long Memory)
    {
        public static Look? Parse(string line) => line.Split(' ') is [var rows, var seconds, var processor, var memory, "0"]
            ? new Look(
                long.Parse(rows, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture),
                double.Parse(processor, CultureInfo.InvariantCulture), long.Parse(memory, CultureInfo.InvariantCulture))
            : line is "Whole" ? null : throw new InvalidOperationException($"The import said '{line}'.");
    }
}

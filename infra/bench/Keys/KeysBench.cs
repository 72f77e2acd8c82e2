using System.Globalization;
using Microsoft.Playwright;

namespace ShopSupport.Bench.Keys;

/// <summary>
/// What an agent's hands wait for: from Enter on a row of the list to the painted conversation with its panel, and the
/// first view of the desk, in a real browser over the demo shop.
/// </summary>
internal static class KeysBench
{
    private const int WarmUp = 20;
    private const int Presses = 200;
    private const int ColdVisits = 5;

    // Down so many rows and up again.
    private const int Walk = 30;

    // An agent looks at what was opened; what the desk does behind it (marking it as seen) is over by the next key.
    private const float Look = 150;

    private static readonly string[] Head = ["part", "p50 ms", "p95 ms"];

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        await using var windows = await DeskWindows.StartAsync();
        await using var desk = await DemoDesk.StartAsync(Path.Combine(options.Directory, $"keys-{Guid.NewGuid():N}"));
        var presses = await WalkAsync(windows, desk.Address);
        await WriteAsync(presses, windows.Version, output);
        var visits = new List<FirstView>(ColdVisits);
        for (var i = 0; i < ColdVisits; i++)
        {
            visits.Add(await FirstView.VisitAsync(windows, desk.Address));
        }

        await WriteAsync(visits, output);
    }

    private static async Task<List<Press>> WalkAsync(DeskWindows windows, Uri desk)
    {
        var page = await windows.OpenAsync();
        await page.GotoAsync(new Uri(desk, "/inbox").ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        var presses = new List<Press>(Presses);
        for (var i = 0; i < WarmUp + Presses; i++)
        {
            await page.Keyboard.PressAsync(i / Walk % 2 == 0 ? "j" : "k");
            await page.EvaluateAsync("() => { window.next = keysBench.measured(); }");
            await page.Keyboard.PressAsync("Enter");
            var press = await page.EvaluateAsync<Press>("() => next");
            if (i >= WarmUp)
            {
                presses.Add(press);
            }

            await page.WaitForTimeoutAsync(Look);
        }

        await page.Context.CloseAsync();
        return presses;
    }

    private static async Task WriteAsync(List<Press> presses, string browser, TextWriter output)
    {
        (string Name, Func<Press, double> Of)[] parts =
        [
            ("Enter to painted conversation with its panel", press => press.Whole),
            ("– from the key to the request", press => press.Asking),
            ("– the server, until its first byte", press => press.Server),
            ("– reading the answer, and parsing it", press => press.Reading),
            ("– putting it in", press => press.Swap),
            ("– layout and paint, with waiting for the screen's beat", press => press.Paint),
            ("   (of which until the frame began", press => press.Beat),
        ];
        var title = string.Create(CultureInfo.InvariantCulture, $"keys: {presses.Count} conversations of the demo shop opened by J, K and Enter, Chromium {browser}, 1440 × 900");
        await output.WriteLineAsync(Text.Table(title, Head, [.. parts.Select(part => Row(part.Name, presses.Select(part.Of)))]));
        var (median, p95) = (At(presses.Select(press => press.Whole), 0.5), At(presses.Select(press => press.Whole), 0.95));
        await output.WriteLineAsync($"  median: {Text.Goal($"{Text.Ms(median)} ms", "≤ 60 ms", median <= 60)}");
        await output.WriteLineAsync($"  p95: {Text.Goal($"{Text.Ms(p95)} ms", "≤ 120 ms", p95 <= 120)}");
        await output.WriteLineAsync($"  an answer's body over the wire: {Text.Whole(At(presses.Select(press => press.Bytes), 0.5))} B at the median");
    }

    private static async Task WriteAsync(List<FirstView> visits, TextWriter output)
    {
        var kinds = visits[^1].Kinds.OrderByDescending(kind => kind.Value.Bytes);
        await output.WriteLineAsync(Text.Table(
            $"first view: /inbox with an empty cache and a warm server, {ColdVisits} visits, each in a browser context of its own",
            ["kind", "answers", "bytes over the wire"],
            [.. kinds.Select(kind => new[] { kind.Key, Text.Whole(kind.Value.Count), Text.Whole(kind.Value.Bytes) })]));
        var (painted, bytes) = (Text.Median(visits.Select(visit => visit.Painted)), Text.Median(visits.Select(visit => visit.Bytes)));
        await output.WriteLineAsync($"  largest contentful paint: {Text.Goal($"{Text.Whole(painted)} ms", "≤ 800 ms", painted <= 800)}; each: {string.Join(", ", visits.Select(visit => Text.Whole(visit.Painted)))}");
        await output.WriteLineAsync($"  over the wire: {Text.Goal($"{Text.Whole(bytes)} B", "≤ 80,000 B", bytes <= 80_000)}");
    }

    private static string[] Row(string name, IEnumerable<double> times) => [name, Text.Ms(At(times, 0.5)), Text.Ms(At(times, 0.95))];

    private static double At(IEnumerable<double> figures, double share)
    {
        var sorted = figures.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>One Enter: milliseconds of each part, and the answer's bytes as <c>keys.js</c> tells them.</summary>
    private sealed record Press
    {
        public double Whole { get; init; }

        public double Asking { get; init; }

        public double Server { get; init; }

        public double Reading { get; init; }

        public double Swap { get; init; }

        public double Paint { get; init; }

        public double Beat { get; init; }

        public double Bytes { get; init; }
    }
}

namespace ShopSupport.Bench.Receive;

/// <summary>
/// Receiving against its limit, in turns, so that both meet the same machine: saturated, at half of what was reached,
/// and at half with the queue being emptied.
/// </summary>
internal static class ReceiveBench
{
    private const int Connections = 32;
    private const int Rounds = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly string[] Head = ["load", "requests/s", "of the limit", "processor µs each", "p50 ms", "p95 ms", "p99 ms", "max ms", "refused"];

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        await using var limit = await ServerProcess.StartAsync("limit", options.Directory);
        await using var ours = await ServerProcess.StartAsync("receive", options.Directory);
        using var limitLoad = new LoadGenerator(limit.Address, Connections);
        using var load = new LoadGenerator(ours.Address, Connections);
        var each = TimeSpan.FromSeconds(options.Seconds / (double)Rounds);
        limitLoad.Saturate(WarmUp);
        load.Saturate(WarmUp);

        var rounds = new List<(LoadResult Limit, LoadResult Ours)>(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            rounds.Add((Measure(limit, () => limitLoad.Saturate(each)), Measure(ours, () => load.Saturate(each))));
        }

        var (top, all) = (Joined(rounds.Select(r => r.Limit)), Joined(rounds.Select(r => r.Ours)));
        var ratio = Text.Median(rounds.Select(r => r.Ours.PerSecond / r.Limit.PerSecond));
        var half = Measure(ours, () => load.Pace(all.PerSecond / 2, TimeSpan.FromSeconds(options.Seconds)));
        await output.WriteLineAsync(Text.Table(
            $"receive: {Connections} connections, orders of {Text.Whole(LoadGenerator.MeanBody)} bytes, {Rounds} rounds in turns, {options.Seconds} s each in all",
            Head,
            [
                Row("limit, saturated", top, "1.00"),
                Row("ours, saturated", all, Text.Ratio(ratio)),
                Row("ours, at half", half, "–"),
            ]));
        await output.WriteLineAsync($"  of the limit: {Text.Goal(Text.Ratio(ratio), "≥ 0.40", ratio >= 0.4)} in rounds of {string.Join(", ", rounds.Select(r => Text.Ratio(r.Ours.PerSecond / r.Limit.PerSecond)))}");
        await output.WriteLineAsync($"  p99 saturated: {Text.Goal(Text.Ms(all.Latencies.At(0.99)), "≤ 60 ms", all.Latencies.At(0.99) <= 60)}");
        await output.WriteLineAsync($"  p99 at half: {Text.Goal(Text.Ms(half.Latencies.At(0.99)), "≤ 15 ms", half.Latencies.At(0.99) <= 15)}");
        await output.WriteLineAsync($"  memory {Text.Mb(ours.Memory)}, queue files {Text.Mb(ours.QueueFiles)} (nothing empties it)");
        await SoakAsync(options, all.PerSecond / 2, output);
    }

    private static async Task SoakAsync(BenchOptions options, double perSecond, TextWriter output)
    {
        await using var drained = await ServerProcess.StartAsync("drained", options.Directory);
        using var load = new LoadGenerator(drained.Address, Connections);
        load.Pace(perSecond, TimeSpan.FromSeconds(options.Seconds));
        var rows = new List<string[]>();
        for (var i = 1; i <= 4; i++)
        {
            var part = load.Pace(perSecond, TimeSpan.FromSeconds(options.Seconds / 2.0));
            rows.Add([$"part {i}", .. part.Latencies.Cells(), Text.Mb(drained.Memory), Text.Mb(drained.QueueFiles)]);
        }

        await output.WriteLineAsync(Text.Table(
            $"receive at {Text.Whole(perSecond)} requests/s while the queue is emptied: memory and files stay flat",
            ["time", "p50 ms", "p95 ms", "p99 ms", "max ms", "memory", "queue files"],
            rows));
    }

    private static LoadResult Measure(ServerProcess server, Func<LoadResult> load)
    {
        var before = server.Processor;
        var result = load();
        return result with { Processor = server.Processor - before };
    }

    private static LoadResult Joined(IEnumerable<LoadResult> results)
    {
        var (samples, seconds, refused, processor) = (new Samples(), 0.0, 0, TimeSpan.Zero);
        foreach (var result in results)
        {
            samples.Add(result.Latencies);
            seconds += result.Seconds;
            refused += result.Refused;
            processor += result.Processor;
        }

        return new LoadResult(samples, seconds, refused) { Processor = processor };
    }

    private static string[] Row(string name, LoadResult result, string ratio) =>
    [
        name, Text.Whole(result.PerSecond), ratio, Text.Whole(result.Processor.TotalMicroseconds / result.Latencies.Count),
        .. result.Latencies.Cells(), Text.Whole(result.Refused),
    ];
}

using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Net;

namespace ShopSupport.Simulator.Replay;

/// <summary>Sends the JSON files of a folder to a desk as signed deliveries, and shows what became of them.</summary>
public static class ReplayCommand
{
    private const int Explained = 0;
    private const int Unexplained = 1;
    private const int WrongUse = 2;

    /// <summary>Runs the command with the words after <c>replay</c>, and returns the process's exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        var line = Line(output).Parse(args);
        var misuse = line.Action as ParseErrorAction;
        misuse?.ShowTypoCorrections = false;
        var code = await line.InvokeAsync(new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false }, cancel);
        return misuse is null ? code : WrongUse;
    }

    /// <summary>The command line that runs a replay.</summary>
    internal static ReplayLine Line(TextWriter output) => new((options, stop) => RunAsync(options, output, TimeProvider.System, stop));

    /// <summary>Runs a replay that is already understood.</summary>
    internal static async Task<int> RunAsync(ReplayOptions options, TextWriter output, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            if (!Directory.Exists(options.Folder))
            {
                await output.WriteLineAsync($"There is no folder '{Path.GetFullPath(options.Folder)}'.");
                return WrongUse;
            }

            var run = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
            var folder = await ReplayFolder.ReadAsync(options.Folder, run, time.GetUtcNow(), cancel);
            new ReplayReport(output).WriteFolder(folder);
            if (folder.Deliveries.Count == 0)
            {
                await output.WriteLineAsync($"There is no delivery in '{Path.GetFullPath(options.Folder)}'.");
                return WrongUse;
            }

            return await SendAsync(options, folder, output, time, cancel);
        }
        catch (HttpRequestException e)
        {
            await output.WriteLineAsync($"{options.Base} cannot be reached: {e.Message}");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            await output.WriteLineAsync($"{options.Base} cannot be reached: no answer in time.");
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync("Stopped before the end.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync(e.Message);
        }

        return Unexplained;
    }

    private static async Task<int> SendAsync(
        ReplayOptions options, ReplayFolder folder, TextWriter output, TimeProvider time, CancellationToken cancel)
    {
        // Like Shopify, a redirect is not followed: it is a refusal.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        var asking = new OutcomeClient(client, options, time);
        var before = await asking.TotalsAsync(cancel);

        var sendings = await new ReplaySender(client, options, time).SendAsync(folder.Deliveries, cancel);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{folder.Deliveries.Count} deliveries, {sendings.Count} sendings to {options.Endpoint}"));
        await output.WriteLineAsync();

        var accepted = sendings.Where(s => s.IsAccepted).Select(s => s.Delivery.WebhookId).ToList();
        var (after, outcomes) = await AskAsync(asking, accepted, time.GetTimestamp(), cancel);
        var table = new ReplayTable(sendings, outcomes);
        var report = new ReplayReport(output);
        report.Write(table);
        if (sendings.All(s => s.Status == (int)HttpStatusCode.Unauthorized))
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync("Every sending was refused with 401: --secret is not what the desk checks signatures with.");
            return Unexplained;
        }

        if (outcomes is not null)
        {
            return table.Unexplained.Count == 0 ? Explained : Unexplained;
        }

        var isAccounted = await WriteTotalsAsync(report, output, accepted.Count, before, after);
        return isAccounted && table.Unexplained.Count == 0 ? Explained : Unexplained;
    }

    // What was sent is worth showing even when the desk has gone meanwhile.
    private static async Task<(SyncTotals? After, IReadOnlyDictionary<string, DeliveryOutcome>? Outcomes)> AskAsync(
        OutcomeClient asking, IReadOnlyList<string> ids, long start, CancellationToken cancel)
    {
        try
        {
            return (await asking.SettleAsync(start, cancel), await asking.OutcomesAsync(ids, start, cancel));
        }
        catch (HttpRequestException)
        {
            return (null, null);
        }
    }

    private static async Task<bool> WriteTotalsAsync(
        ReplayReport report, TextWriter output, int accepted, SyncTotals? before, SyncTotals? after)
    {
        if (before is null || after is null)
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync("The app tells neither outcomes by delivery nor totals.");
            return accepted == 0;
        }

        var growth = after.Since(before);
        report.WriteGrowth(growth);
        return growth.Worked >= accepted;
    }
}

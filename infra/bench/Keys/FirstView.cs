using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ShopSupport.Bench.Keys;

/// <summary>A cold visit of the desk: what it took over the wire, each kind for itself, and when the largest part was painted.</summary>
internal sealed record FirstView(double Painted, IReadOnlyDictionary<string, Carried> Kinds)
{
    public double Bytes => Kinds.Values.Sum(kind => kind.Bytes);

    /// <summary>Visits the desk as somebody does who was never there.</summary>
    public static async Task<FirstView> VisitAsync(DeskWindows windows, Uri desk)
    {
        var page = await windows.OpenAsync();
        var (kinds, carried) = (new ConcurrentDictionary<string, string>(StringComparer.Ordinal), new ConcurrentQueue<(string Request, double Bytes)>());
        var network = await page.Context.NewCDPSessionAsync(page);
        network.Event("Network.responseReceived").OnEvent += (_, told) =>
            kinds[told!.Value.GetProperty("requestId").GetString()!] = told.Value.GetProperty("type").GetString()!;
        // What is told here is what came over the wire, heads included; the live stream never ends and is not among it.
        network.Event("Network.loadingFinished").OnEvent += (_, told) =>
            carried.Enqueue((told!.Value.GetProperty("requestId").GetString()!, told.Value.GetProperty("encodedDataLength").GetDouble()));
        await network.SendAsync("Network.enable");
        await page.GotoAsync(new Uri(desk, "/inbox").ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await page.WaitForTimeoutAsync(1000);
        var painted = await page.EvaluateAsync<double>("() => keysBench.firstView()");
        await page.Context.CloseAsync();
        return new FirstView(painted, carried
            .GroupBy(one => kinds[one.Request], one => one.Bytes, StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => new Carried(kind.Count(), kind.Sum()), StringComparer.Ordinal));
    }
}

/// <summary>How many answers of a kind came, and their bytes.</summary>
internal readonly record struct Carried(int Count, double Bytes);

using System.Diagnostics;

namespace ShopSupport.Bench;

/// <summary>Durations that were measured, and their percentiles in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<long> _ticks = [];
    private bool _isSorted;

    public int Count => _ticks.Count;

    /// <summary>Adds the time from <paramref name="start"/> (a <see cref="Stopwatch"/> timestamp) until now.</summary>
    public void AddSince(long start) => Add(Stopwatch.GetTimestamp() - start);

    public void Add(long ticks)
    {
        _ticks.Add(ticks);
        _isSorted = false;
    }

    public void Add(Samples others)
    {
        _ticks.AddRange(others._ticks);
        _isSorted = false;
    }

    /// <summary>The smallest duration that <paramref name="share"/> of all do not exceed, in milliseconds.</summary>
    public double At(double share)
    {
        if (_ticks.Count == 0)
        {
            return double.NaN;
        }

        if (!_isSorted)
        {
            _ticks.Sort();
            _isSorted = true;
        }

        var place = Math.Clamp((int)Math.Ceiling(share * _ticks.Count) - 1, 0, _ticks.Count - 1);
        return _ticks[place] * 1000.0 / Stopwatch.Frequency;
    }

    /// <summary>Median, p95, p99 and the largest, as the cells of a table.</summary>
    public string[] Cells() => [Text.Ms(At(0.5)), Text.Ms(At(0.95)), Text.Ms(At(0.99)), Text.Ms(At(1))];
}

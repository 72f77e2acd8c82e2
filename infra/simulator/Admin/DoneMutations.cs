namespace ShopSupport.Simulator.Admin;

/// <summary>
/// The mutations of an app that a shop carried out, oldest first: neither those that were refused nor those that a key of
/// <c>@idempotent</c> only answered again. So a test can say that something was done exactly once. Safe for many threads.
/// </summary>
internal sealed class DoneMutations
{
    private readonly Lock _lock = new();
    private readonly List<DoneMutation> _done = [];

    public IReadOnlyList<DoneMutation> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _done];
            }
        }
    }

    public int Count(string name) => All.Count(one => string.Equals(one.Name, name, StringComparison.Ordinal));

    public void Add(DoneMutation done)
    {
        lock (_lock)
        {
            _done.Add(done);
        }
    }
}

/// <summary>A mutation that was carried out, with the global ids that it was asked for and those that came of it.</summary>
internal sealed record DoneMutation(string Name, IReadOnlyList<string> Touched, DateTimeOffset At);

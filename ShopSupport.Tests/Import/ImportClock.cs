namespace ShopSupport.Tests.Import;

/// <summary>
/// A clock that starts at a fixed time and goes on as time does. Whoever asks it for the time may be killed by that: what is
/// not committed by then is lost.
/// </summary>
internal sealed class ImportClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();
    private int _left = int.MaxValue;
    private long _ahead;

    /// <summary>From now on so many more are told the time, and then one is killed.</summary>
    public void KillAfter(int questions) => Volatile.Write(ref _left, questions);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public void Spare() => KillAfter(int.MaxValue);

    public override DateTimeOffset GetUtcNow()
    {
        if (Volatile.Read(ref _left) != int.MaxValue && Interlocked.Decrement(ref _left) < 0)
        {
            throw new OperationCanceledException("Killed.");
        }

        return start + System.GetElapsedTime(_began) + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
    }
}

using ShopSupport.Webhooks.Consume;

namespace ShopSupport.Webhooks.Work;

/// <summary>Does what must happen later when its time has come: it sleeps until then, and wakes when something was written.</summary>
internal sealed class WorkWorker : Worker
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(100);

    private readonly WorkRunner _runner;
    private readonly CommitSignal _signal;
    private readonly SemaphoreSlim _wake = new(0);

    public WorkWorker(WorkRunner runner, CommitSignal signal, WorkerHealth health, TimeProvider clock, ILogger<WorkWorker> log)
        : base(health, clock, log)
    {
        (_runner, _signal) = (runner, signal);
        _signal.OnCommitted += Wake;
    }

    /// <inheritdoc />
    protected override string What => "Work";

    // While one does something long, the other does what a person waits for.
    /// <inheritdoc />
    protected override int Loops => 2;

    /// <inheritdoc />
    public override void Dispose()
    {
        _signal.OnCommitted -= Wake;
        base.Dispose();
        _wake.Dispose();
    }

    /// <inheritdoc />
    protected override async Task RunAsync(Action wentWell, CancellationToken stopping)
    {
        var scheduleAt = DateTimeOffset.MinValue;
        while (true)
        {
            var now = Clock.GetUtcNow();
            if (now >= scheduleAt)
            {
                await _runner.ScheduleAsync(stopping);
                scheduleAt = now + LongestSleep;
            }

            var next = await _runner.NextDueAsync(stopping) - now;
            wentWell();
            if (next <= TimeSpan.Zero)
            {
                while (await _runner.RunDueAsync(stopping) > 0)
                {
                    wentWell();
                    _signal.Committed();
                }
            }

            await _wake.WaitAsync(next < LongestSleep ? next > ShortestSleep ? next.Value : ShortestSleep : LongestSleep, stopping);
            // A commit a millisecond must not mean a look a millisecond.
            await Task.Delay(ShortestSleep, Clock, stopping);
        }
    }

    private void Wake(object? sender, EventArgs e)
    {
        if (_wake.CurrentCount == 0)
        {
            _wake.Release();
        }
    }
}

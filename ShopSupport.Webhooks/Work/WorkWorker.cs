using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Webhooks.Work;

/// <summary>Does what must happen later when its time has come: it sleeps until then, and wakes when something was written.</summary>
internal sealed class WorkWorker : Worker
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(100);

    // However long the rest takes, two do only what a person waits for. Two do the rest, so that a shop whose history comes in
    // does not stand behind another one's thousand fetches.
    private static readonly Lane[][] LanesOfLoops = [[Lane.Message], [Lane.Message], [Lane.Change], [Lane.Change, Lane.Message]];

    private readonly WorkRunner _runner;
    private readonly Database _database;
    private readonly SemaphoreSlim _wake = new(0);

    public WorkWorker(WorkRunner runner, Database database, WorkerHealth health, TimeProvider clock, ILogger<WorkWorker> log)
        : base(health, clock, log)
    {
        (_runner, _database) = (runner, database);
        _database.OnCommitted += Wake;
    }

    /// <inheritdoc />
    protected override string What => "Work";

    /// <inheritdoc />
    protected override int Loops => LanesOfLoops.Length;

    /// <inheritdoc />
    public override void Dispose()
    {
        _database.OnCommitted -= Wake;
        base.Dispose();
        _wake.Dispose();
    }

    /// <inheritdoc />
    protected override async Task RunAsync(int loop, Action wentWell, CancellationToken stopping)
    {
        var lanes = LanesOfLoops[loop];
        var scheduleAt = DateTimeOffset.MinValue;
        while (true)
        {
            var now = Clock.GetUtcNow();
            if (now >= scheduleAt)
            {
                await _runner.ScheduleAsync(stopping);
                scheduleAt = now + LongestSleep;
            }

            var next = await _runner.NextDueAsync(lanes, stopping) - now;
            wentWell();
            if (next <= TimeSpan.Zero)
            {
                while (await _runner.RunDueAsync(lanes, stopping))
                {
                    wentWell();
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

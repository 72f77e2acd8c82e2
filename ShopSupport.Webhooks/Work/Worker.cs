using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Work;

/// <summary>
/// Something that goes on beside the requests. Whatever it throws, the host lives: the error is named in the log and in
/// the health of the process, and after a pause, longer each time, the worker begins anew.
/// </summary>
internal abstract class Worker(WorkerHealth health, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    protected TimeProvider Clock { get; } = clock;

    /// <summary>What it does, as logs and health name it.</summary>
    protected abstract string What { get; }

    /// <summary>How many run beside each other.</summary>
    protected virtual int Loops => 1;

    /// <summary>
    /// Does its work until it is done or told to stop. <paramref name="wentWell"/> is called whenever a piece of it
    /// succeeded. Called again after it threw.
    /// </summary>
    protected abstract Task RunAsync(Action wentWell, CancellationToken stopping);

    /// <inheritdoc />
    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(0, Loops).Select(loop => Task.Run(() => LoopAsync(loop, stoppingToken), CancellationToken.None)));

    private async Task LoopAsync(int loop, CancellationToken stopping)
    {
        var pause = ShortestPause;
        void WentWell()
        {
            pause = ShortestPause;
            health.WentWell(What, loop);
        }

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await RunAsync(WentWell, stopping);
                WentWell();
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError("{What} pauses for {Seconds} s: {Error}", What, pause.TotalSeconds, DatabaseErrors.Name(e));
                health.Failed(What, loop, DatabaseErrors.Name(e));
                await Task.Delay(pause, Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}

using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Workers;

/// <summary>
/// Something that goes on beside the requests. Whatever it throws, the host lives: the error is named in the log and in
/// the health of the process, and after a pause, longer each time, the worker begins anew.
/// </summary>
internal abstract class Worker(WorkerHealth health, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    protected TimeProvider Clock { get; } = clock;

    /// <summary>What it does, as logs and health name it.</summary>
    protected abstract string What { get; }

    /// <summary>How many run beside each other.</summary>
    protected virtual int Loops => 1;

    /// <summary>To what the pause after failures grows.</summary>
    protected virtual TimeSpan LongestPause => TimeSpan.FromSeconds(30);

    /// <summary>
    /// Does its work until it is done or told to stop, as loop number <paramref name="loop"/> from 0.
    /// <paramref name="wentWell"/> is called whenever a piece of it succeeded. Called again after it threw.
    /// </summary>
    protected abstract Task RunAsync(int loop, Action wentWell, CancellationToken stopping);

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
                await RunAsync(loop, WentWell, stopping);
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

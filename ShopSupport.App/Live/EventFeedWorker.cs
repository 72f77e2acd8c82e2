using ShopSupport.Core.Storage;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.App.Live;

/// <summary>Keeps the feed of the open screens going.</summary>
internal sealed class EventFeedWorker(EventFeed feed, Database database, WorkerHealth health, TimeProvider clock, ILogger<EventFeedWorker> log)
    : Worker(health, clock, log)
{
    // One failure is mended before anybody would notice; at the second the screens must know that they may be old.
    private const int MostFailures = 2;

    private int _failures;

    /// <inheritdoc />
    protected override string What => "Telling open screens";

    // Somebody looks at the screens.
    /// <inheritdoc />
    protected override TimeSpan LongestPause => TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        database.OnCommitted += Look;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        database.OnCommitted -= Look;
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task RunAsync(int loop, Action wentWell, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await feed.ReadAsync(isRetry: _failures > 0, stopping);
            }
            catch when (!stopping.IsCancellationRequested)
            {
                if (++_failures >= MostFailures)
                {
                    feed.EndReaders();
                }

                throw;
            }

            _failures = 0;
            wentWell();
            await feed.WaitAsync(stopping);
        }
    }

    private void Look(object? sender, EventArgs e) => feed.Nudge();
}

using ShopSupport.Core.Audit;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.App.Audit;

/// <summary>Writes whose data was seen, behind the screens.</summary>
internal sealed class ViewLogWorker(ViewLog views, WorkerHealth health, TimeProvider clock, ILogger<ViewLogWorker> log) : Worker(health, clock, log)
{
    /// <inheritdoc />
    protected override string What => "Noting what was seen";

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        views.End();
        await base.StopAsync(cancellationToken);
        // What was seen up to now is written by a host that ends in peace.
        while (await views.WaitAsync(cancellationToken))
        {
            await views.WriteAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override async Task RunAsync(int loop, Action wentWell, CancellationToken stopping)
    {
        while (await views.WaitAsync(stopping))
        {
            await views.WriteAsync(stopping);
            wentWell();
        }
    }
}

using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Hosting;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can do its work.</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services, bool usesDatabase)
    {
        var checks = services.AddHealthChecks().AddCheck<QueueCheck>("queue");
        if (usesDatabase)
        {
            checks.AddCheck<DatabaseCheck>("database");
        }
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = (context, _) => context.Response.WriteAsync("live", context.RequestAborted),
        }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = SayAsync }).AllowAnonymous();
    }

    private static Task SayAsync(HttpContext context, HealthReport report)
    {
        var broken = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .Select(entry => entry.Value.Status == HealthStatus.Degraded ? $"{entry.Value.Description}." : $"The {entry.Key} cannot be used.").ToList();
        return context.Response.WriteAsync(broken.Count == 0 ? "ready" : string.Join(' ', broken), context.RequestAborted);
    }

    // The name of what went wrong goes to the log; the answer is for anybody.
    private static async Task<HealthCheckResult> AskAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is QueueUnavailableException || DatabaseErrors.MeansUnavailable(e))
        {
            return HealthCheckResult.Unhealthy(DatabaseErrors.Name(e));
        }
    }

    private sealed class QueueCheck(IDeliveryQueue queue) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            AskAsync(() => queue.CheckAsync(cancellationToken));
    }

    private sealed class DatabaseCheck(ShopStore shops) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            AskAsync(() => shops.FindAsync("", cancellationToken));
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ShopSupport.Webhooks.Workers;

/// <summary>Which of this process's workers failed last, and with what: the type and number of the error, no more.</summary>
internal sealed class WorkerHealth : IHealthCheck
{
    private readonly ConcurrentDictionary<(string Worker, int Loop), string> _failing = new();

    public void Failed(string worker, int loop, string error) => _failing[(worker, loop)] = error;

    public void WentWell(string worker, int loop) => _failing.TryRemove((worker, loop), out _);

    /// <inheritdoc />
    /// <remarks>Degraded, not unhealthy: a process whose worker fails still answers, and would not do better for being taken away.</remarks>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = _failing.GroupBy(f => f.Key.Worker, StringComparer.Ordinal).OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => $"{f.Key} fails: {f.First().Value}").ToList();
        return Task.FromResult(failing.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", failing)));
    }
}

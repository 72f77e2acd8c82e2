using System.Collections.Concurrent;

namespace ShopSupport.App.Demo;

/// <summary>Which demo shops somebody wants to see, and which of them have what a first page shows.</summary>
internal sealed class DemoVisits
{
    private readonly ConcurrentDictionary<string, Visit> _visits = new(StringComparer.Ordinal);

    /// <summary>From now on whoever asks for that shop waits until it is ready: somebody makes it.</summary>
    public void Expect(string domain) => _visits.TryAdd(domain, new Visit());

    /// <summary>Says that somebody wants to see the shop. The task ends when its first page is true; at once where nobody here makes it.</summary>
    public Task Ask(string domain)
    {
        if (!_visits.TryGetValue(domain, out var visit))
        {
            return Task.CompletedTask;
        }

        visit.Asked.TrySetResult();
        return visit.Ready.Task;
    }

    /// <summary>Whether somebody makes the shop here, and what a first page shows is not there yet.</summary>
    public bool IsWaitedFor(string domain) => _visits.TryGetValue(domain, out var visit) && !visit.Ready.Task.IsCompleted;

    /// <summary>Ends when somebody wants to see the shop.</summary>
    public Task UntilAskedAsync(string domain, CancellationToken cancel) => _visits[domain].Asked.Task.WaitAsync(cancel);

    public void SayReady(string domain) => _visits[domain].Ready.TrySetResult();

    private sealed class Visit
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

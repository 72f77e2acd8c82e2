using System.Collections.Concurrent;
using System.Threading.Channels;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.OAuth;

namespace ShopSupport.Simulator.Webhooks;

/// <summary>One sending of a delivery and what came of it; no status where nobody answered in time.</summary>
internal sealed record WebhookAttempt(string Shop, string Topic, string WebhookId, int Try, int? Status, DateTimeOffset At)
{
    /// <summary>Any status of 2xx; a redirect is a failure.</summary>
    public bool IsDelivered => Status is >= 200 and < 300;
}

/// <summary>
/// Sends an app what it subscribed to. What is not answered with 2xx is sent again eight times over four hours, each time with the
/// same bytes, ids and instant. Source: https://shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks
/// </summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private const int InFlight = 16;
    private const int Window = 50;
    private const int Remembered = 1000;

    private static readonly TimeSpan[] Pauses = [.. ((int[])[1, 2, 4, 8, 16, 32, 64, 113]).Select(minutes => TimeSpan.FromMinutes(minutes))];

    private readonly SimulatedApp _app;
    private readonly WebhookPost _post;
    private readonly TimeProvider _clock;
    private readonly Channel<(Delivery Delivery, AppSubscription To)> _waiting = Channel.CreateUnbounded<(Delivery, AppSubscription)>();
    private readonly ConcurrentQueue<WebhookAttempt> _attempts = [];
    private readonly ConcurrentDictionary<Task, bool> _flying = [];
    private readonly SemaphoreSlim _room = new(InFlight);
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _chance;
    private readonly Task _loop;

    public WebhookSender(SimulatedApp app, HttpClient http, WebhookFaults faults, TimeProvider clock)
    {
        (_app, _clock, _post, Faults, _chance) = (app, clock, new(app, http, clock), faults, new(faults.Seed));
        _loop = Task.Run(LoopAsync);
    }

    public WebhookFaults Faults { get; set; }

    /// <summary>The newest sendings, oldest first.</summary>
    public IReadOnlyList<WebhookAttempt> Attempts => [.. _attempts];

    /// <summary>Sends it if the app wants it and may hear it.</summary>
    public void Send(Delivery delivery, IReadOnlySet<string> scopes)
    {
        if (WebhookScopes.ToHear(delivery.Topic) is { } scope && !scopes.Contains(scope) && !scopes.Contains(scope.Replace("read_", "write_", StringComparison.Ordinal)))
        {
            return;
        }

        foreach (var subscription in _app.Subscriptions.Where(one => string.Equals(one.Topic, delivery.Topic, StringComparison.Ordinal)))
        {
            var copies = Chance() < Faults.Lose ? 0 : Chance() < Faults.Repeat ? 2 : 1;
            for (var i = 0; i < copies; i++)
            {
                _waiting.Writer.TryWrite((delivery, subscription));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await Task.WhenAll(_flying.Keys);
        _room.Dispose();
        _stop.Dispose();
    }

    private double Chance()
    {
        lock (_chance)
        {
            return _chance.NextDouble();
        }
    }

    private async Task LoopAsync()
    {
        var window = new List<(Delivery, AppSubscription)>();
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
            {
                while (window.Count < (Faults.Shuffle ? Window : 1) && _waiting.Reader.TryRead(out var next))
                {
                    window.Add(next);
                    // A window fills only from what waits already: the last ones are not held back for others to come.
                    if (window.Count == (Faults.Shuffle ? Window : 1) || _waiting.Reader.Count == 0)
                    {
                        await EmptyAsync(window);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // What waits is lost with the process, as a simulator's may be.
        }
    }

    private async Task EmptyAsync(List<(Delivery Delivery, AppSubscription To)> window)
    {
        while (window.Count > 0)
        {
            var at = (int)(Chance() * window.Count);
            var (delivery, to) = window[at];
            window.RemoveAt(at);
            await _room.WaitAsync(_stop.Token);
            Fly(delivery, to);
        }
    }

    private void Fly(Delivery delivery, AppSubscription to)
    {
        var flight = Task.Run(() => FlyAsync(delivery, to));
        _flying[flight] = true;
        _ = flight.ContinueWith(ended => _flying.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task FlyAsync(Delivery delivery, AppSubscription to)
    {
        var isInRoom = true;
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var pause = attempt > 0 ? Pauses[attempt - 1] : Faults.Delay * Chance();
                if (pause > TimeSpan.Zero)
                {
                    // Who waits leaves the room to others.
                    isInRoom = Leave(isInRoom);
                    await Task.Delay(pause, _clock, _stop.Token);
                }

                var status = await _post.SendAsync(delivery, to, _stop.Token);
                var made = new WebhookAttempt(delivery.ShopDomain, delivery.Topic, delivery.WebhookId, attempt + 1, status, _clock.GetUtcNow());
                Remember(made);
                if (made.IsDelivered || attempt == Pauses.Length)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nothing is sent any more.
        }
        finally
        {
            Leave(isInRoom);
        }
    }

    private bool Leave(bool isInRoom)
    {
        if (isInRoom)
        {
            _room.Release();
        }

        return false;
    }

    private void Remember(WebhookAttempt attempt)
    {
        _attempts.Enqueue(attempt);
        while (_attempts.Count > Remembered)
        {
            _attempts.TryDequeue(out _);
        }
    }
}

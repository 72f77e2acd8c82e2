using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;

namespace ShopSupport.App.Live;

/// <summary>The live stream of an open screen: everything after a number, as server-sent events.</summary>
public sealed class EventsController(
    CurrentAgent agent, EventFeed feed, ShopEventStore events, IHostApplicationLifetime lifetime) : Controller
{
    private const int CatchUp = 500;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Streams until the browser leaves or the process stops.</summary>
    [HttpGet("/events")]
    public async Task Stream(long? after, CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        Response.ContentType = "text/event-stream";
        Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            using var subscription = await feed.FollowAsync(agent.ShopId, ending.Token);
            var start = long.TryParse(Request.Headers["Last-Event-ID"], CultureInfo.InvariantCulture, out var last) ? last : after;
            var seen = await CatchUpAsync(start ?? subscription.Position, subscription.Position, ending.Token);
            await FollowAsync(subscription, seen, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The end of every stream.
        }
    }

    private async Task<long> CatchUpAsync(long start, long position, CancellationToken cancel)
    {
        await Response.WriteAsync(": open\n\n", cancel);
        if (start > position || position - start > CatchUp)
        {
            // Too far away to tell change by change (or a number of another database): the screen loads anew.
            await Response.WriteAsync($"id: {position}\nevent: reset\ndata: {{}}\n\n", cancel);
            start = position;
        }

        foreach (var change in await events.ListAfterAsync(agent.ShopId, start, CatchUp * 2, cancel))
        {
            await WriteAsync(change, cancel);
            start = change.Seq;
        }

        await Response.Body.FlushAsync(cancel);
        return start;
    }

    private async Task FollowAsync(EventSubscription subscription, long seen, CancellationToken cancel)
    {
        using var silence = new PeriodicTimer(Silence);
        var waiting = subscription.Events.WaitToReadAsync(cancel).AsTask();
        var ping = silence.WaitForNextTickAsync(cancel).AsTask();
        while (true)
        {
            if (await Task.WhenAny(waiting, ping) != waiting)
            {
                await ping;
                await Response.WriteAsync(": still here\n\n", cancel);
                ping = silence.WaitForNextTickAsync(cancel).AsTask();
            }
            else if (await waiting)
            {
                while (subscription.Events.TryRead(out var change))
                {
                    if (change.Seq > seen)
                    {
                        await WriteAsync(change, cancel);
                        seen = change.Seq;
                    }
                }

                waiting = subscription.Events.WaitToReadAsync(cancel).AsTask();
            }
            else
            {
                return;
            }

            await Response.Body.FlushAsync(cancel);
        }
    }

    private Task WriteAsync(ShopEvent change, CancellationToken cancel)
    {
        var data = JsonSerializer.Serialize(new
        {
            kind = change.Kind.ToKey(),
            customer = change.ShopifyCustomerId?.Value,
            conversation = change.ConversationId?.Value,
            subject = change.SubjectId,
        });
        return Response.WriteAsync($"id: {change.Seq}\nevent: change\ndata: {data}\n\n", cancel);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Live;

/// <summary>The live stream of a browser: of everything after a number, what its tabs show, as server-sent events.</summary>
public sealed class EventsController(
    CurrentAgent agent, EventFeed feed, ShopEventStore events, TimeProvider clock, IHostApplicationLifetime lifetime) : Controller
{
    private const int CatchUp = 500;

    // A browser that hears nothing for much longer knows that nobody is there: 40 s in stream.js.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    // The first change goes out at once; while many come, a screen needs no more than this.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Streams until the browser leaves, the process stops, the events cannot be read, or its agent would be let in no more.</summary>
    [HttpGet("/events")]
    public async Task Stream(long? after, string? shows, [FromServices] StillIn stillIn, CancellationToken cancel)
    {
        if (OnScreen.Parse(shows) is not { } screen)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        try
        {
            using var subscription = await feed.FollowAsync(agent.ShopId, screen, ending.Token);
            using var silence = new PeriodicTimer(Silence, clock);
            Response.ContentType = "text/event-stream";
            Response.Headers["X-Accel-Buffering"] = "no";
            if (await CatchUpAsync(after, subscription, stillIn, ending.Token))
            {
                await FollowAsync(subscription, silence, stillIn, ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The end of every stream.
        }
    }

    private async Task<bool> CatchUpAsync(long? after, EventSubscription subscription, StillIn stillIn, CancellationToken cancel)
    {
        await WriteAsync(": open\n\n", cancel);
        var start = after ?? subscription.Start;
        if (start > subscription.Start || subscription.Start - start > CatchUp)
        {
            // Too far away to tell change by change (or a number of another database): the screens load anew.
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {subscription.Start}\nevent: reset\ndata: {{}}\n\n"), cancel);
        }
        else if (start < subscription.Start)
        {
            var missed = await events.ListAfterAsync(agent.ShopId, start, CatchUp, cancel);
            missed.ForEach(change => subscription.Offer(new LiveEvent(change)));
        }

        return await TellAsync(subscription, stillIn, cancel);
    }

    private async Task FollowAsync(EventSubscription subscription, PeriodicTimer silence, StillIn stillIn, CancellationToken cancel)
    {
        var ping = silence.WaitForNextTickAsync(cancel).AsTask();
        var news = subscription.WaitAsync(cancel).AsTask();
        while (true)
        {
            if (await Task.WhenAny(news, ping) == news)
            {
                if (!await news || !await TellAsync(subscription, stillIn, cancel))
                {
                    return;
                }

                await Task.Delay(Pace, clock, cancel);
                news = subscription.WaitAsync(cancel).AsTask();
            }
            else
            {
                await ping;
                if (!await TellAsync(subscription, stillIn, cancel))
                {
                    return;
                }

                ping = silence.WaitForNextTickAsync(cancel).AsTask();
            }
        }
    }

    // The number comes last and always: what was left out needs no telling when the browser comes back. Who would be let in
    // no more hears that and nothing else; false then.
    private async Task<bool> TellAsync(EventSubscription subscription, StillIn stillIn, CancellationToken cancel)
    {
        var (untold, position) = subscription.Take();
        if (untold.Any(change => change.Change.Kind is ShopEventKind.Sync) && await stillIn.FindAsync(cancel) is { } refusal)
        {
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {position}\nevent: refused\ndata: {JsonSerializer.Serialize(refusal, JsonSerializerOptions.Web)}\n\n"), cancel);
            await Response.Body.FlushAsync(cancel);
            return false;
        }

        foreach (var change in untold)
        {
            using var span = Measures.GoOn("tell screen", change.Change.TraceParent, ActivityKind.Producer, change.Change.OccurredAt);
            await Response.Body.WriteAsync(change.Bytes, cancel);
        }

        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {position}\n\n"), cancel);
        await Response.Body.FlushAsync(cancel);
        return true;
    }

    private Task WriteAsync(string text, CancellationToken cancel) => Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancel).AsTask();
}

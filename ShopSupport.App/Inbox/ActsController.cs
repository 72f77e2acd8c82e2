using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>What agents do to a conversation without words; each act can be taken back for a while.</summary>
public sealed class ActsController(CurrentAgent agent, ActStore acts, ActAnswers answers, SnoozeTimes times) : Controller
{
    /// <summary>Puts an agent in charge; without one, nobody.</summary>
    [HttpPost("/inbox/{id:long}/assignee")]
    public async Task<IActionResult> Assign(ConversationId id, [FromForm] string? assignee, [FromQuery] Screen screen, CancellationToken cancel)
    {
        AgentId? who = null;
        if (!string.IsNullOrEmpty(assignee))
        {
            if (!long.TryParse(assignee, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return BadRequest();
            }

            who = new AgentId(number);
        }

        var acted = await acts.AssignAsync(agent.ShopId, id, agent.Id, who, cancel);
        return await answers.StayAsync(this, new ActDone(id, acted, who is null ? Deed.Unassigned : Deed.Assigned), screen, cancel);
    }

    /// <summary>Puts it aside until a time, and opens what is next.</summary>
    [HttpPost("/inbox/{id:long}/snooze")]
    public async Task<IActionResult> Snooze(ConversationId id, [FromForm] string? until, [FromQuery] Screen screen, CancellationToken cancel)
    {
        var acted = times.Read(until) is { } time
            ? await acts.SnoozeAsync(agent.ShopId, id, agent.Id, time, screen.Seen, cancel)
            : new Acted(ActOutcome.NoSuchTime, null);
        return await answers.GoOnAsync(this, new ActDone(id, acted, Deed.Snoozed), screen, cancel);
    }

    /// <summary>Ends it, and opens what is next.</summary>
    [HttpPost("/inbox/{id:long}/close")]
    public async Task<IActionResult> Close(ConversationId id, [FromQuery] Screen screen, CancellationToken cancel) =>
        await answers.GoOnAsync(
            this, new ActDone(id, await acts.CloseAsync(agent.ShopId, id, agent.Id, outcome: null, screen.Seen, cancel), Deed.Closed), screen, cancel);

    /// <summary>Takes it up again.</summary>
    [HttpPost("/inbox/{id:long}/reopen")]
    public async Task<IActionResult> Reopen(ConversationId id, [FromQuery] Screen screen, CancellationToken cancel) =>
        await answers.StayAsync(
            this, new ActDone(id, await acts.ReopenAsync(agent.ShopId, id, agent.Id, cancel), Deed.Reopened), screen, cancel);

    /// <summary>Puts a tag on it, or takes one off.</summary>
    [HttpPost("/inbox/{id:long}/tags")]
    public async Task<IActionResult> Tag(ConversationId id, [FromForm] string? add, [FromForm] string? off, [FromQuery] Screen screen, CancellationToken cancel)
    {
        var isRemoval = !string.IsNullOrEmpty(off);
        var acted = isRemoval
            ? await acts.UntagAsync(agent.ShopId, id, agent.Id, off!, cancel)
            : await acts.TagAsync(agent.ShopId, id, agent.Id, add, cancel);
        return await answers.StayAsync(
            this, new ActDone(id, acted, isRemoval ? Deed.Untagged : Deed.Tagged) { Detail = isRemoval ? off! : Tags.Clean(add) ?? "" }, screen, cancel);
    }

    /// <summary>Takes an act back, and opens what it was done to.</summary>
    [HttpPost("/inbox/{id:long}/undo")]
    public async Task<IActionResult> Undo(
        ConversationId id, [FromForm] string? key, [FromForm] bool said, [FromQuery] Screen screen, CancellationToken cancel)
    {
        var acted = await acts.UndoAsync(agent.ShopId, id, agent.Id, key ?? "", cancel);
        return await answers.StayAsync(this, new ActDone(id, acted, said ? Deed.UndoneClose : Deed.Undone), screen, cancel);
    }
}

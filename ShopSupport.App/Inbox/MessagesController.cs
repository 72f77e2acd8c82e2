using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Replies and notes.</summary>
public sealed class MessagesController(
    CurrentAgent agent, OpenConversations conversations, ConversationStore store, ActAnswers answers) : Controller
{
    private const int LongestKey = 64;

    /// <summary>Saves what the agent wrote, once for each message key; <c>then=done</c> ends the conversation with it.</summary>
    [HttpPost("/inbox/{id:long}/messages")]
    public async Task<IActionResult> Add(
        ConversationId id, [FromForm] string? kind, [FromForm] string? text, [FromForm] string? key, [FromForm] long? seen, [FromForm] string? then,
        [FromQuery] Screen screen, [FromServices] ConnectionStore connections, CancellationToken cancel)
    {
        var written = PlainText.Of((text ?? "").ReplaceLineEndings("\n")).Trim();
        if (kind is not ("reply" or "note") || key is not { Length: > 0 and <= LongestKey })
        {
            return BadRequest();
        }

        var isNote = kind is "note";
        var closes = !isNote && then is "done";
        var draft = new ComposerPage { IsNote = isNote, Text = text ?? "", MessageKey = key };
        if (written.Length is 0 or > ComposerPage.LongestText)
        {
            var error = written.Length == 0 ? "composer.empty" : "composer.too_long";
            return await ExplainAsync(id, screen, StatusCodes.Status422UnprocessableEntity, draft with { ErrorKey = error }, cancel);
        }

        if (await connections.FindAsync(agent.ShopId, cancel) is { IsClosed: true, State: var state })
        {
            return await ExplainAsync(id, screen, StatusCodes.Status409Conflict, draft with { ErrorKey = $"closed.{state.ToKey()}" }, cancel);
        }

        var saved = await SaveAsync(id, (isNote, closes), written, key, seen, cancel);
        switch (saved.Outcome)
        {
            case WriteOutcome.NoConversation:
                return NotFound();
            case WriteOutcome.Newer:
                return await ExplainAsync(id, screen, StatusCodes.Status409Conflict, draft with { ErrorKey = "composer.newer" }, cancel);
            case WriteOutcome.Differs:
                // Sent again, what was written since is a message of its own.
                var differs = draft with { ErrorKey = "composer.differs", SavedText = saved.Message!.Body, MessageKey = ComposerPage.NewKey() };
                return await ExplainAsync(id, screen, StatusCodes.Status409Conflict, differs, cancel);
            case WriteOutcome.Saved or WriteOutcome.Repeated:
                break;
        }

        if (closes && !saved.IsLeftOpen)
        {
            return await answers.GoOnAsync(this, new ActDone(id, new Acted(ActOutcome.Done, saved.CloseKey), Deed.RepliedAndClosed), screen, cancel);
        }

        if (!Request.IsPartial())
        {
            return RedirectToAction(nameof(InboxController.Show), "Inbox", new { id, screen.View });
        }

        return await conversations.FindAsync(id, InboxViews.Parse(screen.View), default, cancel) is { } open
            ? PartialView("~/Inbox/_Saved.cshtml", open with { Composer = open.Composer with { IsSaved = true, IsNote = isNote, Text = "" } })
            : NotFound();
    }

    private Task<Written> SaveAsync(ConversationId id, (bool IsNote, bool Closes) how, string text, string key, long? seen, CancellationToken cancel)
    {
        var known = seen is { } newest ? new MessageId(newest) : (MessageId?)null;
        return how switch
        {
            { IsNote: true } => store.NoteAsync(agent.ShopId, id, agent.Id, text, key, cancel),
            { Closes: true } => store.ReplyAndCloseAsync(agent.ShopId, id, agent.Id, text, key, known, cancel),
            _ => store.ReplyAsync(agent.ShopId, id, agent.Id, text, key, known, cancel),
        };
    }

    private async Task<IActionResult> ExplainAsync(ConversationId id, Screen screen, int status, ComposerPage draft, CancellationToken cancel)
    {
        if (await conversations.FindAsync(id, InboxViews.Parse(screen.View), default, cancel) is not { } open)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        var composer = open.Composer with
        {
            IsNote = draft.IsNote,
            Text = draft.Text,
            MessageKey = draft.MessageKey,
            ErrorKey = draft.ErrorKey,
            SavedText = draft.SavedText,
        };
        return Request.IsPartial()
            ? PartialView("~/Inbox/_Saved.cshtml", open with { Composer = composer })
            : View("~/Inbox/Alone.cshtml", open with { Composer = composer });
    }
}

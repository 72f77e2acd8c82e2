using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Htmx;
using ShopSupport.App.Live;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Replies and notes.</summary>
public sealed class MessagesController(CurrentAgent agent, InboxStore inbox, ConversationStore conversations, CustomerPanelStore customers, EventFeed feed) : Controller
{
    private const int LongestText = 20_000;
    private const int LongestKey = 64;

    /// <summary>Saves what the agent wrote, once for each message key.</summary>
    [HttpPost("/inbox/{id:long}/messages")]
    public async Task<IActionResult> Add(
        ConversationId id, [FromForm] string? kind, [FromForm] string? text, [FromForm] string? key, string? view, CancellationToken cancel)
    {
        var written = (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        if (kind is not ("reply" or "note") || key is not { Length: > 0 and <= LongestKey } || InboxViews.Parse(view) is not { } known)
        {
            return BadRequest();
        }

        var isNote = kind is "note";
        var draft = new ComposerPage { IsNote = isNote, Text = text ?? "", MessageKey = key };
        if (written.Length is 0 or > LongestText)
        {
            var error = written.Length == 0 ? "composer.empty" : "composer.too_long";
            return await ExplainAsync(id, known, StatusCodes.Status422UnprocessableEntity, draft with { ErrorKey = error }, cancel);
        }

        var saved = isNote
            ? await conversations.NoteAsync(agent.ShopId, id, agent.Id, written, key, cancel)
            : await conversations.ReplyAsync(agent.ShopId, id, agent.Id, written, key, cancel);
        switch (saved.Outcome)
        {
            case WriteOutcome.NoConversation:
                return NotFound();
            case WriteOutcome.Differs:
                // Sent again, what was written since is a message of its own.
                var differs = draft with { ErrorKey = "composer.differs", SavedText = saved.Message!.Body, MessageKey = ComposerPage.NewKey() };
                return await ExplainAsync(id, known, StatusCodes.Status409Conflict, differs, cancel);
            case WriteOutcome.Saved or WriteOutcome.Repeated:
                break;
        }

        feed.Nudge();
        if (!Request.IsPartial())
        {
            return RedirectToAction(nameof(InboxController.Show), "Inbox", new { id, view });
        }

        return await OpenConversations.FindAsync(inbox, customers, agent.ShopId, id, known, cancel) is { } open
            ? PartialView("~/Inbox/_Saved.cshtml", open with { Composer = open.Composer with { IsSaved = true, IsNote = isNote } })
            : NotFound();
    }

    private async Task<IActionResult> ExplainAsync(ConversationId id, InboxView view, int status, ComposerPage draft, CancellationToken cancel)
    {
        if (await OpenConversations.FindAsync(inbox, customers, agent.ShopId, id, view, cancel) is not { } open)
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
            ? PartialView("~/Inbox/_Composer.cshtml", composer)
            : View("~/Inbox/Alone.cshtml", open with { Composer = composer });
    }
}

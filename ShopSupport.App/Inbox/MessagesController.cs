using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Live;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Replies and notes.</summary>
public sealed class MessagesController(CurrentAgent agent, InboxStore inbox, CustomerPanelStore customers, EventFeed feed) : Controller
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
        var error = written.Length == 0 ? "composer.empty" : written.Length > LongestText ? "composer.too_long" : null;
        if (error is not null)
        {
            return await ExplainAsync(id, known, isNote, text ?? "", key, error, cancel);
        }

        var saved = isNote
            ? await inbox.NoteAsync(agent.ShopId, id, agent.Id, written, key, cancel)
            : await inbox.ReplyAsync(agent.ShopId, id, agent.Id, written, key, cancel);
        if (saved is null)
        {
            return NotFound();
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

    private async Task<IActionResult> ExplainAsync(
        ConversationId id, InboxView view, bool isNote, string text, string key, string error, CancellationToken cancel)
    {
        if (await OpenConversations.FindAsync(inbox, customers, agent.ShopId, id, view, cancel) is not { } open)
        {
            return NotFound();
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var composer = open.Composer with { IsNote = isNote, Text = text, MessageKey = key, ErrorKey = error };
        return Request.IsPartial()
            ? PartialView("~/Inbox/_Composer.cshtml", composer)
            : View("~/Inbox/Alone.cshtml", open with { Composer = composer });
    }
}

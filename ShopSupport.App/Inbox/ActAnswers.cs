using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.Words;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>An act as it is to be told.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Acted">What became of it.</param>
/// <param name="Deed">What was asked for.</param>
internal sealed record ActDone(ConversationId Id, Acted Acted, Deed Deed)
{
    /// <summary>What the sentence names beside the customer.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>What an agent asked for; each has a sentence for when it was done, the text <c>act.</c> and its key.</summary>
internal enum Deed
{
    Assigned,
    Unassigned,
    Snoozed,
    Closed,
    RepliedAndClosed,
    Reopened,
    Tagged,
    Untagged,
    Undone,

    /// <summary>The end of a conversation was taken back, and the answer it came with stays.</summary>
    UndoneClose,
}

/// <summary>What the screen of the one who asks shows.</summary>
/// <param name="View">The key of the view.</param>
/// <param name="Take">How many rows of it.</param>
/// <param name="Open">The conversation that is open.</param>
/// <param name="Seen">The newest message that it shows.</param>
public sealed record Screen(string? View, int? Take, ConversationId? Open, MessageId? Seen);

/// <summary>What the screen shows after an act: the list and its counts, the conversation, and a line that can take it back.</summary>
public sealed class ActAnswers(InboxLists lists, OpenConversations conversations, Texts texts, Format format)
{
    /// <summary>The conversation stays open.</summary>
    internal Task<IActionResult> StayAsync(Controller controller, ActDone done, Screen screen, CancellationToken cancel) =>
        AnswerAsync(controller, done, done.Id, screen, cancel);

    /// <summary>What waits longest opens in its place; where the act could not be done, all stays.</summary>
    internal async Task<IActionResult> GoOnAsync(Controller controller, ActDone done, Screen screen, CancellationToken cancel) =>
        await AnswerAsync(
            controller,
            done,
            done.Acted.Outcome is ActOutcome.Done or ActOutcome.Unchanged ? await lists.NextAsync(done.Id, cancel) : done.Id,
            screen,
            cancel);

    private async Task<IActionResult> AnswerAsync(
        Controller controller, ActDone done, ConversationId? openId, Screen screen, CancellationToken cancel)
    {
        var view = InboxViews.Parse(screen.View);
        if (done.Acted.Outcome == ActOutcome.NoConversation)
        {
            return controller.NotFound();
        }

        var address = openId is { } there ? $"/inbox/{there}?view={ListPage.KeyOf(view)}" : $"/inbox?view={ListPage.KeyOf(view)}";
        if (!controller.Request.IsPartial())
        {
            return controller.Redirect(address);
        }

        var acted = await conversations.FindAsync(done.Id, view, default, cancel);
        var page = new ActedPage
        {
            List = await lists.ListAsync(view, after: null, screen.Take, openId, cancel),
            Open = openId is not { } id ? null : id == done.Id ? acted : await conversations.FindAsync(id, view, default, cancel),
            ActedOn = done.Id,
            Shown = screen.Open,
            Sentence = Say(done, acted),
            UndoKey = done.Acted.Key is { } key && done.Deed is not (Deed.Undone or Deed.UndoneClose) ? key : null,
            IsSaid = done.Deed == Deed.RepliedAndClosed,
        };
        // The composer, too, may have asked.
        controller.Response.Headers["HX-Retarget"] = "#toast";
        controller.Response.Headers["HX-Reswap"] = "innerHTML";
        controller.Response.StatusCode = done.Acted.Outcome switch
        {
            ActOutcome.NoSuchTime or ActOutcome.NoTag or ActOutcome.TooMany => StatusCodes.Status422UnprocessableEntity,
            ActOutcome.NoAssignee or ActOutcome.TooLate or ActOutcome.Newer => StatusCodes.Status409Conflict,
            ActOutcome.Done or ActOutcome.Unchanged or ActOutcome.NoConversation => StatusCodes.Status200OK,
        };
        return controller.PartialView("~/Inbox/_Acted.cshtml", page);
    }

    private string Say(ActDone done, OpenConversation? acted)
    {
        var row = acted?.Conversation.Row;
        var name = row?.CustomerName is { } known ? format.Called(known) : texts["customer.unknown"];
        return done.Acted.Outcome switch
        {
            ActOutcome.NoAssignee => texts["act.no_assignee"],
            ActOutcome.NoSuchTime => texts["act.no_such_time"],
            ActOutcome.TooLate => texts["act.too_late"],
            ActOutcome.Newer => texts["act.newer"],
            ActOutcome.NoTag => texts.Of("act.tag_wrong", Tags.Longest),
            ActOutcome.TooMany => texts.Of("act.too_many_tags", Tags.Most),
            ActOutcome.Unchanged when done.Deed == Deed.Closed => texts.Of("act.closed_already", name),
            ActOutcome.Unchanged => texts["act.unchanged"],
            ActOutcome.Done or ActOutcome.NoConversation => texts.Of($"act.{done.Deed.ToKey()}", name, done.Deed switch
            {
                Deed.Assigned => row?.AssigneeName,
                Deed.Snoozed => row?.SnoozedUntil is { } until ? format.Moment(until) : "",
                _ => done.Detail,
            }),
        };
    }
}

/// <summary>The screen after an act.</summary>
internal sealed record ActedPage
{
    public required ListPage List { get; init; }

    /// <summary>What is open now; null when nothing waits.</summary>
    public required OpenConversation? Open { get; init; }

    public required ConversationId ActedOn { get; init; }

    /// <summary>What the screen showed when it was asked for.</summary>
    public required ConversationId? Shown { get; init; }

    /// <summary>It was open before: what changed is worked in, and what is being written stays.</summary>
    public bool IsOpenAlready => Open is { } open && open.Id == Shown;

    /// <summary>Where what is next opens: only in the place of what was shown, never over what was opened meanwhile.</summary>
    public string ConversationTarget => Shown is { } shown ? $"#conversation:has(#thread[data-conversation='{shown}'])" : "#conversation:not(:has(#thread))";

    /// <summary>The same for the panel beside it.</summary>
    public string PanelTarget => Shown is { } shown ? $"#panel:has(#beside[data-conversation='{shown}'])" : "#panel:not(:has(#beside[data-conversation]))";

    /// <summary>What was done, or why not.</summary>
    public required string Sentence { get; init; }

    /// <summary>Takes the act back; null for what can't be.</summary>
    public required string? UndoKey { get; init; }

    /// <summary>The act came with an answer, which stays when the act is taken back.</summary>
    public required bool IsSaid { get; init; }
}

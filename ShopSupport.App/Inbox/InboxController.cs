using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>The desk: views, list, conversation, customer.</summary>
public sealed class InboxController(CurrentAgent agent, InboxLists lists, OpenConversations conversations, ShopEventStore events) : Controller
{
    /// <summary>The desk with the first conversation of a view open: a phone shows the list, any other screen both.</summary>
    [HttpGet("/inbox")]
    public async Task<IActionResult> Index(string? view, string? after, CancellationToken cancel)
    {
        var eventNumber = await events.LastNumberAsync(agent.ShopId, cancel);
        var known = InboxViews.Parse(view);
        var list = await lists.ListAsync(known, after, take: null, open: null, cancel);
        var first = list.Page.Rows is [var row, ..] ? await conversations.FindAsync(row.Id, known, default, cancel) : null;
        return View(new InboxPage { EventNumber = eventNumber, Strip = await lists.StripAsync(cancel), List = list with { OpenId = first?.Id }, Open = first, ShowsList = true });
    }

    /// <summary>The desk with a conversation open, or only that conversation and its customer.</summary>
    [HttpGet("/inbox/{id:long}")]
    public async Task<IActionResult> Show(ConversationId id, string? view, string? after, string? messages, string? panel, string? order, CancellationToken cancel)
    {
        var known = InboxViews.Parse(view);
        if (Request.IsPartial())
        {
            return await conversations.FindAsync(id, known, ExtentOf(messages, panel, order), cancel) is { } open ? PartialView("_Opened", open) : NotFound();
        }

        var eventNumber = await events.LastNumberAsync(agent.ShopId, cancel);
        return await conversations.FindAsync(id, known, ExtentOf(messages, panel, order), cancel) is { } shown
            ? View("Index", new InboxPage
            {
                EventNumber = eventNumber,
                Strip = await lists.StripAsync(cancel),
                List = await lists.ListAsync(known, after, take: null, id, cancel),
                Open = shown,
                ShowsList = false,
            })
            : NotFound();
    }

    /// <summary>More rows of a view.</summary>
    [HttpGet("/inbox/rows")]
    public async Task<IActionResult> Rows(string? view, string? after, ConversationId? open, CancellationToken cancel) =>
        PartialView("_Rows", await lists.ListAsync(InboxViews.Parse(view), after, take: null, open, cancel));

    /// <summary>The list from its beginning with the counts, as long as it is on the screen now.</summary>
    [HttpGet("/inbox/list")]
    public async Task<IActionResult> List(string? view, ConversationId? open, int? take, CancellationToken cancel) =>
        PartialView("_ListAndViews", await lists.ListAsync(InboxViews.Parse(view), after: null, take, open, cancel));

    /// <summary>What may have changed of an open conversation: head, thread and customer, but never the composer.</summary>
    [HttpGet("/inbox/{id:long}/thread")]
    public async Task<IActionResult> Thread(ConversationId id, string? view, string? messages, string? panel, string? order, CancellationToken cancel) =>
        await conversations.FindAsync(id, InboxViews.Parse(view), ExtentOf(messages, panel, order), cancel) is { } open ? PartialView("_Refreshed", open) : NotFound();

    private static Extent ExtentOf(string? messages, string? panel, string? order) => new(messages is "all", panel is "true") { Order = order };
}

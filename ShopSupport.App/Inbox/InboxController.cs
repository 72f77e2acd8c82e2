using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Htmx;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>The desk: views, list, conversation, customer.</summary>
public sealed class InboxController(CurrentAgent agent, InboxStore inbox, CustomerPanelStore customers, ShopEventStore events) : Controller
{
    private const int PageSize = 40;
    private const int LargestRefresh = 400;

    /// <summary>The desk with the first conversation of a view open: a phone shows the list, any other screen both.</summary>
    [HttpGet("/inbox")]
    public async Task<IActionResult> Index(string? view, string? after, CancellationToken cancel)
    {
        var eventNumber = await events.LastNumberAsync(agent.ShopId, cancel);
        if (await ListAsync(view, after, PageSize, null, cancel) is not { } list)
        {
            return BadRequest();
        }

        var first = list.Page.Rows is [var row, ..] ? await OpenAsync(row.Id, view, cancel) : null;
        return View(new InboxPage { EventNumber = eventNumber, List = list with { OpenId = first?.Id }, Open = first, ShowsList = true });
    }

    /// <summary>The desk with a conversation open, or only that conversation and its customer.</summary>
    [HttpGet("/inbox/{id:long}")]
    public async Task<IActionResult> Show(ConversationId id, string? view, string? after, CancellationToken cancel)
    {
        if (Request.IsPartial())
        {
            return await OpenAsync(id, view, cancel) is { } open ? PartialView("_Opened", open) : NotFound();
        }

        var eventNumber = await events.LastNumberAsync(agent.ShopId, cancel);
        if (await OpenAsync(id, view, cancel) is not { } shown)
        {
            return NotFound();
        }

        return await ListAsync(view, after, PageSize, id, cancel) is { } list
            ? View("Index", new InboxPage { EventNumber = eventNumber, List = list, Open = shown, ShowsList = false })
            : BadRequest();
    }

    /// <summary>More rows of a view.</summary>
    [HttpGet("/inbox/rows")]
    public async Task<IActionResult> Rows(string? view, string? after, ConversationId? open, CancellationToken cancel) =>
        await ListAsync(view, after, PageSize, open, cancel) is { } list ? PartialView("_Rows", list) : BadRequest();

    /// <summary>The list from its beginning with the counts, as long as it is on the screen now.</summary>
    [HttpGet("/inbox/list")]
    public async Task<IActionResult> List(string? view, ConversationId? open, int? take, CancellationToken cancel) =>
        await ListAsync(view, null, Math.Clamp(take ?? PageSize, PageSize, LargestRefresh), open, cancel) is { } list
            ? PartialView("_ListAndViews", list)
            : BadRequest();

    /// <summary>What may have changed of an open conversation: head, thread and customer, but never the composer.</summary>
    [HttpGet("/inbox/{id:long}/thread")]
    public async Task<IActionResult> Thread(ConversationId id, string? view, CancellationToken cancel) =>
        await OpenAsync(id, view, cancel) is { } open ? PartialView("_Refreshed", open) : NotFound();

    private async Task<ListPage?> ListAsync(string? view, string? after, int take, ConversationId? open, CancellationToken cancel)
    {
        if (InboxViews.Parse(view) is not { } known || !ListPositions.TryRead(after, out var position))
        {
            return null;
        }

        return new ListPage
        {
            View = known,
            Counts = await inbox.CountAsync(agent.ShopId, agent.Id, cancel),
            Page = await inbox.ListAsync(agent.ShopId, known, agent.Id, position, take, cancel),
            OpenId = open,
            IsContinued = position is not null,
        };
    }

    private Task<OpenConversation?> OpenAsync(ConversationId id, string? view, CancellationToken cancel) =>
        InboxViews.Parse(view) is { } known ? OpenConversations.FindAsync(inbox, customers, agent.ShopId, id, known, cancel) : Task.FromResult<OpenConversation?>(null);
}

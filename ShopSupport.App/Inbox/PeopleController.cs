using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Customers: beside a conversation, and those with whom none may have been.</summary>
public sealed class PeopleController(CurrentAgent agent, InboxStore inbox, PanelPages panels, InboxLists lists, ShopEventStore events) : Controller
{
    /// <summary>A customer with whom no conversation is: their panel in the desk. With one, the newest opens.</summary>
    [HttpGet("/customers/{id:long}")]
    public async Task<IActionResult> Show(CustomerId id, string? order, string? panel, CancellationToken cancel)
    {
        var eventNumber = await events.LastNumberAsync(agent.ShopId, cancel);
        var person = await panels.ReadAsync(id, conversation: null, InboxView.All, new Extent(AllMessages: false, panel is "true") { Order = order }, cancel);
        if (person.Customer is not { } customer)
        {
            return NotFound();
        }

        // Who has written is met where they wrote.
        if (customer.Conversations is [var newest, ..])
        {
            return RedirectToAction(nameof(InboxController.Show), "Inbox", new { id = newest.Id, view = person.ViewKey, order });
        }

        return Request.IsPartial()
            ? PartialView("~/Inbox/_PersonOpened.cshtml", person)
            : View("~/Inbox/Index.cshtml", new InboxPage
            {
                EventNumber = eventNumber,
                Strip = await lists.StripAsync(cancel),
                List = await lists.ListAsync(InboxView.Waiting, after: null, take: null, open: null, cancel),
                Person = person,
                ShowsList = false,
            });
    }

    /// <summary>The panel of one customer; the conversation it stands beside is not listed in it, and says what stands on top.</summary>
    [HttpGet("/customers/{id:long}/panel")]
    public async Task<IActionResult> Panel(CustomerId id, ConversationId? conversation, string? view, string? order, bool whole, CancellationToken cancel)
    {
        var beside = conversation is { } known ? await inbox.FindAsync(agent.ShopId, known, agent.Id, InboxStore.MessagesShown, cancel) : null;
        var extent = new Extent(AllMessages: false, whole) { Order = order };
        var page = await panels.ReadAsync(id, beside, InboxViews.Parse(view), extent, cancel);
        return page.Customer is null ? NotFound() : PartialView("~/Customers/_Panel.cshtml", page);
    }
}

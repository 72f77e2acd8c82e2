using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Htmx;
using ShopSupport.App.Inbox;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Customers;

/// <summary>The customer's side of the desk.</summary>
public sealed class CustomersController(CurrentAgent agent, CustomerPanelStore customers, InboxLists lists, ShopEventStore events) : Controller
{
    /// <summary>A customer with whom there may be no conversation: their panel in the desk.</summary>
    [HttpGet("/customers/{id:long}")]
    public async Task<IActionResult> Show(CustomerId id, string? order, CancellationToken cancel)
    {
        var eventNumber = await events.LastNumberAsync(agent.ShopId, cancel);
        if (await customers.FindAsync(agent.ShopId, id, new PanelQuestion { Names = order is null ? [] : [order] }, cancel) is not { } customer)
        {
            return NotFound();
        }

        var named = customer.Orders.Where(one => string.Equals(one.Name, order, StringComparison.Ordinal)).Select(one => one.Id);
        var person = new PanelPage { Customer = customer, ViewKey = ListPage.KeyOf(InboxView.All), Named = [.. named] };
        return Request.IsPartial()
            ? PartialView("~/Customers/_PersonOpened.cshtml", person)
            : View("~/Inbox/Index.cshtml", new InboxPage
            {
                EventNumber = eventNumber,
                List = await lists.ListAsync(InboxView.Waiting, after: null, take: null, open: null, cancel),
                Person = person,
                ShowsList = false,
            });
    }

    /// <summary>The panel of one customer; the conversation it stands beside is not listed in it.</summary>
    [HttpGet("/customers/{id:long}/panel")]
    public async Task<IActionResult> Panel(CustomerId id, ConversationId? conversation, string? view, bool whole, CancellationToken cancel) =>
        await customers.FindAsync(agent.ShopId, id, new PanelQuestion { Except = conversation, IsWhole = whole }, cancel) is { } customer
            ? PartialView("_Panel", new PanelPage { Customer = customer, ConversationId = conversation, ViewKey = view ?? "", IsWhole = whole })
            : NotFound();
}

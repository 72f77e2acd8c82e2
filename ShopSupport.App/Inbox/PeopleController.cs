using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Audit;
using ShopSupport.App.Customers;
using ShopSupport.App.Htmx;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Customers with whom no conversation may have been.</summary>
public sealed class PeopleController(CurrentAgent agent, SeenCustomers customers, InboxLists lists, ShopEventStore events) : Controller
{
    /// <summary>A customer with whom no conversation is: their panel in the desk. With one, the newest opens.</summary>
    [HttpGet("/customers/{id:long}")]
    public async Task<IActionResult> Show(CustomerId id, string? order, CancellationToken cancel)
    {
        var eventNumber = await events.LastNumberAsync(agent.ShopId, cancel);
        if (await customers.FindAsync(id, new PanelQuestion { Names = order is null ? [] : [order] }, beside: null, cancel) is not { } customer)
        {
            return NotFound();
        }

        // Who has written is met where they wrote.
        if (customer.Conversations is [var newest, ..])
        {
            return RedirectToAction(nameof(InboxController.Show), "Inbox", new { id = newest.Id, view = ListPage.KeyOf(InboxView.All), order });
        }

        var named = customer.Orders.Where(one => string.Equals(one.Name, order, StringComparison.Ordinal)).Select(one => one.Id);
        var person = new PanelPage { Customer = customer, ViewKey = ListPage.KeyOf(InboxView.All), Named = [.. named] };
        return Request.IsPartial()
            ? PartialView("~/Inbox/_PersonOpened.cshtml", person)
            : View("~/Inbox/Index.cshtml", new InboxPage
            {
                EventNumber = eventNumber,
                List = await lists.ListAsync(InboxView.Waiting, after: null, take: null, open: null, cancel),
                Person = person,
                ShowsList = false,
            });
    }
}

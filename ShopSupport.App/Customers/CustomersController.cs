using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Customers;

/// <summary>The customer's side of the desk.</summary>
public sealed class CustomersController(CurrentAgent agent, CustomerPanelStore customers) : Controller
{
    /// <summary>The panel of one customer; the conversation it stands beside is not listed in it.</summary>
    [HttpGet("/customers/{id:long}/panel")]
    public async Task<IActionResult> Panel(CustomerId id, ConversationId? conversation, string? view, bool whole, CancellationToken cancel) =>
        await customers.FindAsync(agent.ShopId, id, new PanelQuestion { Except = conversation, IsWhole = whole }, cancel) is { } customer
            ? PartialView("_Panel", new PanelPage { Customer = customer, ConversationId = conversation, ViewKey = view ?? "", IsWhole = whole })
            : NotFound();
}

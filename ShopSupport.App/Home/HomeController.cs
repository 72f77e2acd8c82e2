using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Events;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Shops;

namespace ShopSupport.App.Home;

/// <summary>The app's first page in the admin: how the desk is doing, and what there is to set up.</summary>
public sealed class HomeController(CurrentAgent agent, HomePages pages, DeskFigures figures, FirstSteps steps, ShopEventStore events) : Controller
{
    private const int MostParcels = 200;

    /// <summary>What the admin opens first; at the desk's own address that is the inbox.</summary>
    [HttpGet("/")]
    public Task<IActionResult> Root(CancellationToken cancel) =>
        agent.IsInAdmin ? Index(cancel) : Task.FromResult<IActionResult>(Redirect($"/inbox{Request.QueryString}"));

    /// <summary>The page, or its cards.</summary>
    [HttpGet("/home")]
    public async Task<IActionResult> Index(CancellationToken cancel)
    {
        var page = await pages.ReadAsync(await events.LastNumberAsync(agent.ShopId, cancel), cancel);
        return Request.IsPartial() ? PartialView("_State", page) : View("Index", page);
    }

    /// <summary>Which orders have a delivery problem.</summary>
    [HttpGet("/home/parcels")]
    public async Task<IActionResult> Parcels(CancellationToken cancel)
    {
        var number = await events.LastNumberAsync(agent.ShopId, cancel);
        var found = await figures.ListParcelTroublesAsync(agent.ShopId, MostParcels + 1, cancel);
        var page = new ParcelsPage
        {
            EventNumber = number,
            Parcels = [.. found.Take(MostParcels)],
            Awaited = await figures.CountAwaitedOrdersAsync(agent.ShopId, cancel),
            IsCut = found.Count > MostParcels,
        };
        return Request.IsPartial() ? PartialView("_Parcels", page) : View("Parcels", page);
    }

    /// <summary>Puts the list of first steps away for the whole shop, or brings it back.</summary>
    [HttpPost("/home/steps"), StaffOnly]
    public async Task<IActionResult> Steps(bool hidden, CancellationToken cancel)
    {
        await steps.HideAsync(agent.ShopId, agent.Id, hidden, cancel);
        return Request.IsPartial() ? PartialView("_State", await pages.ReadAsync(await events.LastNumberAsync(agent.ShopId, cancel), cancel)) : Redirect("/home");
    }
}

using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Htmx;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inventory;

/// <summary>Looks up what is in stock.</summary>
public sealed class StockController(CurrentAgent agent, StockStore stock) : Controller
{
    private const int Most = 12;
    private const int LongestQuestion = 100;

    /// <summary>Items whose titles and number hold the words.</summary>
    [HttpGet("/stock")]
    public async Task<IActionResult> Search(string? q, CancellationToken cancel)
    {
        var asked = (q ?? "").Trim();
        asked = asked.Length > LongestQuestion ? asked[..LongestQuestion] : asked;
        var found = await stock.SearchAsync(agent.ShopId, asked, Most, cancel);
        var page = new StockPage(asked, found);
        return Request.IsPartial() ? PartialView("~/Inventory/_Found.cshtml", page) : View("~/Inventory/Index.cshtml", page);
    }
}

internal sealed record StockPage(string Question, Found<StockItem> Found);

/// <summary>A list of items.</summary>
/// <param name="Items">In the order of the screen.</param>
/// <param name="IsWatched">True when a change while the page is open is marked; once in a page, since the items then have ids.</param>
internal sealed record StockItems(IReadOnlyList<StockItem> Items, bool IsWatched);

using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inventory;

/// <summary>Looks up what is in stock.</summary>
public sealed class StockController(CurrentAgent agent, StockStore stock) : Controller
{
    private const int LongestQuestion = 100;

    /// <summary>Items whose titles and number hold the words.</summary>
    /// <param name="take">How many are shown.</param>
    [HttpGet("/stock")]
    public async Task<IActionResult> Search(string? q, int? take, CancellationToken cancel)
    {
        var asked = (q ?? "").Trim();
        asked = asked.Length > LongestQuestion ? asked[..LongestQuestion] : asked;
        var found = await stock.SearchAsync(agent.ShopId, asked, Math.Clamp(take ?? StockPage.Shown, 1, Found.Cap), cancel);
        var isPart = Request.IsPartial();
        var page = new StockPage(asked, found, asked.Length > 0 || isPart ? 0 : await stock.CountAsync(agent.ShopId, cancel));
        return isPart ? PartialView("~/Inventory/_Found.cshtml", page) : View("~/Inventory/Index.cshtml", page);
    }
}

/// <summary>What was looked up.</summary>
/// <param name="All">How many there are to look in; 0 where that is not said.</param>
internal sealed record StockPage(string Question, Found<StockItem> Found, int All)
{
    /// <summary>How many are shown at first.</summary>
    public const int Shown = 12;

    /// <summary>The same question with all that is counted.</summary>
    public string WholeAddress => $"/stock?q={Uri.EscapeDataString(Question)}&take={Core.Values.Found.Cap}";
}

/// <summary>A list of items.</summary>
/// <param name="Items">In the order of the screen.</param>
/// <param name="IsWatched">True when a change while the page is open is marked; once in a page, since the items then have ids.</param>
internal sealed record StockItems(IReadOnlyList<StockItem> Items, bool IsWatched);

using Microsoft.AspNetCore.Mvc;

namespace ShopSupport.App.Inbox;

/// <summary>The strips that tell how far a shop is: the demo's while it is made, a real one's history while it comes in.</summary>
public sealed class MakingController : Controller
{
    /// <summary>The strip as it stands now; nothing when all is there.</summary>
    [HttpGet("/inbox/making")]
    public IActionResult Show() => PartialView("~/Inbox/_Making.cshtml");

    /// <summary>The strip of the import as it stands now; nothing to see when it is over.</summary>
    [HttpGet("/inbox/import")]
    public IActionResult Import() => PartialView("~/Inbox/_Import.cshtml");
}

using Microsoft.AspNetCore.Mvc;

namespace ShopSupport.App.Inbox;

/// <summary>The strip that tells how far the demo shop is.</summary>
public sealed class MakingController : Controller
{
    /// <summary>The strip as it stands now; nothing when all is there.</summary>
    [HttpGet("/inbox/making")]
    public IActionResult Show() => PartialView("~/Inbox/_Making.cshtml");
}

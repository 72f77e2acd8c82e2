using Microsoft.AspNetCore.Mvc;

namespace ShopSupport.App.Inbox;

/// <summary>The strip that tells how far a shop's history is, while it comes in.</summary>
public sealed class ImportController(ImportStrips strips) : Controller
{
    /// <summary>The strip as it stands now; nothing to see when it is over.</summary>
    [HttpGet("/inbox/import")]
    public async Task<IActionResult> Show(CancellationToken cancel) => PartialView("~/Inbox/_Import.cshtml", await strips.ReadAsync(cancel));
}

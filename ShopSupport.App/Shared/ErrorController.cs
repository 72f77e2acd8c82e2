using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace ShopSupport.App.Shared;

/// <summary>What went wrong, said in the reader's language, as a page or as the part that was asked for.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorController : Controller
{
    private static readonly int[] Explained = [401, 403, 404, 503];

    /// <summary>The page for a status; what has no words of its own is a failure of ours or a bad request.</summary>
    [Route("/error/{status:int?}")]
    public IActionResult Show(int status = StatusCodes.Status500InternalServerError)
    {
        Response.StatusCode = status is >= 400 and < 600 ? status : StatusCodes.Status404NotFound;
        var page = new ErrorPage(Response.StatusCode, Explained.Contains(Response.StatusCode)
            ? Response.StatusCode.ToString(CultureInfo.InvariantCulture)
            : Response.StatusCode < 500 ? "400" : "500");
        return Request.IsPartial() ? PartialView("_Error", page) : View("Error", page);
    }
}

/// <summary>An error as the page shows it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Words">The part of the text keys.</param>
internal sealed record ErrorPage(int Status, string Words);

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Shops;

namespace ShopSupport.App.Outside;

/// <summary>Where a link leads: a page that says whose desk it opens, and a button that uses the link up.</summary>
public sealed class JoinController(OutsideAgents outside, ShopStore shops) : Controller
{
    /// <summary>Whoever only looks (as mail programs do at every link) uses nothing up.</summary>
    [HttpGet("/join/{secret}"), AllowAnonymous]
    public async Task<IActionResult> Index(string secret, CancellationToken cancel)
    {
        if (await outside.FindLinkAsync(secret, cancel) is not { } link || await shops.FindAsync(link.ShopId, cancel) is not { IsInstalled: true } shop)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return View("~/Outside/Join.cshtml", new JoinPage(null, "", ""));
        }

        return View("~/Outside/Join.cshtml", new JoinPage(secret, shop.Name, link.Name));
    }

    /// <summary>Begins the session.</summary>
    [HttpPost("/join/{secret}"), AllowAnonymous]
    public async Task<IActionResult> Begin(string secret, CancellationToken cancel)
    {
        if (await outside.UseAsync(secret, cancel) is not { } entered)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return View("~/Outside/Join.cshtml", new JoinPage(null, "", ""));
        }

        await OutsideSignIn.BeginAsync(HttpContext, entered.ShopId, entered.Agent);
        return Redirect("/inbox");
    }

    /// <summary>Ends it.</summary>
    [HttpPost("/leave")]
    public async Task<IActionResult> Leave()
    {
        await HttpContext.SignOutAsync(OutsideSignIn.SchemeName);
        return Redirect("/left");
    }

    /// <summary>Says that it is over.</summary>
    [HttpGet("/left"), AllowAnonymous]
    public IActionResult Left() => View("~/Outside/Left.cshtml");
}

/// <summary>An invitation as the page shows it.</summary>
/// <param name="Secret">What the button sends; null when the link works no more.</param>
/// <param name="Shop">Whose desk it is.</param>
/// <param name="Name">Who is meant.</param>
public sealed record JoinPage(string? Secret, string Shop, string Name);

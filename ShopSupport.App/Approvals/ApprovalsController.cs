using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Approvals;

/// <summary>What waits for a manager, and what they say to it.</summary>
[ManagerOnly]
public sealed class ApprovalsController(CurrentAgent agent, ApprovalStore approvals, ShopEventStore events) : Controller
{
    private const int Most = 100;

    /// <summary>The list, the longest waiting first.</summary>
    [HttpGet("/approvals")]
    public async Task<IActionResult> Index(CancellationToken cancel)
    {
        var page = await PageAsync(notice: null, cancel);
        return Request.IsPartial() ? PartialView("_Waiting", page) : View(page);
    }

    /// <summary>Approves or declines. The screens are told by the shop's events, that of who decided too.</summary>
    [HttpPost("/approvals/{id:long}")]
    public async Task<IActionResult> Decide(ActionId id, string? decision, string? why, CancellationToken cancel)
    {
        if (decision is not ("approved" or "declined"))
        {
            return BadRequest();
        }

        var decided = await approvals.DecideAsync(agent.ShopId, agent.Id, id, decision is "approved", why, cancel);
        var notice = decided.Outcome switch
        {
            DecideOutcome.Decided => null,
            DecideOutcome.Over => "approvals.over",
            DecideOutcome.Own => "approvals.own",
            DecideOutcome.NotManager or DecideOutcome.NotFound => "",
        };
        if (notice is "")
        {
            return decided.Outcome is DecideOutcome.NotFound ? NotFound() : StatusCode(StatusCodes.Status403Forbidden);
        }

        if (notice is null)
        {
            return Request.IsPartial() ? NoContent() : Redirect("/approvals");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        var page = await PageAsync(notice, cancel);
        return Request.IsPartial() ? PartialView("_Waiting", page) : View("Index", page);
    }

    private async Task<ApprovalsPage> PageAsync(string? notice, CancellationToken cancel) => new()
    {
        EventNumber = await events.LastNumberAsync(agent.ShopId, cancel),
        Actions = await approvals.ListAsync(agent.ShopId, Most, cancel),
        Count = await approvals.CountAsync(agent.ShopId, cancel),
        Notice = notice,
    };
}

/// <summary>What waits, as the page shows it.</summary>
public sealed record ApprovalsPage
{
    /// <summary>The shop's newest event before anything was read.</summary>
    public required long EventNumber { get; init; }

    public required IReadOnlyList<DeskAction> Actions { get; init; }

    /// <summary>How many wait in all.</summary>
    public required long Count { get; init; }

    /// <summary>The key of the text that says why nothing was decided; null otherwise.</summary>
    public string? Notice { get; init; }
}

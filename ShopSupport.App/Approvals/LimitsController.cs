using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Approvals;

/// <summary>What agents may do without a manager, and who the managers are.</summary>
[ManagerOnly]
public sealed class LimitsController(CurrentAgent agent, LimitStore limits, AgentStore agents, IEnumerable<IActionKind> kinds) : Controller
{
    /// <summary>What holds.</summary>
    [HttpGet("/settings/approvals")]
    public async Task<IActionResult> Index(CancellationToken cancel) => View("~/Approvals/Limits.cshtml", await SavedAsync(cancel));

    /// <summary>Saves what was typed, all of it or nothing.</summary>
    [HttpPost("/settings/approvals")]
    public async Task<IActionResult> Save(CancellationToken cancel)
    {
        var typed = LimitsPage.Of(Request.Form, kinds, agent.Currency);
        if (!typed.IsRight)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Show(typed with { Staff = await agents.ListStaffAsync(agent.ShopId, cancel) });
        }

        await limits.SaveAsync(agent.ShopId, agent.Id, agent.Name, typed.Rules(agent.Currency), cancel);
        return Show(await SavedAsync(cancel) with { IsSaved = true });
    }

    /// <summary>Makes a manager of somebody, or takes it back. The last manager stays one.</summary>
    [HttpPost("/settings/managers/{id:long}")]
    public async Task<IActionResult> Manager(long id, bool manager, CancellationToken cancel)
    {
        await agents.SetManagerAsync(agent.ShopId, agent.Id, new AgentId(id), manager, cancel);
        return Show(await SavedAsync(cancel));
    }

    private async Task<LimitsPage> SavedAsync(CancellationToken cancel) =>
        LimitsPage.Of(await limits.ReadAsync(agent.ShopId, cancel), kinds) with { Staff = await agents.ListStaffAsync(agent.ShopId, cancel) };

    private IActionResult Show(LimitsPage page) => Request.IsPartial() ? PartialView("~/Approvals/_Limits.cshtml", page) : View("~/Approvals/Limits.cshtml", page);
}

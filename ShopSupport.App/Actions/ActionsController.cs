using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Actions;

/// <summary>
/// What agents do to orders, subscriptions and customers: a confirmation that says what will happen, worked out anew with each
/// choice, and asking for exactly what it said.
/// </summary>
public sealed class ActionsController(CurrentAgent agent, ActionStore store, ActionSeal seal, Confirmations confirmations) : Controller
{
    private const string WhyField = "to-manager";

    /// <summary>The confirmation as it opens.</summary>
    [HttpGet("/actions/{kind}/{id:long}")]
    public Task<IActionResult> Show(string kind, long id, ConversationId? conversation, CancellationToken cancel) =>
        PlanAsync(kind, id, conversation, ActionWish.Empty, notice: null, cancel);

    /// <summary>The confirmation with what was chosen.</summary>
    [HttpPost("/actions/{kind}/{id:long}/plan")]
    public Task<IActionResult> Plan(string kind, long id, [FromQuery] ConversationId? conversation, CancellationToken cancel) =>
        PlanAsync(kind, id, conversation, Posted(), notice: null, cancel);

    /// <summary>Asks for what the confirmation said.</summary>
    [HttpPost("/actions/{kind}/{id:long}")]
    public async Task<IActionResult> Ask(string kind, long id, [FromQuery] ConversationId? conversation, [FromForm] string? @sealed, CancellationToken cancel)
    {
        if (seal.Open(agent, @sealed) is not { } shown || !string.Equals(shown.Kind, kind, StringComparison.Ordinal) || shown.SubjectId != id || shown.ConversationId != conversation)
        {
            return await PlanAsync(kind, id, conversation, Posted(), "too_old", cancel);
        }

        if (Posted() is var posted && !posted.AgreesWith(shown.Wish))
        {
            return await PlanAsync(kind, id, conversation, posted, "changed_meanwhile", cancel);
        }

        var asked = await store.AskAsync(agent.ShopId, agent.Id, shown with { Why = Request.Form[WhyField] }, cancel);
        switch (asked.Outcome)
        {
            case AskOutcome.NotFound:
                return NotFound();
            case AskOutcome.Overtaken:
                return await PlanAsync(kind, id, conversation, posted, "overtaken", cancel);
            case AskOutcome.LimitsMoved:
                return await PlanAsync(kind, id, conversation, posted, "limits_moved", cancel);
            case AskOutcome.Asked or AskOutcome.Repeated:
                break;
        }

        return Request.IsPartial() ? PartialView("_Asked", asked.Action)
            : Redirect(conversation is { } beside ? $"/inbox/{beside}" : "/inbox");
    }

    private async Task<IActionResult> PlanAsync(string kind, long id, ConversationId? conversation, ActionWish wish, string? notice, CancellationToken cancel)
    {
        var why = Request.HasFormContentType ? Request.Form[WhyField].ToString() : null;
        if (await confirmations.PlanAsync(kind, id, conversation, wish, why, cancel) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = notice is not null ? StatusCodes.Status409Conflict
            : page.Plan.Refusal is null || wish.IsEmpty ? StatusCodes.Status200OK
            : StatusCodes.Status422UnprocessableEntity;
        var shown = page with { Notice = notice };
        return Request.IsPartial() ? PartialView("_Ask", shown) : View("Ask", shown);
    }

    // That it was shown is a choice too: everything unticked is not the same as nothing chosen yet.
    private ActionWish Posted() => new(Request.Form
        .Where(field => field.Key is not ("sealed" or WhyField) && !field.Key.StartsWith("__", StringComparison.Ordinal))
        .Select(field => KeyValuePair.Create(field.Key, field.Value[^1] ?? "")).Append(new("shown", "true")));
}

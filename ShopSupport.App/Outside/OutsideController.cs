using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Outside;

/// <summary>Who may come in from outside: for those who sit in the shop's own admin.</summary>
[StaffOnly]
public sealed class OutsideController(CurrentAgent agent, OutsideAgents outside) : Controller
{
    /// <summary>The list, and the door.</summary>
    [HttpGet("/outside")]
    public async Task<IActionResult> Index(CancellationToken cancel) => View(await PageAsync(null, null, cancel));

    /// <summary>Opens the door or closes it.</summary>
    [HttpPost("/outside/door")]
    public async Task<IActionResult> Door(bool open, CancellationToken cancel)
    {
        await outside.SetOpenAsync(agent.ShopId, agent.Id, open, cancel);
        return await AnswerAsync(null, null, cancel);
    }

    /// <summary>Invites somebody; the answer is the only place where the link is ever shown.</summary>
    [HttpPost("/outside/invitations")]
    public async Task<IActionResult> Invite(string? name, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name) || !await outside.IsOpenAsync(agent.ShopId, cancel))
        {
            return await ExplainAsync(string.IsNullOrWhiteSpace(name) ? "outside.no_name" : "outside.shut", name, cancel);
        }

        return await AnswerAsync(await outside.InviteAsync(agent.ShopId, agent.Id, name.Trim(), cancel), name.Trim(), cancel);
    }

    /// <summary>A new link for somebody who was invited; the one before works no more.</summary>
    [HttpPost("/outside/invitations/{key}/link")]
    public async Task<IActionResult> Renew(string key, CancellationToken cancel)
    {
        if (!await outside.IsOpenAsync(agent.ShopId, cancel))
        {
            return await ExplainAsync("outside.shut", name: null, cancel);
        }

        return await outside.RenewAsync(agent.ShopId, agent.Id, key, cancel) is var (secret, name)
            ? await AnswerAsync(secret, name, cancel)
            : await ExplainAsync("outside.taken", name: null, cancel);
    }

    /// <summary>Takes an invitation back.</summary>
    [HttpPost("/outside/invitations/{key}/withdrawal")]
    public async Task<IActionResult> Withdraw(string key, CancellationToken cancel) =>
        await outside.WithdrawAsync(agent.ShopId, key, cancel) ? await AnswerAsync(null, null, cancel) : await ExplainAsync("outside.taken", name: null, cancel);

    /// <summary>A new link for one who is in.</summary>
    [HttpPost("/outside/{id:long}/link")]
    public async Task<IActionResult> Link(long id, CancellationToken cancel) =>
        await outside.FindAsync(agent.ShopId, new AgentId(id), cancel) is { } known
        && await outside.LinkAsync(agent.ShopId, agent.Id, known.Id, cancel) is { } secret
            ? await AnswerAsync(secret, known.Name, cancel)
            : NotFound();

    /// <summary>Puts somebody out, or lets them in again.</summary>
    [HttpPost("/outside/{id:long}/active")]
    public async Task<IActionResult> Active(long id, bool active, CancellationToken cancel) =>
        await outside.SetActiveAsync(agent.ShopId, agent.Id, new AgentId(id), active, cancel) ? await AnswerAsync(null, null, cancel) : NotFound();

    private async Task<IActionResult> ExplainAsync(string errorKey, string? name, CancellationToken cancel)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return PartialView("_Outside", await PageAsync(null, null, cancel) with { ErrorKey = errorKey, Typed = name });
    }

    private async Task<IActionResult> AnswerAsync(string? secret, string? name, CancellationToken cancel) =>
        PartialView("_Outside", await PageAsync(secret, name, cancel));

    private async Task<OutsidePage> PageAsync(string? secret, string? name, CancellationToken cancel) => new()
    {
        IsOpen = await outside.IsOpenAsync(agent.ShopId, cancel),
        Agents = await outside.ListAsync(agent.ShopId, cancel),
        Invited = await outside.ListInvitedAsync(agent.ShopId, cancel),
        Link = secret is null ? null : $"{Scheme()}://{Request.Host}{Request.PathBase}/join/{secret}",
        LinkFor = name,
    };

    // A proxy ends TLS in front of the desk; only on the developer's own machine there is none.
    private string Scheme() => Request.Host.Host is "localhost" or "127.0.0.1" ? Request.Scheme : "https";
}

/// <summary>Who may come in from outside, as the page shows it.</summary>
public sealed record OutsidePage
{
    /// <summary>Whether anybody may.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Those who did, or may no more.</summary>
    public required IReadOnlyList<Agent> Agents { get; init; }

    /// <summary>Those who were asked.</summary>
    public required IReadOnlyList<Invited> Invited { get; init; }

    /// <summary>A link that was just made; shown this once.</summary>
    public string? Link { get; init; }

    /// <summary>Whom it is for.</summary>
    public string? LinkFor { get; init; }

    /// <summary>The key of the text that says what is wrong; null when nothing is.</summary>
    public string? ErrorKey { get; init; }

    /// <summary>What stands in the field of the name.</summary>
    public string? Typed { get; init; }
}

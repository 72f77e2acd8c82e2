using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>What an agent has looked at.</summary>
public sealed class SeenController(CurrentAgent agent, InboxStore inbox, TimeProvider clock) : Controller
{
    /// <summary>The agent has seen a conversation up to that message.</summary>
    [HttpPost("/inbox/{id:long}/seen")]
    public async Task<IActionResult> See(ConversationId id, MessageId until, CancellationToken cancel)
    {
        await inbox.SeeAsync(agent.ShopId, id, agent.Id, until, clock.GetUtcNow(), cancel);
        return NoContent();
    }
}

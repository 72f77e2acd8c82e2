using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Keeps what an agent is writing.</summary>
public sealed class DraftsController(CurrentAgent agent, DraftStore drafts, Format format) : Controller
{
    /// <summary>Keeps a reply or a note as it stands; an empty one is forgotten. Answers with the time of day on the screen, or that its message was said, or that a later text came before it.</summary>
    [HttpPost("/inbox/{id:long}/drafts/{kind}")]
    public async Task<IActionResult> Keep(
        ConversationId id, string kind, [FromForm] string? text, [FromForm] string? key, [FromForm] long? revision, CancellationToken cancel)
    {
        var body = PlainText.Of((text ?? "").ReplaceLineEndings("\n"));
        if (kind is not ("reply" or "note"))
        {
            return BadRequest();
        }

        if (body.Length > ComposerPage.LongestText)
        {
            return StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var kept = string.IsNullOrWhiteSpace(body) ? "" : body;
        var (outcome, at) = await drafts.KeepAsync(
            agent.ShopId, id, agent.Id, kind is "note" ? MessageKind.Note : MessageKind.Agent, kept, key ?? "", revision ?? 0, cancel);
        return outcome switch
        {
            DraftOutcome.NoConversation => NotFound(),
            // On its way when its message was said: nobody did wrong.
            DraftOutcome.Said => Json(new { isSaid = true }),
            DraftOutcome.Overtaken => Json(new { isOvertaken = true }),
            DraftOutcome.Kept => Json(new { at = at.ToUnixTimeMilliseconds(), time = format.Clock(at) }),
        };
    }
}

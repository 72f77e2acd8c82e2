using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.App.Sync;

/// <summary>What came in from Shopify and the channels, what waits, and what failed.</summary>
public sealed class SyncController(CurrentAgent agent, SyncStore sync, WorkStore work, SyncPages pages, ILogger<SyncController> log) : Controller
{
    private const int MostRetries = 1000;

    /// <summary>The state of the synchronisation.</summary>
    /// <param name="take">How many failed deliveries are shown.</param>
    [HttpGet("/sync")]
    public Task<IActionResult> Index(int? take, CancellationToken cancel) => ShowAsync(take, retried: null, cancel);

    /// <summary>Puts a parked delivery back into the queue. What becomes of it is told by the page as it happens.</summary>
    [HttpPost("/sync/{webhookId}/retry")]
    public async Task<IActionResult> Retry(string webhookId, int? take, CancellationToken cancel)
    {
        try
        {
            return await sync.RetryAsync(agent.ShopId, webhookId, cancel) ? await DoneAsync(take, retried: null, cancel) : NotFound();
        }
        catch (QueueUnavailableException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Puts all parked deliveries back into the queue, the latest first, and says how many are left. A browser that leaves meanwhile stops none of them.</summary>
    [HttpPost("/sync/retry")]
    public async Task<IActionResult> RetryAll(int? take, CancellationToken cancel) =>
        await DoneAsync(take, await sync.RetryAllAsync(agent.ShopId, MostRetries, CancellationToken.None), cancel);

    /// <summary>Sets a parked delivery aside for good.</summary>
    [HttpPost("/sync/{webhookId}/dismiss")]
    public async Task<IActionResult> Dismiss(string webhookId, int? take, CancellationToken cancel)
    {
        if (!await sync.DismissAsync(agent.ShopId, agent.Id, webhookId, cancel))
        {
            return NotFound();
        }

        log.LogInformation("Agent {Agent} of shop {Shop} dismissed delivery {WebhookId}", agent.Id, agent.ShopId, webhookId);
        return await DoneAsync(take, retried: null, cancel);
    }

    /// <summary>Asks for work that was given up once more.</summary>
    [HttpPost("/sync/work/{id:long}/retry")]
    public async Task<IActionResult> RetryWork(long id, int? take, CancellationToken cancel) =>
        await work.RetryAsync(agent.ShopId, new WorkId(id), cancel) ? await DoneAsync(take, retried: null, cancel) : NotFound();

    private async Task<IActionResult> DoneAsync(int? take, RetriedAll? retried, CancellationToken cancel) =>
        Request.IsPartial() ? await ShowAsync(take, retried, cancel) : Redirect(SyncPage.Address(take));

    private async Task<IActionResult> ShowAsync(int? take, RetriedAll? retried, CancellationToken cancel)
    {
        var page = await pages.ReadAsync(take, retried, cancel);
        return Request.IsPartial() ? PartialView("_State", page) : View("Index", page);
    }
}

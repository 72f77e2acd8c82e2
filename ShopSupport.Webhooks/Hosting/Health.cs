using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Hosting;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can do its work.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app, HostRoles roles)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/health/ready", async (HttpContext context, IDeliveryQueue queue, CancellationToken cancel) =>
        {
            try
            {
                await queue.CountAsync(cancel);
                if (WebhookHost.UsesDatabase(roles))
                {
                    await context.RequestServices.GetRequiredService<ShopStore>().FindAsync("", cancel);
                }

                return Results.Text("ready");
            }
            catch (Exception e) when (e is QueueUnavailableException || DatabaseErrors.MeansUnavailable(e))
            {
                return Results.Text("The database or the queue cannot be used.", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous();
    }
}

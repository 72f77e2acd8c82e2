using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>Says of a request that failed where and with what kind of error, and nothing of what anybody wrote.</summary>
internal static class FaultLog
{
    /// <summary>Around everything else: what nobody handled is logged here, and not by the server with all that the exception says.</summary>
    public static void UseFaultLog(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The sender is gone.
        }
        catch (Exception e) when (e is not BadHttpRequestException)
        {
            app.Logger.LogFault(context, e);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    });

    public static void LogFault(this ILogger log, HttpContext context, Exception error) => log.LogError(
        "{Endpoint} failed, request {RequestId}: {Error}\n{Trace}",
        context.GetEndpoint()?.DisplayName ?? "A request", context.TraceIdentifier, DatabaseErrors.Name(error), error.StackTrace);
}

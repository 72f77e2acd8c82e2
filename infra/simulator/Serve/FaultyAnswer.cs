using ShopSupport.Simulator.Admin;

namespace ShopSupport.Simulator.Serve;

/// <summary>How an answer fails that is wanted to.</summary>
internal static class FaultyAnswer
{
    /// <summary>True where nothing is done before it fails.</summary>
    public static bool IsBefore(MutationFault fault) => fault switch
    {
        MutationFault.CutBefore or MutationFault.SilentBefore or MutationFault.FailBefore or MutationFault.TooMany or MutationFault.Throttled => true,
        MutationFault.CutAfter or MutationFault.SilentAfter or MutationFault.FailAfter => false,
    };

    /// <summary>Answers with HTTP's part of a fault, or never.</summary>
    public static async Task WriteAsync(HttpContext context, MutationFault fault)
    {
        switch (fault)
        {
            case MutationFault.CutBefore or MutationFault.CutAfter:
                context.Abort();
                break;
            case MutationFault.SilentBefore or MutationFault.SilentAfter:
                await UntilGoneAsync(context);
                context.Abort();
                break;
            case MutationFault.TooMany:
                context.Response.Headers.RetryAfter = "2.0";
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                await context.Response.WriteAsJsonAsync(Errors("Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service."), context.RequestAborted);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                await context.Response.WriteAsJsonAsync(Errors("Internal Server Error"), context.RequestAborted);
                break;
        }
    }

    // Until the caller gives up, or the simulator ends.
    private static async Task UntilGoneAsync(HttpContext context)
    {
        var isOver = new TaskCompletionSource();
        await using var gone = context.RequestAborted.Register(() => isOver.TrySetResult());
        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        await using var ended = lifetime.ApplicationStopping.Register(() => isOver.TrySetResult());
        await isOver.Task;
    }

    private static Dictionary<string, string> Errors(string why) => new(StringComparer.Ordinal) { ["errors"] = why };
}

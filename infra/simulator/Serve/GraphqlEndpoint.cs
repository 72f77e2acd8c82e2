using System.Text.Json;
using GraphQL;
using GraphQL.SystemTextJson;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Schema;

namespace ShopSupport.Simulator.Serve;

/// <summary><c>POST /admin/api/2026-10/graphql.json</c>.</summary>
internal sealed class GraphqlEndpoint(ShopifySimulator simulator)
{
    private const string BadToken = "[API] Invalid API key or access token (unrecognized login or wrong password)";

    private static readonly GraphQLSerializer Serializer = new(new AdminErrorWords());

    public async Task HandleAsync(HttpContext context, SimulatedStore? store, string version)
    {
        context.Response.Headers["X-Request-Id"] = Guid.NewGuid().ToString();
        if (store is null || !string.Equals(version, AdminSchema.Version, StringComparison.Ordinal))
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "Not Found");
            return;
        }

        var grant = simulator.Tokens.Find(context.Request.Headers["X-Shopify-Access-Token"].ToString());
        if (grant is null || grant.App != store.App)
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, BadToken);
            return;
        }

        if (Closed(store.App.Standing) is { } closed)
        {
            await RefuseAsync(context, closed, "Unavailable Shop");
            return;
        }

        if (await ReadAsync(context) is not { } asked)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The body must be JSON with a query.");
            return;
        }

        await Task.Delay(store.App.Faults.Latency, simulator.Clock, context.RequestAborted);
        var fault = store.App.Faults.Take(AdminApi.Mutations(asked.Query, asked.OperationName));
        if (fault is { } before and not MutationFault.Throttled && FaultyAnswer.IsBefore(before))
        {
            await FaultyAnswer.WriteAsync(context, before);
            return;
        }

        var caller = ShopifySimulator.Caller(store);
        var result = fault is MutationFault.Throttled
            ? AdminApi.Throttled(caller)
            : await ShopifySimulator.Api.AskAsync(caller, asked.Query, asked.Variables, asked.OperationName, context.RequestAborted);
        if (fault is { } after and not MutationFault.Throttled)
        {
            await FaultyAnswer.WriteAsync(context, after);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers["X-Shopify-API-Version"] = AdminSchema.Version;
        await Serializer.WriteAsync(context.Response.Body, result, context.RequestAborted);
    }

    internal static int? Closed(ShopStanding standing) => standing switch
    {
        ShopStanding.Open => null,
        ShopStanding.Frozen => StatusCodes.Status402PaymentRequired,
        ShopStanding.Forbidden => StatusCodes.Status403Forbidden,
        ShopStanding.Locked => StatusCodes.Status423Locked,
    };

    private static async Task<(string Query, Inputs Variables, string? OperationName)?> ReadAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var root = body.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("query", out var query) || query.GetString() is not { } text)
            {
                return null;
            }

            var variables = root.TryGetProperty("variables", out var given) && given.ValueKind is JsonValueKind.Object ? Serializer.Deserialize<Inputs>(given.GetRawText()) : Inputs.Empty;
            return (text, variables ?? Inputs.Empty, root.TryGetProperty("operationName", out var name) ? name.GetString() : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["errors"] = why }, context.RequestAborted);
    }
}

using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Pages;
using ShopSupport.Simulator.Shop;
using ShopSupport.Simulator.Webhooks;

namespace ShopSupport.Simulator.Serve;

/// <summary>
/// Where the simulator answers. A shop is named by the request's host, as at Shopify, or by the first part of the path:
/// <c>/{name}.myshopify.com/admin/…</c>.
/// </summary>
internal static class SimulatorEndpoints
{
    public static void MapSimulator(this IEndpointRouteBuilder routes, ShopifySimulator simulator)
    {
        var graphql = new GraphqlEndpoint(simulator);
        foreach (var start in (string[])["", "/{shop}"])
        {
            // A shop that is shut gives no tokens either.
            routes.MapPost($"{start}/admin/oauth/access_token", async (HttpContext context, CancellationToken cancel) => StoreOf(context, simulator) switch
            {
                { IsInstalled: true } store when GraphqlEndpoint.Closed(store.App.Standing) is { } status => Results.StatusCode(status),
                var store => await simulator.TokenEndpoint.HandleAsync(context.Request, store is { IsInstalled: true } ? store.App : null, cancel),
            });
            routes.MapPost($"{start}/admin/api/{{version}}/graphql.json", (HttpContext context, string version) =>
                graphql.HandleAsync(context, StoreOf(context, simulator), version));
        }

        routes.MapGet("/bulk/{key}.jsonl", (string key) => simulator.Stores.Select(store => store.Bulk.FileOf(key)).FirstOrDefault(file => file is not null) is { } file
            ? Results.File(file, "application/jsonl", enableRangeProcessing: true)
            : Results.NotFound());
        routes.MapAdminPages(simulator);
        MapControls(routes.MapGroup("/simulator/{shop}"), simulator);
    }

    /// <summary>Shows what was sent, and changes what goes wrong on the way.</summary>
    public static void MapDeliveries(this IEndpointRouteBuilder routes, WebhookSender sender)
    {
        routes.MapGet("/simulator/deliveries", () => sender.Attempts);
        routes.MapPost("/simulator/faults", (double? lose, double? repeat, bool? shuffle, double? delay) =>
        {
            sender.Faults = new() { Lose = lose ?? 0, Repeat = repeat ?? 0, Shuffle = shuffle ?? false, Delay = TimeSpan.FromSeconds(delay ?? 0) };
            return Results.NoContent();
        });
    }

    // What a test or a developer brings about, and no merchant does.
    private static void MapControls(RouteGroupBuilder routes, ShopifySimulator simulator)
    {
        routes.MapPost("/install", (string shop) => With(shop, simulator.Install));
        routes.MapPost("/uninstall", (string shop) => With(shop, simulator.Uninstall));
        routes.MapPost("/scopes/{scope}", (string shop, string scope) => Grant(shop, scope, isGranted: true));
        routes.MapDelete("/scopes/{scope}", (string shop, string scope) => Grant(shop, scope, isGranted: false));
        routes.MapGet("/id-token", (string shop, long? user) => simulator.Find(shop) is { } store ? Results.Text(simulator.Sessions.Mint(store.Shop.Profile, user ?? 1)) : Results.NotFound());
        routes.MapPost("/standing/{standing}", (string shop, ShopStanding standing) => With(shop, store => store.App.Standing = standing));
        routes.MapPost("/rate/{points:int:min(1)}", (string shop, int points) => With(shop, store => store.App.Bucket.SetRate(points)));
        routes.MapPost("/drain", (string shop) => With(shop, store => store.App.Bucket.Drain()));
        routes.MapPost("/latency/{ms:int:min(0)}", (string shop, int ms) => With(shop, store => store.App.Faults.Latency = TimeSpan.FromMilliseconds(ms)));
        routes.MapPost("/jobs-take/{ms:int:min(0)}", (string shop, int ms) => With(shop, store => store.App.Faults.JobsTake = TimeSpan.FromMilliseconds(ms)));
        routes.MapPost("/mutation-fault/{fault}", (string shop, MutationFault fault, string? name, int? times, double? seconds) => With(shop, store => Fail(store.App.Faults, fault, name, times, seconds)));
        routes.MapDelete("/mutation-fault", (string shop) => With(shop, store => store.App.Faults.Clear()));
        routes.MapGet("/mutations", (string shop) => simulator.Find(shop) is { } store ? Results.Ok(store.App.Done.All) : Results.NotFound());
        routes.MapPost("/bulk-fault", (string shop, long? after, string? code) => With(shop, store => store.Bulk.Fault = after is null ? null : new(after, code ?? "INTERNAL_SERVER_ERROR")));

        static void Fail(ApiFaults faults, MutationFault fault, string? name, int? times, double? seconds)
        {
            if (seconds is { } during)
            {
                faults.Add(fault, TimeSpan.FromSeconds(during), name);
            }
            else
            {
                faults.Add(fault, name, times ?? 1);
            }
        }

        IResult Grant(string shop, string scope, bool isGranted)
        {
            try
            {
                return With(shop, store => simulator.Grant(store, scope, isGranted));
            }
            catch (ShopRefusalException e)
            {
                return Results.BadRequest(e.Message);
            }
        }

        IResult With(string shop, Action<SimulatedStore> act)
        {
            if (simulator.Find(shop) is not { } store)
            {
                return Results.NotFound();
            }

            act(store);
            return Results.NoContent();
        }
    }

    private static SimulatedStore? StoreOf(HttpContext context, ShopifySimulator simulator) =>
        simulator.Find(context.Request.RouteValues["shop"] as string ?? context.Request.Host.Host);
}

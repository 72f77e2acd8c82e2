using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin;

/// <summary>Who asks: an app, for one shop, with what it was allowed; and what is found out while it is answered.</summary>
internal sealed class AdminCaller(AppOnShop app) : Dictionary<string, object?>(StringComparer.Ordinal)
{
    /// <summary>How far back orders are told without the scope <c>read_all_orders</c>.</summary>
    public static readonly TimeSpan OrdersTold = TimeSpan.FromDays(60);

    public AppOnShop App => app;

    public ShopActs Acts => app.Acts;

    public SimulatedShop Shop => app.Shop;

    /// <summary>The slice of the root that a bulk operation reads now; null for a question of its own.</summary>
    public BulkSlice? Slice { get; init; }

    /// <summary>Finds what is no row of the shop by the type and the number of its id.</summary>
    public Func<string, long, object?>? OtherNodes { get; init; }

    /// <summary>What of searches was not understood, for <c>extensions.search</c>.</summary>
    public List<object> SearchNotes { get; } = [];

    /// <summary>True while the mutation at hand only gives again what came of it before.</summary>
    public bool IsReplay { get; set; }

    /// <summary>True for a scope that was granted; who may write may read.</summary>
    public bool May(string scope) =>
        app.Scopes.Contains(scope) || (scope.StartsWith("read_", StringComparison.Ordinal) && app.Scopes.Contains($"write_{scope["read_".Length..]}"));

    public bool MaySee(Order order) => May("read_all_orders") || order.CreatedAt >= Shop.Now - OrdersTold;
}

/// <summary>A slice of a connection at the root of a bulk operation: what it begins behind, and what came of it.</summary>
internal sealed class BulkSlice(Place? after, int count)
{
    public Place? After => after;

    public int Count => count;

    /// <summary>Where the next slice begins behind; null when this was the last.</summary>
    public Place? Next { get; set; }
}

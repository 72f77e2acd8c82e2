using System.Text.Json;
using GraphQL.SystemTextJson;
using Microsoft.Extensions.Time.Testing;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Simulator.Shop;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>An app that asks a small shop's Admin API, without HTTP in between.</summary>
internal sealed class AskedApi
{
    public static readonly string[] AllScopes =
    [
        "read_orders", "read_all_orders", "read_customers", "read_products", "read_inventory", "read_locations", "read_returns",
        "read_own_subscription_contracts",
    ];

    private static readonly AdminApi Api = new(AdminModel.Schema);
    private static readonly GraphQLSerializer Serializer = new(new AdminErrorWords());

    public AskedApi(params string[] scopes)
    {
        Clock = MadeShops.Clock();
        var acts = new ShopActs(MadeShops.Make(Clock));
        acts.Tell((_, changes) => Said.AddRange(changes));
        App = new(acts, "key", scopes.Length == 0 ? AllScopes.ToHashSet(StringComparer.Ordinal) : scopes.ToHashSet(StringComparer.Ordinal));
    }

    public FakeTimeProvider Clock { get; }

    public AppOnShop App { get; }

    public SimulatedShop Shop => App.Shop;

    public List<ShopChange> Said { get; } = [];

    /// <summary>The whole answer.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        var inputs = Serializer.Deserialize<GraphQL.Inputs>(JsonSerializer.Serialize(variables ?? new { }))!;
        var result = await Api.AskAsync(new AdminCaller(App), query, inputs, operationName: null, CancellationToken.None);
        using var stream = new MemoryStream();
        await Serializer.WriteAsync(stream, result);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    /// <summary>The data of an answer without errors.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>The code of the first error.</summary>
    public async Task<(string Code, string Message)> ErrorAsync(string query, object? variables = null)
    {
        var error = (await AskAsync(query, variables)).GetProperty("errors")[0];
        return (error.GetProperty("extensions").GetProperty("code").GetString()!, error.GetProperty("message").GetString()!);
    }

    /// <summary>A document of the app, by its name.</summary>
    public static string Document(string name) => SourceFile.Files("ShopSupport.Core", $"{name}.graphql").Single().Text;
}

using System.Net;
using System.Text.Json;

namespace ShopSupport.Core.Shopify;

/// <summary>One HTTP answer of the Admin API, taken apart.</summary>
internal sealed record ShopifyReply
{
    private const string Throttling = "THROTTLED";

    public HttpStatusCode? Status { get; init; }

    public JsonElement? Data { get; init; }

    public IReadOnlyList<ShopifyError> Errors { get; init; } = [];

    public IReadOnlyList<ShopifyError> UserErrors { get; init; } = [];

    public QueryCost? Cost { get; init; }

    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where nothing came back: whether the question may have reached Shopify all the same.</summary>
    public bool MayHaveArrived { get; init; }

    // 430 is Shopify's own word for a caller that is too fast.
    public bool IsThrottled => Has(Throttling) || Status is HttpStatusCode.TooManyRequests or (HttpStatusCode)430;

    /// <summary>Shopify still works on the same change under the same key.</summary>
    public bool IsBusy => Has("IDEMPOTENCY_CONCURRENT_REQUEST");

    /// <summary>True for what may be otherwise a moment later.</summary>
    public bool IsPassing => Status is null or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError || Has("INTERNAL_SERVER_ERROR") || IsBusy;

    public bool Has(string code) => Errors.Concat(UserErrors).Any(error => string.Equals(error.Code, code, StringComparison.Ordinal));

    public static ShopifyReply Read(HttpStatusCode status, JsonElement? body, bool isChange)
    {
        var root = body is { ValueKind: JsonValueKind.Object } ? body.Value : default;
        var data = Child(root, "data") is { ValueKind: JsonValueKind.Object } there ? there : (JsonElement?)null;
        return new ShopifyReply
        {
            Status = status,
            Data = data,
            Errors = [.. Items(Child(root, "errors")).Select(ReadError)],
            UserErrors = isChange && data is { } changed ? [.. ReadUserErrors(changed)] : [],
            Cost = ReadCost(Child(Child(root, "extensions"), "cost")),
        };
    }

    private static ShopifyError ReadError(JsonElement error) => new(
        Text(Child(Child(error, "extensions"), "code")) ?? "", Text(Child(error, "message")) ?? "", Path(Child(error, "path")));

    // userErrors, orderCancelUserErrors, mediaUserErrors, customerUserErrors …: one list or more beside what was changed.
    private static IEnumerable<ShopifyError> ReadUserErrors(JsonElement data) =>
        from change in data.EnumerateObject()
        where change.Value.ValueKind == JsonValueKind.Object
        from list in change.Value.EnumerateObject()
        where list.Name.EndsWith("userErrors", StringComparison.OrdinalIgnoreCase)
        from error in Items(list.Value)
        select new ShopifyError(Text(Child(error, "code")) ?? "", Text(Child(error, "message")) ?? "", Path(Child(error, "field")));

    private static QueryCost? ReadCost(JsonElement? cost)
    {
        var throttle = Child(cost, "throttleStatus");
        return Number(Child(cost, "requestedQueryCost")) is { } requested && Number(Child(throttle, "currentlyAvailable")) is { } available
            && Number(Child(throttle, "maximumAvailable")) is { } maximum && Number(Child(throttle, "restoreRate")) is { } rate
            ? new QueryCost(requested, Number(Child(cost, "actualQueryCost")), available, maximum, rate)
            : null;
    }

    private static List<JsonElement> Items(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : [];

    private static JsonElement? Child(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var child) ? child : null;

    private static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static double? Number(JsonElement? element) => element is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static string Path(JsonElement? path) => string.Join('.', Items(path).Select(step => step.ToString()));
}

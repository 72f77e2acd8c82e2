using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace ShopSupport.Simulator.Admin;

/// <summary>How Shopify says that something is not to be had.</summary>
internal static class AdminErrors
{
    private const string About = "documentation";

    public static ExecutionError AccessDenied(string field, string scope) => Of(
        "ACCESS_DENIED",
        $"Access denied for {field} field. Required access: `{scope}` access scope.",
        (About, "https://shopify.dev/api/usage/access-scopes"),
        ("requiredAccess", $"`{scope}` access scope."));

    /// <summary>Not Shopify's: the simulator says what it does not play.</summary>
    public static ExecutionError NotHeld(string what) => Of("NOT_SIMULATED", $"The simulator holds nothing for {what}.");

    public static ExecutionError BadRequest(string message) => Of("BAD_REQUEST", message);

    public static ExecutionError Throttled() => Of("THROTTLED", "Throttled", (About, "https://shopify.dev/api/usage/rate-limits"));

    public static ExecutionError TooDear(int cost, int most) => Of(
        "MAX_COST_EXCEEDED",
        $"Query cost is {cost}, which exceeds the single query max cost limit ({most}). To query larger amounts of data with fewer limits, bulk operations should be used instead.",
        ("cost", cost),
        ("maxCost", most),
        (About, "https://shopify.dev/api/usage/rate-limits"));

    private static ExecutionError Of(string code, string message, params IEnumerable<(string Name, object? Value)> more)
    {
        var error = new ExecutionError(message) { Code = code, Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code } };
        foreach (var (name, value) in more)
        {
            error.Extensions[name] = value;
        }

        return error;
    }
}

/// <summary>Writes errors as Shopify does: the code in the extensions, once.</summary>
internal sealed class AdminErrorWords : IErrorInfoProvider
{
    public ErrorInfo GetInfo(ExecutionError executionError) => new()
    {
        Message = executionError.Message,
        Extensions = executionError.Extensions is { } known && known.ContainsKey("code") ? known : new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = executionError switch
            {
                ValidationError { Number: "5.3.1" } => "undefinedField",
                ValidationError { Number: "5.4.2.1" } => "missingRequiredArguments",
                ValidationError { Number: "5.4.1" } => "argumentNotAccepted",
                ValidationError { Number: "5.8.1" or "5.8.2" or "5.8" } => "INVALID_VARIABLE",
                ValidationError => "BAD_REQUEST",
                _ => "INTERNAL_SERVER_ERROR",
            },
        },
    };
}

using GraphQL;

namespace ShopSupport.Simulator.Admin;

/// <summary>
/// What was done under which key of <c>@idempotent(key:)</c>, for 24 hours: the same again gives what came of it then, other
/// arguments under the same key are refused. Source: https://shopify.dev/docs/api/usage/implementing-idempotency
/// </summary>
internal sealed class IdempotencyKeys(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Mutation, string Key), (string Arguments, object? Result, DateTimeOffset At)> _done = [];

    /// <summary>Does it once for each key.</summary>
    public T Once<T>(Ask ask, string arguments, Func<T> act)
    {
        var mutation = ask.Field.FieldDefinition.Name;
        if (ask.Field.GetDirective("idempotent")?.GetArgument<string>("key") is not { } key || string.IsNullOrWhiteSpace(key))
        {
            throw AdminErrors.BadRequest("The @idempotent directive is required for this mutation but was not provided.");
        }

        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_done.TryGetValue((mutation, key), out var before) && now - before.At < Kept)
            {
                ask.Caller.IsReplay = true;
                return string.Equals(before.Arguments, arguments, StringComparison.Ordinal)
                    ? (T)before.Result!
                    : throw new Shop.ShopRefusalException("The same idempotency key was used with different parameters. (IDEMPOTENCY_KEY_PARAMETER_MISMATCH)");
            }

            var result = act();
            _done[(mutation, key)] = (arguments, result, now);
            return result;
        }
    }
}

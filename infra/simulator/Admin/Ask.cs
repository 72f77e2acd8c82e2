using GraphQL;
using GraphQL.Resolvers;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin;

/// <summary>One field that is asked for.</summary>
internal readonly struct Ask(IResolveFieldContext context)
{
    public IResolveFieldContext Field => context;

    public AdminCaller Caller => (AdminCaller)context.UserContext;

    public SimulatedShop Shop => Caller.Shop;

    public string? Text(string argument) => Value(argument) as string;

    public int? Number(string argument) => Value(argument) is { } value ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    public bool Flag(string argument) => Value(argument) is true;

    public IReadOnlyDictionary<string, object?> Input(string argument) => Value(argument) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>(StringComparer.Ordinal);

    public IEnumerable<IReadOnlyDictionary<string, object?>> Inputs(string argument) => InputWords.MapsOf(Value(argument));

    /// <summary>True where something was given for an argument.</summary>
    public bool Has(string argument) => Value(argument) is not null;

    public IReadOnlyList<string> Texts(string argument) => Value(argument) is IEnumerable<object?> values ? [.. values.OfType<string>()] : [];

    /// <summary>The global ids that stand anywhere in the arguments.</summary>
    public IEnumerable<string> Gids() => context.Arguments is { } arguments ? arguments.Values.SelectMany(argument => Gids(argument.Value)) : [];

    private static IEnumerable<string> Gids(object? value) => value switch
    {
        string text => Gid.Is(text) ? [text] : [],
        IReadOnlyDictionary<string, object?> map => map.Values.SelectMany(Gids),
        IEnumerable<object?> list => list.SelectMany(Gids),
        _ => [],
    };

    private object? Value(string argument) => context.Arguments is { } arguments && arguments.TryGetValue(argument, out var value) ? value.Value : null;
}

/// <summary>Answers a field from what the simulator holds, once it is clear that the caller may know.</summary>
internal sealed class Answer(Func<Ask, object?> answer, string? scope) : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var ask = new Ask(context);
        if (scope is not null && !ask.Caller.May(scope))
        {
            throw AdminErrors.AccessDenied(context.FieldDefinition.Name, scope);
        }

        return new(answer(ask));
    }
}

/// <summary>Answers a field that the simulator holds nothing for: with an error, never with a made-up value.</summary>
internal sealed class NotHeld : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => throw AdminErrors.NotHeld($"{context.ParentType.Name}.{context.FieldDefinition.Name}");
}

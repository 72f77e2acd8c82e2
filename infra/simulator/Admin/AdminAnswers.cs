using GraphQL;
using GraphQL.Types;
using ShopSupport.Simulator.Schema;

namespace ShopSupport.Simulator.Admin;

/// <summary>Which fields of Shopify's schema are answered, from what of the model, and with which scope.</summary>
internal sealed class AdminAnswers
{
    private readonly Dictionary<(string Type, string Field), Func<Ask, object?>> _answers = [];
    private readonly Dictionary<Type, string> _names = [];
    private readonly Dictionary<Type, Func<object, Ask, object?>> _ids = [];

    /// <summary>Scopes that a mutation needs, by its name.</summary>
    public Dictionary<string, string> Writing { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers the fields of a type from things of the model; that is the type's name wherever such a thing stands.</summary>
    public void For<T>(string type, Fields<T> fields, bool isItsName = true)
    {
        if (isItsName)
        {
            _names[typeof(T)] = type;
            if (fields.TryGetValue("id", out var id))
            {
                _ids[typeof(T)] = (thing, ask) => id((T)thing, ask);
            }
        }

        foreach (var (field, answer) in fields)
        {
            _answers[(type, field)] = ask => answer((T)ask.Field.Source!, ask);
        }
    }

    /// <summary>Answers fields that stand at the root.</summary>
    public void Root(string type, RootFields fields)
    {
        foreach (var (field, answer) in fields)
        {
            _answers[(type, field)] = answer;
        }
    }

    /// <summary>Shopify's schema with these answers behind it; whatever has none is an error where it is asked for.</summary>
    public ISchema ToSchema()
    {
        var schema = AdminSchema.Read(thing => _names.GetValueOrDefault(thing.GetType()));
        var notHeld = new NotHeld();
        foreach (var type in schema.AllTypes.OfType<IObjectGraphType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            foreach (var field in type.Fields)
            {
                field.Resolver = (_answers.GetValueOrDefault((type.Name, field.Name)) ?? Paging(type.Name, field.Name)) is { } answer
                    ? new Answer(type.Name is "Mutation" ? Noting(answer) : answer, ScopeOf(type.Name, field))
                    : notHeld;
            }
        }

        return schema;
    }

    /// <summary>True where a field has an answer.</summary>
    public bool Has(string type, string field) => _answers.ContainsKey((type, field)) || Paging(type, field) is not null;

    private static Func<Ask, object?>? Paging(string type, string field) => (IsConnection(type), IsEdge(type), type, field) switch
    {
        _ when IsPayload(type) => ask => ask.Field.Source is Payload payload && payload.Find(field, out var value) ? value : throw AdminErrors.NotHeld($"{type}.{field}"),
        _ when type.EndsWith("UserError", StringComparison.Ordinal) => ask => ask.Field.Source is Refused refused ? refused.Of(field) : null,
        (true, _, _, "edges") => ask => ((Connection)ask.Field.Source!).Edges,
        (true, _, _, "nodes") => ask => ((Connection)ask.Field.Source!).Edges.Select(edge => edge.Node),
        (true, _, _, "pageInfo") => ask => ask.Field.Source,
        (_, true, _, "node") => ask => ((Edge)ask.Field.Source!).Node,
        (_, true, _, "cursor") => ask => ((Edge)ask.Field.Source!).Cursor,
        (_, _, "PageInfo", "hasNextPage") => ask => ((Connection)ask.Field.Source!).HasNext,
        (_, _, "PageInfo", "hasPreviousPage") => ask => ((Connection)ask.Field.Source!).HasPrevious,
        (_, _, "PageInfo", "startCursor") => ask => ((Connection)ask.Field.Source!).Edges is [var first, ..] ? first.Cursor : null,
        (_, _, "PageInfo", "endCursor") => ask => ((Connection)ask.Field.Source!).Edges is [.., var last] ? last.Cursor : null,
        _ => null,
    };

    public static bool IsConnection(string type) => type.EndsWith("Connection", StringComparison.Ordinal);

    public static bool IsEdge(string type) => type.EndsWith("Edge", StringComparison.Ordinal);

    // What was done is noted; what was refused or only answered again was not done.
    private Func<Ask, object?> Noting(Func<Ask, object?> act) => ask =>
    {
        ask.Caller.IsReplay = false;
        var answer = act(ask);
        if (answer is Payload { IsRefusal: false } payload && !ask.Caller.IsReplay)
        {
            var came = payload.Values.OfType<object>().Select(thing => _ids.TryGetValue(thing.GetType(), out var id) ? id(thing, ask) as string : null).OfType<string>();
            ask.Caller.App.Done.Add(new(ask.Field.FieldDefinition.Name, [.. ask.Gids().Concat(came).Distinct(StringComparer.Ordinal)], ask.Shop.Now));
        }

        return answer;
    };

    private static bool IsPayload(string type) => type.EndsWith("Payload", StringComparison.Ordinal);

    private string? ScopeOf(string type, FieldType field)
    {
        if (type is "Mutation")
        {
            return Writing.GetValueOrDefault(field.Name);
        }

        // What lies inside a page was let through with it, and what a mutation gives back with that.
        if (IsConnection(type) || IsEdge(type) || IsPayload(type))
        {
            return null;
        }

        var name = field.ResolvedType!.GetNamedType().Name;
        return AdminScopes.ToRead(IsConnection(name) ? name[..^"Connection".Length] : name);
    }
}

/// <summary>Answers by the names of a type's fields.</summary>
internal sealed class Fields<T>() : Dictionary<string, Func<T, Ask, object?>>(StringComparer.Ordinal);

/// <summary>Answers by the names of fields that stand at the root.</summary>
internal sealed class RootFields() : Dictionary<string, Func<Ask, object?>>(StringComparer.Ordinal);

/// <summary>Which scope lets an app read which type. Source: each type's page of Shopify's reference.</summary>
internal static class AdminScopes
{
    public static string? ToRead(string type) => type switch
    {
        "Order" => "read_orders",
        "Customer" => "read_customers",
        "Product" or "ProductVariant" => "read_products",
        "InventoryItem" or "InventoryLevel" => "read_inventory",
        "Location" => "read_locations",
        "DiscountCodeNode" => "read_discounts",
        "DraftOrder" => "read_draft_orders",
        "Return" => "read_returns",
        "StoreCreditAccount" => "read_store_credit_accounts",
        "SubscriptionContract" or "SubscriptionBillingAttempt" or "SubscriptionBillingCycle" => "read_own_subscription_contracts",
        _ => null,
    };
}

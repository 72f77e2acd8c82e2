using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using ShopSupport.Simulator.Admin;

namespace ShopSupport.Simulator.Bulk;

/// <summary>
/// What Shopify refuses of a bulk query before it runs. Source: https://shopify.dev/docs/api/usage/bulk-operations/queries
/// </summary>
internal sealed class BulkRules(ISchema schema)
{
    private const int MostConnections = 5;
    private const int Deepest = 2;

    private int _connections;

    /// <summary>Why the query cannot be run; null where it can.</summary>
    public string? Problem(GraphQLOperationDefinition operation)
    {
        if (operation.Operation is not OperationType.Query)
        {
            return "Bulk queries must be queries.";
        }

        if (operation.Variables is { Count: > 0 })
        {
            return "Bulk queries cannot have variables.";
        }

        if (operation.SelectionSet.Selections is not [GraphQLField root])
        {
            return "Bulk queries must have one top-level field.";
        }

        var problem = Look(operation.SelectionSet, schema.Query, depth: 0, isInList: false);
        return problem
            ?? (_connections == 0 ? "Bulk queries must contain at least one connection."
                : _connections > MostConnections ? $"Bulk queries cannot contain more than {MostConnections} connections."
                : null);
    }

    private string? Look(GraphQLSelectionSet? selection, IGraphType type, int depth, bool isInList)
    {
        foreach (var node in selection?.Selections ?? [])
        {
            var problem = node switch
            {
                GraphQLInlineFragment inline => Look(inline.SelectionSet, inline.TypeCondition is { } on ? schema.AllTypes[on.Type.Name.Value]! : type, depth, isInList),
                GraphQLField field when (type as IComplexGraphType)?.Fields.Find(field.Name.Value) is { } definition => Look(field, definition.ResolvedType!, depth, isInList),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private string? Look(GraphQLField field, IGraphType type, int depth, bool isInList)
    {
        var named = type.GetNamedType();
        if (!AdminAnswers.IsConnection(named.Name))
        {
            var isList = (type is NonNullGraphType inner ? inner.ResolvedType : type) is ListGraphType;
            return Look(field.SelectionSet, named, depth, isInList || (isList && depth > 0 && !IsPaging(field)));
        }

        if (isInList)
        {
            return "Queries that contain a connection field within a list field are not currently supported.";
        }

        if (depth > Deepest)
        {
            return $"Bulk queries cannot contain connections with a nesting depth greater than {Deepest}.";
        }

        _connections++;
        return NestedWithoutId(field, named) ?? Look(field.SelectionSet, named, depth + 1, isInList: false);
    }

    // A child names its parent by the parent's id, which must therefore be asked for.
    private static string? NestedWithoutId(GraphQLField connection, IGraphType type)
    {
        var nodes = connection.SelectionSet?.Selections.OfType<GraphQLField>()
            .SelectMany(part => part.Name.Value == "edges" ? part.SelectionSet?.Selections.OfType<GraphQLField>().Where(inner => inner.Name.Value == "node") ?? [] : part.Name.Value == "nodes" ? [part] : []) ?? [];
        foreach (var node in nodes)
        {
            var of = (IComplexGraphType)((IComplexGraphType)type).Fields.Find("nodes")!.ResolvedType!.GetNamedType();
            var fields = node.SelectionSet?.Selections.OfType<GraphQLField>().ToList() ?? [];
            var hasChildren = fields.Exists(field => of.Fields.Find(field.Name.Value) is { } definition && AdminAnswers.IsConnection(definition.ResolvedType!.GetNamedType().Name));
            if (hasChildren && !fields.Exists(field => field.Name.Value == "id"))
            {
                return "The parent 'node' field for a nested connection must select the 'id' field without an alias.";
            }
        }

        return null;
    }

    private static bool IsPaging(GraphQLField field) => field.Name.Value == "edges" || field.Name.Value == "nodes";
}

using System.Globalization;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ShopSupport.Simulator.Admin;

/// <summary>
/// What a question costs, by the rules that Shopify publishes: an object 1, scalars and enums nothing, an interface or a union
/// its dearest choice, a mutation 10, a connection 2 and what each of the things asked for costs. Shopify's own sums can be
/// lower, so that what passes here passes there.
/// Source: https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
/// </summary>
internal sealed class QueryCost(ISchema schema, GraphQLDocument document, Inputs variables)
{
    /// <summary>The most that one question may cost.</summary>
    public const int Most = 1000;

    private const int Mutation = 10;
    private const int Connecting = 2;

    /// <summary>What it can cost at most.</summary>
    public int Requested(GraphQLOperationDefinition operation)
    {
        if (operation.Operation is OperationType.Mutation)
        {
            return Mutation * Math.Max(1, operation.SelectionSet.Selections.Count);
        }

        var cost = Of(operation.SelectionSet, schema.Query);
        return cost > int.MaxValue ? int.MaxValue : (int)cost;
    }

    /// <summary>What it did cost, by what came back.</summary>
    public static int Actual(ExecutionNode? node) => node switch
    {
        ObjectExecutionNode { SubFields: { } fields } whole => fields.Sum(Actual) + OwnCost(whole),
        ArrayExecutionNode { Items: { } items } => items.Sum(Actual),
        _ => 0,
    };

    private static int OwnCost(ObjectExecutionNode node)
    {
        if (node is RootExecutionNode || node.Result is null)
        {
            return 0;
        }

        var type = node.GraphType!.Name ?? "";
        return AdminAnswers.IsConnection(type) ? Connecting : AdminAnswers.IsEdge(type) || type is "PageInfo" ? 0 : 1;
    }

    private long Of(GraphQLSelectionSet? selection, IGraphType type)
    {
        long sum = 0;
        var dearest = 0L;
        foreach (var node in selection?.Selections ?? [])
        {
            switch (node)
            {
                case GraphQLField field when field.Name.Value != "__typename" && (type as IComplexGraphType)?.Fields.Find(field.Name.Value) is { } definition:
                    sum += Of(field, definition.ResolvedType!);
                    break;
                case GraphQLInlineFragment inline:
                    Choose(inline.SelectionSet, inline.TypeCondition?.Type.Name.Value);
                    break;
                case GraphQLFragmentSpread spread when Fragment(spread) is { } fragment:
                    Choose(fragment.SelectionSet, fragment.TypeCondition.Type.Name.Value);
                    break;
            }
        }

        return sum + dearest;

        // On an object every fragment counts; where the type is open only one of them can come true.
        void Choose(GraphQLSelectionSet chosen, GraphQLParser.ROM? condition)
        {
            var of = condition is { } name ? schema.AllTypes[name]! : type;
            var cost = Of(chosen, of);
            if (type is IAbstractGraphType)
            {
                dearest = Math.Max(dearest, cost);
            }
            else
            {
                sum += cost;
            }
        }
    }

    private GraphQLFragmentDefinition? Fragment(GraphQLFragmentSpread spread) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(one => one.FragmentName.Name.Value == spread.FragmentName.Name.Value);

    private long Of(GraphQLField field, IGraphType type)
    {
        var named = type.GetNamedType();
        if (named is ScalarGraphType)
        {
            return 0;
        }

        var size = Size(field);
        if (!AdminAnswers.IsConnection(named.Name))
        {
            // A list that says no size counts once: nobody can tell how long it is.
            return Math.Max(1, size ?? 1) * (1 + Of(field.SelectionSet, named));
        }

        return Connecting + ((size ?? 0) * OneOf(field.SelectionSet, (IComplexGraphType)named));
    }

    private long OneOf(GraphQLSelectionSet? selection, IComplexGraphType connection)
    {
        long each = 0;
        foreach (var part in selection?.Selections.OfType<GraphQLField>() ?? [])
        {
            if (part.Name.Value == "nodes")
            {
                each += 1 + Of(part.SelectionSet, connection.Fields.Find("nodes")!.ResolvedType!.GetNamedType());
            }
            else if (part.Name.Value == "edges")
            {
                var edge = (IComplexGraphType)connection.Fields.Find("edges")!.ResolvedType!.GetNamedType();
                each += part.SelectionSet?.Selections.OfType<GraphQLField>().Where(inner => inner.Name.Value == "node")
                    .Sum(inner => 1 + Of(inner.SelectionSet, edge.Fields.Find("node")!.ResolvedType!.GetNamedType())) ?? 0;
            }
        }

        return each;
    }

    private long? Size(GraphQLField field)
    {
        var argument = field.Arguments?.FirstOrDefault(one => one.Name.Value == "first" || one.Name.Value == "last");
        return argument?.Value switch
        {
            GraphQLIntValue number => long.Parse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            GraphQLVariable variable when variables.TryGetValue((string)variable.Name.Value, out var value) && value is not null => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}

using GraphQL.Validation;
using GraphQLParser.AST;

namespace ShopSupport.Simulator.Schema;

/// <summary>Refuses a field that Shopify has said it will take away: in a document of our own it is a fault.</summary>
internal sealed class NothingDeprecated : ValidationRuleBase
{
    private static readonly MatchingNodeVisitor<GraphQLField> Visitor = new((field, context) =>
    {
        if (context.TypeInfo.GetFieldDef() is { DeprecationReason: not null } definition)
        {
            context.ReportError(new ValidationError(context.Document.Source, "deprecated", $"The field '{definition.Name}' is deprecated.", field));
        }
    });

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);
}

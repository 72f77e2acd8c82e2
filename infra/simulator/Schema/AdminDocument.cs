using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace ShopSupport.Simulator.Schema;

/// <summary>A document of the app, checked against Shopify's schema.</summary>
internal static class AdminDocument
{
    private static readonly DocumentValidator Validator = new();

    /// <summary>What Shopify would refuse in <paramref name="text"/>, each with its place; empty when it is right.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(string text, CancellationToken cancel)
    {
        GraphQLDocument document;
        try
        {
            document = Parser.Parse(text);
        }
        catch (GraphQLSyntaxErrorException e)
        {
            return [e.Message];
        }

        var problems = new List<string>();
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            var result = await Validator.ValidateAsync(Options(AdminSchema.Bare, document, operation, cancel));
            problems.AddRange(result.Errors.Where(error => error is not InvalidVariableError).Select(error => error.Message));
        }

        return problems;
    }

    // Whether the values of variables fit can be told only when there are some: they are no part of the document.
    private static ValidationOptions Options(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, CancellationToken cancel) => new()
    {
        Schema = schema,
        Document = document,
        Operation = operation,
        Rules = DocumentValidator.CoreRules.Append(new NothingDeprecated()),
        Variables = Inputs.Empty,
        UserContext = new Dictionary<string, object?>(StringComparer.Ordinal),
        RequestServices = null,
        CancellationToken = cancel,
    };
}

using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace ShopSupport.Simulator.Admin;

/// <summary>Shopify's Admin API: runs an app's documents on Shopify's schema, and charges for them.</summary>
internal sealed class AdminApi(Func<ISchema> makeSchema)
{
    private readonly Lazy<ISchema> _schema = new(makeSchema);
    private readonly DocumentExecuter _executer = new();
    private readonly DocumentValidator _validator = new();

    public ISchema Schema => _schema.Value;

    /// <summary>Answers one question, or says why not; the caller's points are spent.</summary>
    public async Task<ExecutionResult> AskAsync(AdminCaller caller, string text, Inputs variables, string? operationName, CancellationToken cancel)
    {
        var (document, operation, problem) = Read(text, operationName);
        if (problem is not null)
        {
            return Refusal(problem);
        }

        var validation = await ValidateAsync(caller, document!, operation!, variables, cancel);
        if (!validation.IsValid)
        {
            return Refusal([.. validation.Errors]);
        }

        var (bucket, requested) = (caller.App.Bucket, new QueryCost(Schema, document!, variables).Requested(operation!));
        if (requested > QueryCost.Most)
        {
            return Refusal(AdminErrors.TooDear(requested, QueryCost.Most));
        }

        if (!bucket.TryTake(requested))
        {
            return With(Refusal(AdminErrors.Throttled()), bucket.Tell(requested, actual: null), caller);
        }

        var result = await RunAsync(caller, document!, operationName, variables, cancel);
        var actual = operation!.Operation is OperationType.Mutation ? requested : Math.Min(requested, Math.Max(1, QueryCost.Actual(result.Data as ExecutionNode)));
        bucket.Return(requested - actual);
        return With(result, bucket.Tell(requested, actual), caller);
    }

    /// <summary>The mutations that a document asks for; none where it only reads, or cannot be read.</summary>
    public static IReadOnlyCollection<string> Mutations(string text, string? operationName) =>
        Read(text, operationName).Operation is { Operation: OperationType.Mutation } operation
            ? [.. operation.SelectionSet.Selections.OfType<GraphQLField>().Select(field => field.Name.StringValue)]
            : [];

    /// <summary>What is said to a caller who has no points left.</summary>
    public static ExecutionResult Throttled(AdminCaller caller) => With(Refusal(AdminErrors.Throttled()), caller.App.Bucket.Tell(QueryCost.Most, actual: null), caller);

    /// <summary>Runs a document that was found right, at no price.</summary>
    public Task<ExecutionResult> RunAsync(AdminCaller caller, GraphQLDocument document, string? operationName, Inputs variables, CancellationToken cancel) => _executer.ExecuteAsync(new ExecutionOptions
    {
        Schema = Schema,
        Document = document,
        OperationName = operationName,
        Variables = variables,
        UserContext = caller,
        CancellationToken = cancel,
        ThrowOnUnhandledException = true,
    });

    /// <summary>What is wrong with a document.</summary>
    public async Task<IValidationResult> ValidateAsync(AdminCaller caller, GraphQLDocument document, GraphQLOperationDefinition operation, Inputs variables, CancellationToken cancel) =>
        await _validator.ValidateAsync(new ValidationOptions
        {
            Schema = Schema,
            Document = document,
            Operation = operation,
            Variables = variables,
            UserContext = caller,
            CancellationToken = cancel,
        });

    /// <summary>Takes a document apart; a problem where it is none, or does not say what of it is asked.</summary>
    public static (GraphQLDocument? Document, GraphQLOperationDefinition? Operation, ExecutionError? Problem) Read(string text, string? operationName)
    {
        try
        {
            var document = Parser.Parse(text);
            var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
            var operation = operationName is null ? operations.Count == 1 ? operations[0] : null : operations.Find(one => one.Name?.Value == operationName);
            return operation is null ? (null, null, AdminErrors.BadRequest(operationName is null ? "An operation name is required" : $"No operation named \"{operationName}\"")) : (document, operation, null);
        }
        catch (GraphQLSyntaxErrorException e)
        {
            return (null, null, AdminErrors.BadRequest(e.Message));
        }
    }

    private static ExecutionResult Refusal(params ExecutionError[] errors)
    {
        var result = new ExecutionResult();
        foreach (var error in errors)
        {
            result.AddError(error);
        }

        return result;
    }

    private static ExecutionResult With(ExecutionResult result, Dictionary<string, object?> cost, AdminCaller caller)
    {
        result.Extensions = new(StringComparer.Ordinal) { ["cost"] = cost };
        if (caller.SearchNotes.Count > 0)
        {
            result.Extensions["search"] = caller.SearchNotes;
        }

        return result;
    }
}

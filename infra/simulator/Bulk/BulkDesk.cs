using System.Collections.Concurrent;
using System.Security.Cryptography;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Bulk;

/// <summary>The bulk operations of one app on one shop: five run at a time, in slices, into files that are kept for a week.</summary>
internal sealed class BulkDesk(AdminApi api, AppOnShop app, string folder, Func<Uri> address) : IDisposable
{
    /// <summary>Under this name a caller carries the desk to where documents are answered.</summary>
    public const string Name = "bulk";

    private const int MostRunning = 5;
    private const int Slice = 250;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<long, BulkOperation> _operations = [];
    private readonly ConcurrentDictionary<long, (CancellationTokenSource Stop, Task Run)> _runs = [];

    /// <summary>What is to go wrong.</summary>
    public BulkFault? Fault { get; set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<BulkOperation> All => [.. _operations.Values.Select(Aged).OrderBy(operation => operation.Id)];

    public BulkOperation? Find(long id) => _operations.TryGetValue(id, out var operation) ? Aged(operation) : null;

    /// <summary>Where the lines can be fetched; null where there are none, or no more.</summary>
    public string? UrlOf(BulkOperation operation) => operation is { File: not null, Status: not "EXPIRED" } ? new Uri(address(), $"/bulk/{operation.Key}.jsonl").ToString() : null;

    /// <summary>The file behind an address.</summary>
    public string? FileOf(string key) => All.FirstOrDefault(operation => string.Equals(operation.Key, key, StringComparison.Ordinal)) is { Status: not "EXPIRED" } found ? found.File : null;

    /// <summary>Starts one, whose children stand behind their parents where <paramref name="isGrouped"/>; a refusal says why none was.</summary>
    public (BulkOperation? Operation, Refused? Refusal) Start(string query, bool isGrouped = false)
    {
        var (document, operation, problem) = AdminApi.Read(query, operationName: null);
        if (problem is not null)
        {
            return (null, new(["query"], $"Invalid bulk query: {problem.Message}", "INVALID"));
        }

        // Nothing of it waits: the rules look at the document alone.
        var caller = new AdminCaller(app);
        var validation = api.ValidateAsync(caller, document!, operation!, Inputs.Empty, CancellationToken.None).GetAwaiter().GetResult();
        var refused = validation.IsValid ? new BulkRules(api.Schema).Problem(operation!) : string.Join(' ', validation.Errors.Select(error => error.Message));
        if (refused is not null)
        {
            return (null, new(["query"], refused, "INVALID"));
        }

        if (All.Count(one => !one.IsOver) >= MostRunning)
        {
            return (null, new(null, $"A maximum of {MostRunning} bulk query operations can run at the same time for this app and shop.", "LIMIT_REACHED"));
        }

        var made = new BulkOperation { Id = app.Shop.NewId(), Query = query, Status = "CREATED", Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), CreatedAt = app.Shop.Now };
        _operations[made.Id] = made;
        var stop = new CancellationTokenSource();
        _runs[made.Id] = (stop, Task.Run(() => RunAsync(made, document!, isGrouped, stop.Token), CancellationToken.None));
        return (made, null);
    }

    /// <summary>Stops one that runs.</summary>
    public BulkOperation? Cancel(long id)
    {
        if (Find(id) is not { } operation)
        {
            return null;
        }

        if (operation.IsOver)
        {
            throw new ShopRefusalException($"A bulk operation cannot be canceled when it is {operation.Status.ToLowerInvariant()}.");
        }

        var canceling = _operations.AddOrUpdate(id, operation, (_, now) => now.IsOver ? now : now with { Status = "CANCELING" });
        _runs[id].Stop.Cancel();
        return canceling;
    }

    /// <summary>Ends when the operation has.</summary>
    public Task UntilOverAsync(long id) => _runs[id].Run;

    public void Dispose()
    {
        foreach (var (stop, _) in _runs.Values)
        {
            stop.Cancel();
        }
    }

    private async Task RunAsync(BulkOperation operation, GraphQLDocument document, bool isGrouped, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{operation.Key}.jsonl");
        var lines = new BulkLines(File.Create(path), isGrouped);
        string? error;
        try
        {
            Change(operation.Id, now => now.Status is "CREATED" ? now with { Status = "RUNNING" } : now);
            error = await WriteAsync(operation.Id, document, lines, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            error = null;
        }
        finally
        {
            await lines.DisposeAsync();
        }

        var size = new FileInfo(path).Length;
        Change(operation.Id, now => now with
        {
            Status = stop.IsCancellationRequested ? "CANCELED" : error is null ? "COMPLETED" : "FAILED",
            ErrorCode = error,
            File = size > 0 ? path : null,
            FileSize = size > 0 ? size : null,
            Objects = lines.Objects,
            RootObjects = lines.Roots,
            CompletedAt = app.Shop.Now,
        });
        var ended = _operations[operation.Id];
        app.Acts.Say(new BulkFinished(ended.Id, ended.Status, ended.ErrorCode, ended.CreatedAt, ended.CompletedAt!.Value));
    }

    private async Task<string?> WriteAsync(long id, GraphQLDocument document, BulkLines lines, CancellationToken stop)
    {
        Place? after = null;
        do
        {
            stop.ThrowIfCancellationRequested();
            var slice = new BulkSlice(after, Slice);
            var result = await api.RunAsync(new AdminCaller(app) { Slice = slice }, document, operationName: null, Inputs.Empty, stop);
            if (result.Errors is [var error, ..])
            {
                return error.Code is "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
            }

            if (!await lines.WriteAsync((RootExecutionNode)result.Data!, Fault?.AfterObjects ?? long.MaxValue, stop))
            {
                return Fault?.ErrorCode;
            }

            Change(id, now => now with { Objects = lines.Objects, RootObjects = lines.Roots });
            after = slice.Next;
        }
        while (after is not null);
        return null;
    }

    private void Change(long id, Func<BulkOperation, BulkOperation> change) => _operations.AddOrUpdate(id, _ => throw new InvalidOperationException("An operation was lost."), (_, now) => change(now));

    private BulkOperation Aged(BulkOperation operation) =>
        operation.CompletedAt is { } at && app.Shop.Now - at > Kept ? operation with { Status = "EXPIRED" } : operation;
}

using ShopSupport.Simulator.Admin;

namespace ShopSupport.Simulator.Bulk;

/// <summary>What the Admin API says of bulk operations.</summary>
internal static class BulkAnswers
{
    public static void AddTo(AdminAnswers answers)
    {
        answers.Root("QueryRoot", new()
        {
            ["bulkOperation"] = ask => Gid.Read(ask.Text("id")!, "BulkOperation") is { } id ? Desk(ask).Find(id) : throw AdminErrors.BadRequest("Invalid id"),
            ["bulkOperations"] = ask => Connection.Of(Desk(ask).All, ask),
            ["currentBulkOperation"] = ask => Desk(ask).All is [.., var last] ? last : null,
        });
        answers.Root("Mutation", new() { ["bulkOperationRunQuery"] = Run, ["bulkOperationCancel"] = Cancel });
        answers.For<BulkOperation>("BulkOperation", new()
        {
            ["id"] = (operation, _) => Gid.Of("BulkOperation", operation.Id),
            ["type"] = (_, _) => "QUERY",
            ["query"] = (operation, _) => operation.Query,
            ["status"] = (operation, _) => operation.Status,
            ["errorCode"] = (operation, _) => operation.ErrorCode,
            ["objectCount"] = (operation, _) => operation.Objects,
            ["rootObjectCount"] = (operation, _) => operation.RootObjects,
            ["fileSize"] = (operation, _) => operation.FileSize,
            ["url"] = (operation, ask) => operation.Status is "COMPLETED" ? Desk(ask).UrlOf(operation) : null,
            ["partialDataUrl"] = (operation, ask) => operation.Status is "FAILED" or "CANCELED" ? Desk(ask).UrlOf(operation) : null,
            ["createdAt"] = (operation, _) => operation.CreatedAt,
            ["completedAt"] = (operation, _) => operation.CompletedAt,
        });
    }

    private static Payload Run(Ask ask)
    {
        var (operation, refusal) = Desk(ask).Start(ask.Text("query")!, ask.Flag("groupObjects"));
        return new() { ["bulkOperation"] = operation, ["userErrors"] = refusal is null ? [] : new[] { refusal } };
    }

    private static Payload Cancel(Ask ask) => Payload.Of(
        () => new()
        {
            ["bulkOperation"] = Gid.Read(ask.Text("id")!, "BulkOperation") is { } id && Desk(ask).Cancel(id) is { } canceled
                ? canceled
                : throw new Shop.ShopRefusalException("Bulk operation does not exist"),
        },
        ["id"]);

    private static BulkDesk Desk(Ask ask) => ask.Caller.TryGetValue(BulkDesk.Name, out var desk) ? (BulkDesk)desk! : throw AdminErrors.NotHeld("bulk operations");
}

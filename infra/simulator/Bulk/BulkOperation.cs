namespace ShopSupport.Simulator.Bulk;

/// <summary>A bulk operation as Shopify tells of it.</summary>
internal sealed record BulkOperation
{
    public required long Id { get; init; }

    public required string Query { get; init; }

    /// <summary>CREATED, RUNNING, COMPLETED, FAILED, CANCELING, CANCELED or EXPIRED.</summary>
    public required string Status { get; init; }

    /// <summary>ACCESS_DENIED, INTERNAL_SERVER_ERROR or TIMEOUT.</summary>
    public string? ErrorCode { get; init; }

    public long Objects { get; init; }

    public long RootObjects { get; init; }

    public long? FileSize { get; init; }

    /// <summary>Where the lines lie; null where there are none.</summary>
    public string? File { get; init; }

    /// <summary>What the address of the file ends in: nobody guesses it.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public bool IsOver => Status is "COMPLETED" or "FAILED" or "CANCELED" or "EXPIRED";
}

/// <summary>What is to go wrong with bulk operations from now on.</summary>
/// <param name="AfterObjects">Fails once so many lines are written; null for never.</param>
/// <param name="ErrorCode">With what.</param>
internal sealed record BulkFault(long? AfterObjects, string ErrorCode = "INTERNAL_SERVER_ERROR");

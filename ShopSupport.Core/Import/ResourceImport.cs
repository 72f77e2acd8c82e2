namespace ShopSupport.Core.Import;

/// <summary>Where the import of one resource stands.</summary>
public enum ImportStatus
{
    /// <summary>Nobody has begun.</summary>
    Waiting,

    /// <summary>Shopify writes its file.</summary>
    Running,

    /// <summary>The file is brought into our tables.</summary>
    Reading,

    /// <summary>All of it is there.</summary>
    Done,

    /// <summary>It was given up; <see cref="ResourceImport.Error"/> says why.</summary>
    Failed,
}

/// <summary>How far one resource of a shop's history has come in.</summary>
public sealed record ResourceImport
{
    /// <summary>What.</summary>
    public required ImportedResource Resource { get; init; }

    /// <summary>Where it stands.</summary>
    public required ImportStatus Status { get; init; }

    /// <summary>The number of Shopify's bulk operation; the last one's after a failure.</summary>
    public long? OperationId { get; init; }

    /// <summary>When Shopify began to read it, which is when its rows were true.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Objects brought in, of those at the root; those that were refused not among them.</summary>
    public long RowsDone { get; init; }

    /// <summary>Objects there are; null until Shopify says so.</summary>
    public long? RowsTotal { get; init; }

    /// <summary>How much of Shopify's file is in our tables.</summary>
    public long BytesDone { get; init; }

    /// <summary>Its length; null until Shopify says so.</summary>
    public long? BytesTotal { get; init; }

    /// <summary>Objects that could not be understood and were left out.</summary>
    public long Refused { get; init; }

    /// <summary>How often it was begun anew.</summary>
    public int Tries { get; init; }

    /// <summary>Why it failed: Shopify's word, such as <c>ACCESS_DENIED</c>, or one of <see cref="ImportError"/>.</summary>
    public string? Error { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When its first rows came; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was done or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True when nothing more comes of it.</summary>
    public bool IsOver => Status is ImportStatus.Done or ImportStatus.Failed;
}

/// <summary>Why an import failed, in our own words beside Shopify's.</summary>
public static class ImportError
{
    /// <summary>The shop's scopes do not allow it: Shopify's own word.</summary>
    public const string Denied = "ACCESS_DENIED";

    /// <summary>The file could not be read to its end.</summary>
    public const string Cut = "FILE_CUT";

    /// <summary>Children do not stand behind their parents: some of the file would be lost.</summary>
    public const string Ungrouped = "FILE_UNGROUPED";

    /// <summary>The app was taken out of the shop meanwhile.</summary>
    public const string Uninstalled = "UNINSTALLED";

    /// <summary>Shopify failed without a word for it.</summary>
    public const string Failed = "FAILED";
}

namespace ShopSupport.Core.Storage;

/// <summary>How an SQLite file is kept.</summary>
/// <param name="PageSize">The bytes of a page in a new file.</param>
/// <param name="CacheKilobytes">What the writing connection may keep of the file in memory.</param>
public sealed record SqliteTuning(int PageSize, int CacheKilobytes)
{
    /// <summary>Many small rows, read again and again.</summary>
    public static SqliteTuning Main { get; } = new(4096, 24 * 1024);

    /// <summary>Rows that come and go once: a packed order is 2 KB, and a larger page holds seven of them instead of one.</summary>
    public static SqliteTuning Queue { get; } = new(16384, 4 * 1024);
}

namespace ShopSupport.Core.Sync;

/// <summary>
/// A row that Shopify owns. Two statements about the same row are settled by (<see cref="Version"/>,
/// <see cref="VersionRank"/>): the greater one is kept. That order is total and does not depend on when statements
/// arrive, so every order of arrival, with any repetitions, ends in the same rows.
/// </summary>
public abstract record VersionedRow : Change
{
    /// <summary>A row that is gone for good outranks every statement.</summary>
    public const long Gone = long.MaxValue;

    /// <summary><c>updated_at</c> in milliseconds since 1970, or <c>revision_id</c> where the resource counts its revisions.</summary>
    public long Version { get; set; }

    /// <summary>Settles equal versions; see <see cref="Source.Rank"/>.</summary>
    public long VersionRank { get; set; }
}

using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>One thing that was said about one shop, on its way to the projection of its type.</summary>
public abstract record Change
{
    public ShopId ShopId { get; set; }

    /// <summary>The span in which it is written, where that is not the batch's.</summary>
    [NotAColumn]
    public string? TraceParent { get; set; }
}

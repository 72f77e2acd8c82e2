using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>One thing that was said about one shop, on its way to the projection of its type.</summary>
public abstract record Change
{
    public ShopId ShopId { get; set; }
}

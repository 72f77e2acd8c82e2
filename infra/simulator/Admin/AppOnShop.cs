using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin;

/// <summary>What Shopify keeps of one app on one shop.</summary>
internal sealed class AppOnShop(ShopActs acts, string apiKey, IReadOnlySet<string> scopes)
{
    public ShopActs Acts => acts;

    public SimulatedShop Shop => acts.Shop;

    public string ApiKey => apiKey;

    /// <summary>What the merchant granted.</summary>
    public IReadOnlySet<string> Scopes { get; set; } = scopes;

    public CostBucket Bucket { get; } = new(acts.Shop.Clock);

    public IdempotencyKeys Keys { get; } = new(acts.Shop.Clock);

    public ShopStanding Standing { get; set; }

    public ApiFaults Faults { get; } = new(acts.Shop.Clock);

    public OrderJobs Jobs { get; } = new(acts.Shop.Clock);

    public DoneMutations Done { get; } = new();
}

/// <summary>Whether a shop can be asked at all.</summary>
internal enum ShopStanding
{
    Open,

    /// <summary>Has not paid Shopify: 402.</summary>
    Frozen,

    /// <summary>Refused to everybody: 403.</summary>
    Forbidden,

    /// <summary>Locked by Shopify: 423.</summary>
    Locked,
}

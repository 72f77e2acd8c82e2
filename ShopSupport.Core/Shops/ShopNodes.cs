using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Shops;

/// <summary>The shop as the Admin API tells of it.</summary>
internal static class ShopNodes
{
    /// <summary>Its main language cannot be asked for: what a delivery says of the same time wins.</summary>
    public static void Profile(Payload node, Changes changes) => changes.Add(
        new ShopProfileRow
        {
            ShopifyId = node.OwnId(),
            Name = node.RequiredText("name", 255),
            Currency = node.Currency("currencyCode"),
            TimeZone = node.Text("ianaTimezone", 64),
            Country = node.Child("shopAddress")?.Text("countryCodeV2", 2),
            PlanName = node.Child("plan")?.Text("publicDisplayName", 64),
        },
        node.Instant("updatedAt"),
        "updatedAt",
        Standing.Gap);
}

namespace ShopSupport.App.Words;

/// <summary>How goods are called.</summary>
internal static class Goods
{
    /// <summary>The title with its variant; Shopify's own word for goods without variants is left out.</summary>
    public static string Title(string title, string? variant) =>
        string.IsNullOrEmpty(variant) || string.Equals(variant, "Default Title", StringComparison.Ordinal) ? title : $"{title} {variant}";
}

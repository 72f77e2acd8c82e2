namespace ShopSupport.Core.Shopify;

/// <summary>Section <c>Shopify</c>: the app as Shopify knows it.</summary>
public sealed class ShopifyOptions
{
    /// <summary>The app's client id; empty while no app is connected.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The app's client secrets; while one is being rotated there are two.</summary>
    public IReadOnlyList<string> ApiSecrets { get; set; } = [];
}

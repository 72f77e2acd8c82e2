using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Shopify;

/// <summary>Section <c>Shopify</c>: the app as Shopify knows it.</summary>
public sealed class ShopifyOptions
{
    /// <summary>The version of the Admin API that every document is written for.</summary>
    public const string ApiVersion = "2026-10";

    /// <summary>The name of the one HTTP client that speaks to Shopify.</summary>
    internal const string HttpClient = "Shopify";

    private const string Shop = "{shop}";

    /// <summary>The app's client id; empty while no app is connected.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The app's client secrets; while one is being rotated there are two.</summary>
    public IReadOnlyList<string> ApiSecrets { get; set; } = [];

    /// <summary>Where a shop's Shopify answers; <c>{shop}</c> stands for <c>name.myshopify.com</c>.</summary>
    public string AdminUrl { get; set; } = "https://{shop}";

    /// <summary>The script that an embedded page speaks to the admin around it with.</summary>
    public string AppBridgeUrl { get; set; } = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

    /// <summary>An address of a shop's Shopify.</summary>
    /// <param name="domain"><c>name.myshopify.com</c>, already known to be one.</param>
    /// <param name="path">The path, with its slash.</param>
    public Uri Address(string domain, string path) => new(AdminUrl.TrimEnd('/').Replace(Shop, domain, StringComparison.Ordinal) + path);

    /// <summary>A page of a shop's admin, for people: Shopify's own, or that of the Shopify which <see cref="AdminUrl"/> names.</summary>
    /// <param name="domain"><c>name.myshopify.com</c>.</param>
    /// <param name="path">For example <c>orders/1</c>.</param>
    public string Page(string domain, string path)
    {
        var place = AdminUrl.IndexOf(Shop, StringComparison.Ordinal);
        var host = place > 0 && AdminUrl[..place] is not "https://" ? AdminUrl[..place].TrimEnd('/') : "https://admin.shopify.com";
        return $"{host}/store/{domain.Split('.')[0]}/{path}";
    }

    /// <summary>Looks whether the addresses can be used.</summary>
    /// <param name="reader">Where problems go.</param>
    /// <param name="mayBePlain">Whether http will do: for a Shopify on the developer's own machine.</param>
    public void Check(SettingsReader reader, bool mayBePlain)
    {
        reader.Require(IsAddress(AdminUrl.Replace(Shop, "a.myshopify.com", StringComparison.Ordinal), mayBePlain), "Shopify:AdminUrl must be an https address, with {shop} in the place of the shop's domain.");
        reader.Require(IsAddress(AppBridgeUrl, mayBePlain), "Shopify:AppBridgeUrl must be an https address.");
    }

    private static bool IsAddress(string text, bool mayBePlain) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
        && (string.Equals(address.Scheme, "https", StringComparison.Ordinal) || (mayBePlain && string.Equals(address.Scheme, "http", StringComparison.Ordinal)));
}

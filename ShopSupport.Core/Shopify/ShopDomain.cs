using System.Text.RegularExpressions;

namespace ShopSupport.Core.Shopify;

/// <summary>The name of a shop in the world: <c>name.myshopify.com</c>.</summary>
public static partial class ShopDomain
{
    /// <summary>The domain in lower case; null when the text is none. \z, since $ would accept a newline behind it.</summary>
    public static string? Parse(string? text) =>
        text is { Length: <= 255 } && Form().IsMatch(text) ? text.ToLowerInvariant() : null;

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9\-]*\.myshopify\.com\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Form();
}

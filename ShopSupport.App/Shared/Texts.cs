using System.Globalization;
using System.Resources;

namespace ShopSupport.App.Shared;

/// <summary>The texts of the screens, in the language of the request. A missing key is a fault and throws.</summary>
public sealed class Texts
{
    internal static ResourceManager Resources { get; } = new("ShopSupport.App.Resources.Texts", typeof(Texts).Assembly);

    /// <summary>The text of that key.</summary>
    public string this[string key] =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new KeyNotFoundException($"There is no text '{key}'.");

    /// <summary>The text of that key with its places filled.</summary>
    public string Of(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>Our word for a word of Shopify's or of an enum; a word that is not known yet is shown as it came.</summary>
    public string Word(string family, string word) =>
        Resources.GetString($"{family}.{word}", CultureInfo.CurrentUICulture) ?? word.Replace('_', ' ');
}

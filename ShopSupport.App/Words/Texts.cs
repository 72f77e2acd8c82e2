using System.Globalization;
using System.Resources;

namespace ShopSupport.App.Words;

/// <summary>The texts of the screens, in the language of the request. A missing key is a fault and throws.</summary>
public sealed class Texts
{
    internal static ResourceManager Resources { get; } = new("ShopSupport.App.Resources.Texts", typeof(Texts).Assembly);

    /// <summary>The text of that key.</summary>
    public string this[string key] =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new KeyNotFoundException($"There is no text '{key}'.");

    /// <summary>What a conversation is called, also one that was begun without a subject.</summary>
    public string Subject(string subject) => string.IsNullOrWhiteSpace(subject) ? this["subject.none"] : subject;

    /// <summary>The text of that key with its places filled.</summary>
    public string Of(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>The text of a key that holds a word of Shopify's, with its places filled; null for a word that is not known yet.</summary>
    public string? Find(string key, params ReadOnlySpan<object?> values) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) is { } text ? string.Format(CultureInfo.CurrentCulture, text, values) : null;

    /// <summary>Our word for a word of Shopify's or of an enum; a word that is not known yet is shown as it came.</summary>
    public string Word(string family, string word) =>
        Resources.GetString($"{family}.{word}", CultureInfo.CurrentUICulture) ?? word.Replace('_', ' ');
}

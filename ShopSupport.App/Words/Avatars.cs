using System.Globalization;

namespace ShopSupport.App.Words;

/// <summary>The small square with somebody's first letter.</summary>
internal static class Avatars
{
    private const int Colours = 5;

    /// <summary>The letter; a bullet for somebody without a name.</summary>
    public static string Letter(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "•" : StringInfo.GetNextTextElement(name.Trim()).ToUpperInvariant();

    /// <summary>Always the same colour for the same name.</summary>
    public static string Css(string? name)
    {
        var sum = 0;
        foreach (var letter in name ?? "")
        {
            sum = ((sum * 31) + letter) & 0xffff;
        }

        return "avatar c" + (sum % Colours).ToString(CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Words;

/// <summary>Somebody's first letter in their shape: customers are squares, ours are round.</summary>
internal static class Avatars
{
    private const int Colours = 7;

    /// <summary>The letter; a bullet for somebody without a name.</summary>
    public static string Letter(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "•" : StringInfo.GetNextTextElement(name.Trim()).ToUpperInvariant();

    /// <summary>A customer: a grey square.</summary>
    public const string OfCustomer = "avatar";

    /// <summary>One of ours: round, each with a colour of their own as long as there are enough.</summary>
    public static string OfAgent(AgentId? id) => "avatar agent c" + ((id?.Value ?? 0) % Colours).ToString(CultureInfo.InvariantCulture);
}

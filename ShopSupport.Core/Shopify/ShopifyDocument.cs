using System.Reflection;
using System.Text.RegularExpressions;

namespace ShopSupport.Core.Shopify;

/// <summary>One question or change of the Admin API, from a <c>.graphql</c> file in <c>Queries</c>.</summary>
public sealed partial class ShopifyDocument
{
    private ShopifyDocument(string name, string text)
    {
        (Name, Text) = (name, text);
        var plain = Comment().Replace(text, "");
        IsChange = Change().IsMatch(plain);
        CarriesKey = plain.Contains("@idempotent(", StringComparison.Ordinal);
    }

    /// <summary>The file's name without its ending.</summary>
    public string Name { get; }

    /// <summary>The document itself.</summary>
    public string Text { get; }

    /// <summary>True for a mutation.</summary>
    public bool IsChange { get; }

    /// <summary>True when Shopify knows a second sending from a second change, by the key of <c>@idempotent</c>.</summary>
    public bool CarriesKey { get; }

    /// <summary>True when sending it twice does no more than sending it once.</summary>
    public bool MayRepeat => !IsChange || CarriesKey;

    /// <summary>Reads <c>Shopify/Queries/<paramref name="name"/>.graphql</c>.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ShopifyDocument Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ShopSupport.Core.Shopify.Queries.{name}.graphql")
            ?? throw new FileNotFoundException($"No document '{name}' is embedded.");
        using var reader = new StreamReader(stream);
        return Of(name, reader.ReadToEnd());
    }

    internal static ShopifyDocument Of(string name, string text) => new(name, text);

    [GeneratedRegex(@"^\s*mutation\b", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex Change();

    [GeneratedRegex("#.*$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex Comment();
}

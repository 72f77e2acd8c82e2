using System.Reflection;
using Microsoft.AspNetCore.Html;
using ShopSupport.Core.Channels;

namespace ShopSupport.App.Words;

/// <summary>
/// The desk's drawings, in the colour of the text; those of the admin around it, and one of ours for a channel the admin
/// does not know. Beside each stands a word; the drawing itself is hidden from readers.
/// </summary>
internal static class Icons
{
    private const string Prefix = "Icons/";

    private static readonly Assembly App = typeof(Icons).Assembly;

    /// <summary>The drawings by their names, each as a symbol of the sprite.</summary>
    public static IReadOnlyDictionary<string, string> Symbols { get; } = App.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Symbol, StringComparer.Ordinal);

    /// <summary>Every drawing once: it stands at the top of a page, and the places that show one only name it.</summary>
    public static IHtmlContent Sprite { get; } = new HtmlString($"<svg hidden>{string.Concat(Symbols.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value))}</svg>");

    public static IHtmlContent Mail { get; } = Draw("EmailIcon");

    public static IHtmlContent Chat { get; } = Draw("ChatIcon");

    public static IHtmlContent Line { get; } = Draw("LineIcon");

    public static IHtmlContent Phone { get; } = Draw("PhoneIcon");

    public static IHtmlContent Review { get; } = Draw("StarIcon");

    public static IHtmlContent Back { get; } = Draw("ArrowLeftIcon");

    public static IHtmlContent Person { get; } = Draw("PersonIcon");

    public static IHtmlContent Lock { get; } = Draw("LockIcon");

    public static IHtmlContent Box { get; } = Draw("PackageIcon");

    public static IHtmlContent Search { get; } = Draw("SearchIcon");

    public static IHtmlContent Sync { get; } = Draw("RefreshIcon");

    public static IHtmlContent Clock { get; } = Draw("ClockIcon");

    public static IHtmlContent Check { get; } = Draw("CheckIcon");

    public static IHtmlContent Draft { get; } = Draw("EditIcon");

    public static IHtmlContent Copy { get; } = Draw("DuplicateIcon");

    public static IHtmlContent Menu { get; } = Draw("MenuIcon");

    public static IHtmlContent Alert { get; } = Draw("AlertTriangleIcon");

    public static IHtmlContent Tag { get; } = Draw("HashtagIcon");

    public static IHtmlContent Undo { get; } = Draw("UndoIcon");

    public static IHtmlContent Product { get; } = Draw("ProductIcon");

    public static IHtmlContent Outside { get; } = Draw("ExternalIcon");

    public static IHtmlContent Home { get; } = Draw("HomeIcon");

    public static IHtmlContent Store { get; } = Draw("StoreIcon");

    public static IHtmlContent Next { get; } = Draw("ArrowRightIcon");

    // The tray that the admin shows beside its orders.
    public static IHtmlContent Inbox { get; } = Draw("OrderIcon");

    public static IHtmlContent Of(Channel channel) => channel switch
    {
        Channel.Mail => Mail,
        Channel.Chat => Chat,
        Channel.Line => Line,
        Channel.Phone => Phone,
        Channel.Review => Review,
    };

    private static HtmlString Draw(string name) => Symbols.ContainsKey(name)
        ? new HtmlString($"<svg class='icon' aria-hidden='true'><use href='#{name}'/></svg>")
        : throw new FileNotFoundException($"No drawing '{name}' is embedded.");

    private static string Symbol(string resource)
    {
        using var reader = new StreamReader(App.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().Trim()
            .Replace("<svg xmlns=\"http://www.w3.org/2000/svg\"", $"<symbol id=\"{resource[Prefix.Length..]}\"", StringComparison.Ordinal)
            .Replace("</svg>", "</symbol>", StringComparison.Ordinal)
            // Polaris draws on 20 squares and leaves the outer ones empty: without two of them on each side, a square is a pixel at 16.
            .Replace("viewBox=\"0 0 20 20\"", "viewBox=\"2 2 16 16\"", StringComparison.Ordinal);
    }
}

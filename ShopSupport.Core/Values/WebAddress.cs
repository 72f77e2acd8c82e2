namespace ShopSupport.Core.Values;

/// <summary>An address that may become a link: somebody else chose it.</summary>
public static class WebAddress
{
    /// <summary>The address; null for anything but a web page's.</summary>
    public static string? Of(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? text : null;
}

namespace ShopSupport.App.Pages;

/// <summary>How long a browser may keep a file.</summary>
internal static class Caching
{
    /// <summary>For an address that names one content.</summary>
    public const string ForEver = "public, max-age=31536000, immutable";

    /// <summary>For any other: it is asked for again, and sent again if it changed.</summary>
    public const string AskAgain = "no-cache";
}

namespace ShopSupport.App.Pages;

/// <summary>What htmx says about a request.</summary>
internal static class PartialRequests
{
    /// <summary>True when only a part of the page is asked for, not the page.</summary>
    public static bool IsPartial(this HttpRequest request) =>
        string.Equals(request.Headers["HX-Request-Type"], "partial", StringComparison.Ordinal);
}

using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using ShopSupport.Core.Shopify;

namespace ShopSupport.App.SignIn;

/// <summary>
/// What a request from the admin says of itself. Its parameters are hints to be cleaned, and never the tenant: that is the
/// token's.
/// </summary>
internal static partial class AdminRequest
{
    /// <summary>The parameters that are spent with the request that brings them.</summary>
    public static readonly string[] Spent = ["id_token", "hmac", "timestamp", "session"];

    private const string Bearer = "Bearer ";

    /// <summary>The session token: in the header, or in the address of what is only read. Null where there is none.</summary>
    public static string? IdToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim()
            : IsRead(request) && request.Query["id_token"].ToString() is { Length: > 0 } parameter ? parameter
            : null;
    }

    /// <summary>The shop that the address names; null when it names none, or two.</summary>
    public static string? Shop(HttpRequest request) => ShopDomain.Parse(request.Query["shop"]);

    /// <summary>The language of the admin around, as the address names it.</summary>
    public static string? Locale(HttpRequest request) => request.Query["locale"].ToString() is { Length: > 1 and <= 35 } locale ? locale : null;

    /// <summary>True for a page that a browser opens as a whole: only there can a redirect help.</summary>
    public static bool IsDocument(HttpRequest request) => IsRead(request) && request.Headers["Sec-Fetch-Dest"].ToString() switch
    {
        "document" or "iframe" or "frame" => true,
        // Browsers that do not say it ask for html; htmx says that it is htmx.
        "" => request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && !request.Headers.ContainsKey("HX-Request"),
        _ => false,
    };

    /// <summary>True when it says that it stands in the admin's frame.</summary>
    public static bool IsInFrame(HttpRequest request) =>
        string.Equals(request.Query["embedded"], "1", StringComparison.Ordinal) || request.Headers["Sec-Fetch-Dest"].ToString() is "iframe" or "frame";

    /// <summary>True when it comes from the admin, or says so.</summary>
    public static bool IsOfAdmin(HttpRequest request) =>
        IdToken(request) is not null || IsInFrame(request) || request.Query.ContainsKey("shop") || request.Headers.ContainsKey("Authorization");

    /// <summary>
    /// The parameter <c>host</c> as it came, where it is what Shopify makes: base64 of <c>admin.shopify.com/store/{handle}</c>
    /// or <c>{shop}/admin</c>; null for any other.
    /// </summary>
    public static string? Host(HttpRequest request, string shop)
    {
        var text = request.Query["host"].ToString();
        try
        {
            var address = text.Length is 0 or > 400 ? "" : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text.TrimEnd('=')));
            return Store().IsMatch(address) || string.Equals(address, $"{shop}/admin", StringComparison.Ordinal) ? text : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The app's page in the admin of a shop: made of the shop's name alone, so that no parameter leads elsewhere.</summary>
    public static string AppInAdmin(string shop, string apiKey) => $"https://admin.shopify.com/store/{shop.Split('.')[0]}/apps/{Uri.EscapeDataString(apiKey)}";

    /// <summary>
    /// True for a path and a query of this very site. What a browser would read as another one's address is none: two
    /// slashes, a backslash anywhere, or signs that it leaves out.
    /// </summary>
    public static bool IsLocal(string? text) =>
        text is { Length: > 0 and <= 4000 } && text[0] == '/' && !text.StartsWith("//", StringComparison.Ordinal)
        && !text.Contains('\\', StringComparison.Ordinal) && !text.Any(char.IsControl)
        && Uri.TryCreate($"https://desk.invalid{text}", UriKind.Absolute, out var address)
        && string.Equals(address.Authority, "desk.invalid", StringComparison.Ordinal);

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    [GeneratedRegex(@"\Aadmin\.shopify\.com/store/[a-z0-9][a-z0-9\-]*\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Store();
}

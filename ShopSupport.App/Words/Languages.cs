using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;
using ShopSupport.App.SignIn;

namespace ShopSupport.App.Words;

/// <summary>The languages of the desk, and which one a request gets.</summary>
internal static class Languages
{
    public const string Parameter = "lang";
    public const string Cookie = "desk_lang";

    public static CultureInfo Japanese { get; } = CultureInfo.GetCultureInfo("ja-JP");

    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The first of: what the address asks for, the visitor's choice, the given preferences, the browser's languages.</summary>
    public static CultureInfo Choose(HttpRequest request, bool readCookie, params ReadOnlySpan<string?> preferences)
    {
        if (Parse(request.Query[Parameter]) is { } asked)
        {
            return asked;
        }

        if (readCookie && Parse(request.Cookies[Cookie]) is { } chosen)
        {
            return chosen;
        }

        foreach (var preference in preferences)
        {
            if (Parse(preference) is { } known)
            {
                return known;
            }
        }

        return OfBrowser(request) ?? English;
    }

    /// <summary>What a visitor says of their own accord: by the address, by an earlier choice, by the browser. Null where nothing is said.</summary>
    public static string? OfVisitor(HttpRequest request) =>
        (Parse(request.Query[Parameter]) ?? Parse(request.Cookies[Cookie]) ?? OfBrowser(request) ?? (request.Headers.AcceptLanguage.Count > 0 ? English : null))
            ?.TwoLetterISOLanguageName;

    public static CultureInfo? Parse(string? language) => language switch
    {
        "ja" => Japanese,
        "en" => English,
        { Length: > 2 } when language[2] is '-' or '_' => Parse(language[..2]),
        _ => null,
    };

    /// <summary>The address of this very page in another language.</summary>
    public static string Link(HttpRequest request, string language)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => !string.Equals(pair.Key, Parameter, StringComparison.Ordinal) && !AdminRequest.Spent.Contains(pair.Key, StringComparer.Ordinal))
            .Append(KeyValuePair.Create(Parameter, new StringValues(language))));
        return request.Path + query.ToString();
    }

    private static CultureInfo? OfBrowser(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => Parse(language.Value.Value))
        .FirstOrDefault(culture => culture is not null);
}

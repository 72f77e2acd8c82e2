using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;
using ShopSupport.Core.Shopify;

namespace ShopSupport.App.SignIn;

/// <summary>
/// The page for a document that came without a session token, or with one too old: App Bridge alone, which fetches a token
/// and opens what was asked for with it.
/// </summary>
internal static class SessionBounce
{
    public const string Path = "/session-token-bounce";

    private const string Reload = "shopify-reload";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, (RequestDelegate)WriteAsync).AllowAnonymous();

    /// <summary>The page's address for a request; null where nothing could be opened again.</summary>
    public static string? Address(HttpRequest request, string shop, ShopifyOptions options)
    {
        var back = request.PathBase + request.Path + Query(request);
        if (!AdminRequest.IsLocal(back))
        {
            return null;
        }

        var query = new QueryBuilder { { "shop", shop }, { "embedded", "1" } };
        if (AdminRequest.Host(request, shop) is { } host)
        {
            query.Add("host", host);
        }

        if (AdminRequest.Locale(request) is { } locale)
        {
            query.Add("locale", locale);
        }

        query.Add(Reload, back);
        return request.PathBase + Path + query;
    }

    /// <summary>The query without what is spent.</summary>
    public static string Query(HttpRequest request) => new QueryBuilder(
        request.Query.Where(pair => !AdminRequest.Spent.Contains(pair.Key, StringComparer.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key, new StringValues([.. pair.Value])))).ToString();

    private static async Task WriteAsync(HttpContext context)
    {
        var (request, options) = (context.Request, context.RequestServices.GetRequiredService<ShopifyOptions>());
        if (options.ApiKey.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!AdminRequest.IsLocal(request.Query[Reload]))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (AdminRequest.Shop(request) is { } shop)
        {
            context.Features.Set(new ShopFrame(shop));
        }

        var html = HtmlEncoder.Default;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"<!doctype html><html><head><meta charset=\"utf-8\"><title>ShopSupport</title><script data-api-key=\"{html.Encode(options.ApiKey)}\" src=\"{html.Encode(options.AppBridgeUrl)}\"></script></head></html>",
            context.RequestAborted);
    }
}

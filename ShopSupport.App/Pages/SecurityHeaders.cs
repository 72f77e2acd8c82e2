using ShopSupport.App.SignIn;
using ShopSupport.Core.Shopify;

namespace ShopSupport.App.Pages;

/// <summary>Sets the headers that keep foreign code and foreign frames out, and refuses changes that another site asks for.</summary>
internal sealed class SecurityHeaders(ShopifyOptions options) : IMiddleware
{
    // Not all of that host: anybody's theme files stand on it too.
    private readonly string _scripts = options.ApiKey.Length == 0 ? "'self'" : $"'self' {options.AppBridgeUrl[..(options.AppBridgeUrl.LastIndexOf('/') + 1)]}";
    private readonly string _calls = options.ApiKey.Length == 0 ? "'self'" : "'self' https://*.shopify.com";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(
            static state =>
            {
                var (self, http) = ((SecurityHeaders, HttpContext))state;
                self.Write(http);
                return Task.CompletedTask;
            },
            (this, context));
        if (IsForeignChange(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    // Browsers that send no Sec-Fetch-Site send Origin with every change.
    private static bool IsForeignChange(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return false;
        }

        return request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => false,
            "" => request.Headers.Origin.ToString() is { Length: > 0 } origin
                && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)),
            _ => true,
        };
    }

    private void Write(HttpContext context)
    {
        var frame = context.Features.Get<ShopFrame>();
        var frames = frame is null ? "'none'" : $"{options.Address(frame.Domain, "/").GetLeftPart(UriPartial.Authority)} https://admin.shopify.com";
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src {_scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src {_calls}; "
            + $"form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors {frames}";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (frame is not null && context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true && !context.Request.IsPartial())
        {
            var origin = new Uri(options.AppBridgeUrl).GetLeftPart(UriPartial.Authority);
            headers.Link = $"<{origin}>; rel=\"preconnect\", <{options.AppBridgeUrl}>; rel=\"preload\"; as=\"script\"";
        }

        if (!headers.ContainsKey("Cache-Control"))
        {
            headers.CacheControl = "no-store";
        }
    }
}

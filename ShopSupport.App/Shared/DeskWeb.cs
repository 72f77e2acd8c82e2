using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;
using ShopSupport.App.Customers;

namespace ShopSupport.App.Shared;

/// <summary>Registers the screens, and puts them into the pipeline.</summary>
public static class DeskWeb
{
    /// <summary>What the screens need besides what the host's other roles register: clock, database, queue, shops, events, sync.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddOptions<DeskOptions>().Configure<IConfiguration>((options, settings) =>
        {
            options.IsDemo = settings.GetValue("Demo:Enabled", defaultValue: false);
            options.DemoLanguage = settings["Demo:Language"];
            options.ShopifyApiKey = settings["Shopify:ApiKey"] is { Length: > 0 } key ? key : null;
        });
        services.AddControllersWithViews()
            .AddApplicationPart(typeof(DeskWeb).Assembly)
            .AddRazorOptions(razor =>
            {
                razor.ViewLocationFormats.Clear();
                razor.ViewLocationFormats.Add("/{1}/{0}.cshtml");
                razor.ViewLocationFormats.Add("/Inbox/{0}.cshtml");
                razor.ViewLocationFormats.Add("/Shared/{0}.cshtml");
            });
        // Japanese is written as it is, not as entities four times as long.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // No page holds a secret beside text that a visitor chose, so compressing under TLS gives nothing away.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ResponseCompressionDefaults.MimeTypes.Append("image/svg+xml");
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.AddScoped<DeskContext>();
        services.AddScoped<DeskEntry>();
        services.AddScoped<Format>();
        services.AddScoped<PanelWords>();
        services.AddSingleton<SecurityHeaders>();
        services.AddSingleton<ErrorPages>();
        services.AddSingleton<Texts>();
        services.AddSingleton<EventFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<EventFeed>());
        return services;
    }

    /// <summary>Serves the screens. Webhooks and health checks go past all of it.</summary>
    public static WebApplication MapDesk(this WebApplication app)
    {
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/webhooks", StringComparison.Ordinal)
                && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal),
            desk =>
            {
                desk.UseResponseCompression();
                desk.UseMiddleware<ErrorPages>();
                desk.UseMiddleware<SecurityHeaders>();
                desk.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => KeepLong(file.Context) });
                desk.UseMiddleware<DeskEntry>();
            });
        app.MapGet("/", () => Results.Redirect("/inbox"));
        app.MapControllers();
        return app;
    }

    // An address with a version names one content for ever; any other is asked for again.
    private static void KeepLong(HttpContext context) => context.Response.Headers.CacheControl =
        context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
}

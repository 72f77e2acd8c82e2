using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.WebEncoders;
using ShopSupport.App.Actions;
using ShopSupport.App.Audit;
using ShopSupport.App.Customers;
using ShopSupport.App.Demo;
using ShopSupport.App.Home;
using ShopSupport.App.Inbox;
using ShopSupport.App.Live;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.App.Sync;
using ShopSupport.App.Words;

namespace ShopSupport.App;

/// <summary>The desk is all the screens together: registers them, and puts them into the pipeline.</summary>
public static class Desk
{
    private const int LongestAddress = 64 * 1024;

    /// <summary>What the screens need besides what the host's other roles register: clock, database, queue, shops, events, sync.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services, ScreenOptions screens)
    {
        services.AddSingleton(screens);
        services.AddSignIn(Languages.OfVisitor);
        // A whole page pasted into a search is a question too: each Japanese letter is nine in an address.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestLineSize = LongestAddress);
        services.AddPages();
        services.AddScoped<Format>();
        services.AddScoped<PanelWords>();
        services.AddScoped<HappeningWords>();
        services.AddScoped<PanelPages>();
        services.AddScoped<InboxLists>();
        services.AddScoped<ImportStrips>();
        services.AddScoped<SyncPages>();
        services.AddScoped<SyncNames>();
        services.AddScoped<HomePages>();
        services.AddScoped<HomeLinks>();
        services.AddScoped<HomeSteps>();
        services.AddScoped<HomeWords>();
        services.AddScoped<OpenConversations>();
        services.AddScoped<ActAnswers>();
        services.AddScoped<SnoozeTimes>();
        services.AddScoped<ActionWords>();
        services.AddScoped<Confirmations>();
        services.AddScoped<SeenCustomers>();
        services.AddScoped<AuditWords>();
        services.AddSingleton<ActionSeal>();
        services.AddScoped(provider => new Making(provider.GetRequiredService<CurrentAgent>(), provider.GetRequiredService<DemoVisits>()));
        services.AddSingleton<Texts>();
        services.AddSingleton<LanguageChoice>();
        services.AddScoped<StillIn>();
        services.AddSingleton<EventFeed>();
        services.AddHostedService<EventFeedWorker>();
        services.AddHostedService<ViewLogWorker>();
        return services;
    }

    /// <summary>
    /// Serves the screens. Every endpoint of the process asks for a signed-in agent unless it says that anyone may come;
    /// files, error pages and the refusal of foreign changes stand before that.
    /// </summary>
    public static WebApplication MapDesk(this WebApplication app)
    {
        app.UseWhen(
            IsScreen,
            screens =>
            {
                screens.UseResponseCompression();
                screens.UseMiddleware<ErrorPages>();
                screens.UseMiddleware<SecurityHeaders>();
                screens.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => KeepLong(file.Context) });
            });
        app.UseAuthentication();
        app.UseWhen(IsScreen, screens => screens.UseMiddleware<LanguageChoice>());
        app.UseAuthorization();
        app.UseWhen(IsScreen, screens => screens.UseMiddleware<OutsideChanges>());
        SessionBounce.Map(app);
        app.Services.GetRequiredService<Bundles>().Map(app);
        app.MapControllers();
        return app;
    }

    private static void AddPages(this IServiceCollection services)
    {
        services.AddControllersWithViews()
            .AddApplicationPart(typeof(Desk).Assembly)
            .AddRazorOptions(razor =>
            {
                razor.ViewLocationFormats.Clear();
                razor.ViewLocationFormats.Add("/{1}/{0}.cshtml");
                razor.ViewLocationFormats.Add("/Inbox/{0}.cshtml");
                razor.ViewLocationFormats.Add("/Pages/{0}.cshtml");
            });
        // Japanese is written as it is, not as entities four times as long.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // No page holds a secret beside text that a visitor chose, so compressing under TLS gives nothing away.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ResponseCompressionDefaults.MimeTypes.Append("image/svg+xml");
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.AddSingleton<Bundles>();
        services.AddSingleton<SecurityHeaders>();
        services.AddSingleton<ErrorPages>();
    }

    private static bool IsScreen(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/webhooks", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);

    // An address with a version names one content for ever; any other is asked for again.
    private static void KeepLong(HttpContext context) => context.Response.Headers.CacheControl =
        context.Request.Query.ContainsKey("v") ? Caching.ForEver : Caching.AskAgain;
}

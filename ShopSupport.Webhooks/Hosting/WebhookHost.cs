using ShopSupport.Core;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Webhooks.Consume;
using ShopSupport.Webhooks.Receive;
using ShopSupport.Webhooks.Work;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>Puts receiving and consuming into a host: this program's own, or the app's.</summary>
internal static class WebhookHost
{
    /// <summary>Where the demo shop's secret is put once it is made.</summary>
    public const string DemoSecret = "Demo:Secret";

    /// <summary>Registers storage, queue, and what the roles need.</summary>
    public static HostRoles AddWebhooks(this WebApplicationBuilder builder, HostRoles otherwise, string defaultUrl)
    {
        var (services, settings) = (builder.Services, builder.Configuration);
        var roles = HostRolesSetting.Read(settings, otherwise);
        if (string.IsNullOrEmpty(settings["urls"]) && string.IsNullOrEmpty(settings["http_ports"]))
        {
            builder.WebHost.UseUrls(defaultUrl);
        }

        // What keeps the program from starting is said in one sentence by Startup, not with a stack trace by these two.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is LogLevel.Warning or LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddShopSupportCore(settings);
        services.AddSingleton<CommitSignal>();
        services.AddSingleton<WorkerHealth>();
        services.AddHealthChecks().AddCheck<WorkerHealth>("workers");
        services.AddSingleton(_ => new WebhookSignature(Secrets(settings)));
        services.AddSingleton<ShopifyEndpoint>();
        services.AddSingleton<OutcomesEndpoint>();
        if (roles.HasFlag(HostRoles.Consume))
        {
            var visibility = CoreServices.Visibility(settings);
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DeliveryWorker>(provider, visibility));
            services.AddSingleton<WorkRunner>();
            services.AddHostedService<WorkWorker>();
        }

        return roles;
    }

    /// <summary>Maps the addresses of the roles, and the health checks.</summary>
    public static void MapWebhooks(this WebApplication app, HostRoles roles)
    {
        if (roles.HasFlag(HostRoles.Receive))
        {
            app.MapPost("/webhooks/shopify", (RequestDelegate)app.Services.GetRequiredService<ShopifyEndpoint>().HandleAsync);
        }

        if (UsesDatabase(roles))
        {
            app.MapPost("/webhooks/outcomes", (HttpRequest request, OutcomesEndpoint outcomes, CancellationToken cancel) => outcomes.HandleAsync(request, cancel));
            app.MapGet("/health/sync", async (SyncStore sync, CancellationToken cancel) => Results.Json(await sync.TotalsAsync(shopId: null, cancel)));
        }

        app.MapHealth(roles);
    }

    /// <summary>Brings database and queue to the newest shape.</summary>
    public static async Task PrepareAsync(this WebApplication app, HostRoles roles, CancellationToken cancel)
    {
        await Prepare("Queue:ConnectionString", () => app.Services.GetRequiredService<IDeliveryQueue>().PrepareAsync(cancel));
        if (UsesDatabase(roles))
        {
            await Prepare("Database:ConnectionString", () => Migrator.MigrateAsync(app.Services.GetRequiredService<Database>(), "Main", cancel));
        }
    }

    public static bool UsesDatabase(HostRoles roles) => (roles & (HostRoles.Web | HostRoles.Consume)) != HostRoles.None;

    private static async Task Prepare(string setting, Func<Task> prepare)
    {
        try
        {
            await prepare();
        }
        catch (Exception e) when (e is QueueUnavailableException || DatabaseErrors.MeansUnavailable(e))
        {
            throw new SettingException($"{setting}: nothing usable answers there ({e.Message})", e);
        }
    }

    private static IEnumerable<string> Secrets(ConfigurationManager settings) =>
        (settings.GetSection("Shopify:ApiSecrets").Get<string[]>() ?? []).Append(settings[DemoSecret] ?? "");
}

using ShopSupport.Core;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Webhooks.Consume;
using ShopSupport.Webhooks.Receive;
using ShopSupport.Webhooks.Work;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>Puts receiving and consuming into a host: this program's own, or the app's.</summary>
internal static class WebhookHost
{
    /// <summary>Reads the settings, and registers storage, queue, and what the roles need.</summary>
    /// <exception cref="SettingException">Settings cannot work; the message names all of them.</exception>
    public static HostSettings AddWebhooks(
        this WebApplicationBuilder builder, HostRoles otherwise, string defaultUrl, Action<SettingsReader, HostSettings>? also = null)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        var settings = HostSettings.Read(configuration, builder.Environment, otherwise, also);
        if (string.IsNullOrEmpty(configuration["urls"]) && string.IsNullOrEmpty(configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(defaultUrl);
        }

        // What keeps the program from starting is said in one sentence by Startup, not with a stack trace by these two.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is LogLevel.Warning or LogLevel.Error);
        // Nor do the framework's own lines hold what people look for (addresses) or write (arguments).
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = settings.Receive.MaxConnections;
        });
        services.AddShopSupportCore(settings.Core);
        if (settings.UsesDatabase)
        {
            SecretKeys.Register(services, settings.Core.Secrets);
        }

        services.AddTelemetry(configuration, settings.Roles);
        services.AddHealth(settings.UsesDatabase);
        services.AddSingleton<WorkerHealth>();
        services.AddHealthChecks().AddCheck<WorkerHealth>("workers");
        services.AddSingleton(_ => new WebhookSignature(settings.Shopify.ApiSecrets));
        services.AddSingleton(new BodyBudget(settings.Receive.MaxBodyMegabytes * 1024L * 1024));
        services.AddSingleton<ArrivalClock>();
        services.AddSingleton<ShopifyEndpoint>();
        services.AddSingleton<OutcomesEndpoint>();
        services.AddSingleton(new TotalsOptions());
        services.AddSingleton<TotalsEndpoint>();
        if (settings.Roles.HasFlag(HostRoles.Consume))
        {
            var visibility = TimeSpan.FromSeconds(settings.Core.Queue.VisibilitySeconds);
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DeliveryWorker>(provider, visibility));
            services.AddSingleton<WorkRunner>();
            services.AddHostedService<WorkWorker>();
        }

        return settings;
    }

    /// <summary>Maps the addresses of the roles, and the health checks.</summary>
    public static void MapWebhooks(this WebApplication app, HostSettings settings)
    {
        app.UseFaultLog();
        if (settings.Roles.HasFlag(HostRoles.Receive))
        {
            var receive = app.Services.GetRequiredService<ShopifyEndpoint>();
            app.MapPost("/webhooks/shopify", (RequestDelegate)(context => ReceiveAsync(receive, context))).AllowAnonymous();
        }

        if (settings.UsesDatabase)
        {
            app.MapPost("/webhooks/outcomes", (HttpRequest request, OutcomesEndpoint outcomes, CancellationToken cancel) => outcomes.HandleAsync(request, cancel)).AllowAnonymous();
            app.MapGet(TotalsEndpoint.Path, (HttpRequest request, TotalsEndpoint totals, CancellationToken cancel) => totals.HandleAsync(request, cancel)).AllowAnonymous();
        }

        app.MapHealth();
    }

    /// <summary>Brings database and queue to the newest shape.</summary>
    /// <exception cref="SettingException">One of them cannot be used.</exception>
    public static async Task PrepareAsync(this WebApplication app, HostSettings settings, CancellationToken cancel)
    {
        await app.PrepareQueueAsync(cancel);
        if (settings.UsesDatabase)
        {
            await Migrator.MigrateAsync(app.Services.GetRequiredService<Database>(), Migrator.Main, cancel);
            await SecretKeys.PrepareAsync(app.Services, app.Environment.IsProduction(), cancel);
        }
    }

    /// <summary>Makes the queue ready.</summary>
    /// <exception cref="SettingException">It cannot be used.</exception>
    public static async Task PrepareQueueAsync(this WebApplication app, CancellationToken cancel)
    {
        try
        {
            await app.Services.GetRequiredService<IDeliveryQueue>().PrepareAsync(cancel);
        }
        catch (QueueUnavailableException e)
        {
            throw new SettingException($"Queue:ConnectionString: nothing usable answers there ({e.Message.TrimEnd('.')}).", e);
        }
    }

    public static bool UsesDatabase(HostRoles roles) => (roles & (HostRoles.Web | HostRoles.Consume)) != HostRoles.None;

    private static async Task ReceiveAsync(ShopifyEndpoint endpoint, HttpContext context)
    {
        await endpoint.HandleAsync(context);
        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            Measures.Received.Add(1);
        }
    }
}

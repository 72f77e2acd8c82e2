using Microsoft.Extensions.DependencyInjection.Extensions;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.App.Demo;

/// <summary>Registers the demo shop.</summary>
internal static class DemoSetup
{
    private const string Key = "demo-app";

    /// <summary>
    /// Where the demo is on, makes a simulated Shopify the one that the app is connected to; and registers what runs it and its
    /// shops, in the process that shows them.
    /// </summary>
    /// <exception cref="SettingException">The data directory cannot be written.</exception>
    public static void AddDemo(this IServiceCollection services, DemoOptions options, ShopifyOptions shopify, DataOptions data, bool isShown)
    {
        services.AddSingleton(options);
        if (options.Enabled is not true)
        {
            return;
        }

        options.Secret = options.Secret.Length > 0 ? options.Secret : DemoSecret.ReadOrMake(data.Directory);
        shopify.ApiKey = shopify.ApiKey.Length > 0 ? shopify.ApiKey : Key;
        shopify.ApiSecrets = [.. shopify.ApiSecrets, options.Secret];
        PointTo(shopify, new Uri($"http://127.0.0.1:{options.ShopifyPort}/"));
        services.AddSingleton(new TotalsOptions(AreOpen: true));
        if (!isShown)
        {
            return;
        }

        services.TryAddSingleton<DemoVisits>();
        services.AddSingleton(provider => new DemoStores(
            options, Path.Combine(data.Directory, "demo-shopify"), provider.GetRequiredService<DemoVisits>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DemoShopify>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoShopify>());
        services.AddHttpClient(nameof(DemoMerchant)).RemoveAllLoggers();
        services.AddSingleton<DemoMerchant>();
        services.AddSingleton<MerchantVisit>(provider => provider.GetRequiredService<DemoMerchant>().OpenAppAsync);
        services.AddSingleton<DemoSending>();
        services.AddSingleton<DemoSnoozes>();
        services.AddSingleton<DemoMaker>();
        services.AddSingleton<DemoSeeder>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoSeeder>());
        if (options.Live)
        {
            services.AddHostedService<DemoLive>();
        }
    }

    /// <summary>The app speaks to that simulated Shopify, and to no other.</summary>
    public static void PointTo(ShopifyOptions shopify, Uri simulator) =>
        (shopify.AdminUrl, shopify.AppBridgeUrl) = ($"{simulator}{{shop}}", $"{simulator}app-bridge.js");
}

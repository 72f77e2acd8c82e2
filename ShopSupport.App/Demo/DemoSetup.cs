using Microsoft.Extensions.DependencyInjection.Extensions;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.App.Demo;

/// <summary>Registers the demo shop.</summary>
internal static class DemoSetup
{
    /// <summary>
    /// Where the demo is on, makes its secret one that deliveries are checked with; and registers what fills the shop, in the
    /// process that shows it.
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
        shopify.ApiSecrets = [.. shopify.ApiSecrets, options.Secret];
        services.AddSingleton(new TotalsOptions(AreOpen: true));
        if (!isShown)
        {
            return;
        }

        services.TryAddSingleton<DemoVisits>();
        services.TryAddSingleton<DemoProgress>();
        services.AddSingleton<DemoSending>();
        services.AddSingleton<DemoSnoozes>();
        services.AddSingleton<DemoMaker>();
        services.AddSingleton<DemoSeeder>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoSeeder>());
        services.AddHostedService<DemoGreeting>();
        if (options.Live)
        {
            services.AddHostedService<DemoLive>();
        }
    }
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Demo;

/// <summary>Registers the demo shop.</summary>
internal static class DemoSetup
{
    /// <summary>Where the demo is on, sees to its secret; and registers what fills the shop, in the process that shows it.</summary>
    /// <exception cref="SettingException">The data directory cannot be written.</exception>
    public static void AddDemo(this IServiceCollection services, DemoOptions options, DataOptions data, bool isShown)
    {
        if (options.Enabled is not true)
        {
            return;
        }

        options.Secret = options.Secret.Length > 0 ? options.Secret : DemoSecret.ReadOrMake(data.Directory);
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

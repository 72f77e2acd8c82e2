using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Demo;

/// <summary>Registers the demo shop.</summary>
internal static class DemoSetup
{
    /// <summary>
    /// Reads section <c>Demo</c>; where the demo is on, makes its secret and registers what fills the shop. Returns the
    /// options, so that the host can add <see cref="DemoOptions.Secret"/> to those that sign deliveries.
    /// </summary>
    /// <exception cref="SettingException">A setting cannot work; the message names it.</exception>
    public static DemoOptions AddDemo(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var options = DemoOptions.From(configuration, environment);
        services.AddSingleton(options);
        if (options.Enabled is not true)
        {
            return options;
        }

        options.Secret = DemoSecret.ReadOrMake(configuration["Data:Directory"] is { Length: > 0 } directory ? directory : new DataOptions().Directory);
        services.AddSingleton<DemoSending>();
        services.AddSingleton<DemoSeeder>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoSeeder>());
        services.AddHostedService<DemoGreeting>();
        if (options.Live)
        {
            services.AddHostedService<DemoLive>();
        }

        return options;
    }
}

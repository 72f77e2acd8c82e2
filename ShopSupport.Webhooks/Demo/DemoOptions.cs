using System.Globalization;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Demo;

/// <summary>Section <c>Demo</c>: the made-up shop that a first start shows.</summary>
internal sealed class DemoOptions
{
    /// <summary>The demo shop's domain.</summary>
    public const string ShopDomain = "demo-shop.myshopify.com";

    /// <summary>Whether there is a demo shop; unset means: when no Shopify key is configured, outside Production.</summary>
    public bool? Enabled { get; set; }

    /// <summary><c>ja</c> or <c>en</c>: of the goods, and of most customers.</summary>
    public string Language { get; set; } = "ja";

    /// <summary>Customers, at least 1.</summary>
    public int Customers { get; set; } = 2000;

    /// <summary>Orders over three years.</summary>
    public int Orders { get; set; } = 12000;

    /// <summary>Conversations, most of them closed.</summary>
    public int Conversations { get; set; } = 1500;

    /// <summary>The same seed makes the same shop.</summary>
    public int Seed { get; set; } = 20261121;

    /// <summary>Whether new things keep happening.</summary>
    public bool Live { get; set; }

    /// <summary>Signs deliveries to the demo shop; made on first start and kept in the data directory.</summary>
    public string Secret { get; internal set; } = "";

    /// <summary>True when goods and most customers are English.</summary>
    public bool IsEnglish => string.Equals(Language, "en", StringComparison.Ordinal);

    /// <summary>Reads the section and settles whether the demo is on.</summary>
    /// <exception cref="SettingException">A value cannot work, or the demo is switched on in Production.</exception>
    public static DemoOptions From(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Demo");
        var options = new DemoOptions
        {
            Enabled = Flag(section, "Enabled"),
            Language = section["Language"] is { Length: > 0 } language ? language.ToLowerInvariant() : "ja",
            Live = Flag(section, "Live") ?? false,
        };
        options.Customers = Number(section, "Customers", options.Customers, least: 1, most: 30_000);
        options.Orders = Number(section, "Orders", options.Orders, least: 0, most: 1_000_000);
        options.Conversations = Number(section, "Conversations", options.Conversations, least: 0, most: 1_000_000);
        options.Seed = Number(section, "Seed", options.Seed, least: int.MinValue, most: int.MaxValue);
        if (options.Language is not ("ja" or "en"))
        {
            throw new SettingException("Demo:Language must be ja or en.");
        }

        if (options.Enabled is true && environment.IsProduction())
        {
            throw new SettingException("Demo:Enabled cannot be true in the Production environment.");
        }

        options.Enabled ??= string.IsNullOrEmpty(configuration["Shopify:ApiKey"]) && !environment.IsProduction();
        return options;
    }

    private static bool? Flag(IConfigurationSection section, string key) => section[key] switch
    {
        null or "" => null,
        { } text => bool.TryParse(text, out var value) ? value : throw new SettingException($"Demo:{key} must be true or false."),
    };

    private static int Number(IConfigurationSection section, string key, int otherwise, int least, int most) => section[key] switch
    {
        null or "" => otherwise,
        { } text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new SettingException($"Demo:{key} must be a number from {least} to {most}."),
    };
}

using ShopSupport.Core.Storage;

namespace ShopSupport.Simulator.Demo;

/// <summary>Section <c>Demo</c>: the made-up shop that a first start shows.</summary>
internal sealed class DemoOptions
{
    /// <summary>The Japanese demo shop's domain.</summary>
    public const string ShopDomain = "demo-shop.myshopify.com";

    /// <summary>The English demo shop's domain.</summary>
    public const string EnglishShopDomain = "demo-shop-en.myshopify.com";

    /// <summary>Whether there is a demo shop; unset means: when no Shopify key is configured, outside Production.</summary>
    public bool? Enabled { get; set; }

    /// <summary><c>ja</c> or <c>en</c>: the one shop there is, and the language of the screens. Unset, there are two shops, and each visitor gets that of their language.</summary>
    public string? Language { get; set; }

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

    /// <summary>The port on 127.0.0.1 where the shop's Shopify is simulated; 0 takes any that is free.</summary>
    public int ShopifyPort { get; set; } = 5081;

    /// <summary>Signs deliveries to the demo shop; unless set, made on first start and kept in the data directory. Empty while the demo is off.</summary>
    public string Secret { get; set; } = "";

    /// <summary>True when the shop is the English one.</summary>
    public bool IsEnglish => string.Equals(Language, "en", StringComparison.Ordinal);

    /// <summary>Where the shop is.</summary>
    public DemoCountry Country => Copy == 0 ? DemoCountry.Of(IsEnglish) : DemoCountry.Of(IsEnglish) with { Domain = $"demo-shop-{Copy}.myshopify.com" };

    /// <summary>Above 0, another shop of the same kind, with a name of its own.</summary>
    internal int Copy { get; set; }

    /// <summary>The shops there can be: one if a language is set, else one for each.</summary>
    public IReadOnlyList<DemoOptions> Shops => Language is null ? [In("ja"), In("en")] : [this];

    /// <summary>The same shop with a few people only.</summary>
    public DemoOptions Tiny()
    {
        var options = In(Language);
        (options.Customers, options.Orders, options.Conversations) = (Math.Min(100, Customers), Math.Min(200, Orders), Math.Min(80, Conversations));
        return options;
    }

    private DemoOptions In(string? language)
    {
        var options = (DemoOptions)MemberwiseClone();
        options.Language = language;
        return options;
    }

    /// <summary>Reads the section and settles whether the demo is on; what cannot work is a problem.</summary>
    public static DemoOptions Read(SettingsReader reader, IHostEnvironment environment, bool hasKey)
    {
        var options = reader.Read<DemoOptions>("Demo");
        options.Language = options.Language?.ToLowerInvariant();
        reader.Require(options.Language is null or "ja" or "en", "Demo:Language must be ja or en.");
        reader.Require(options.Customers is >= 1 and <= 30_000, "Demo:Customers must be a number from 1 to 30000.");
        reader.Require(options.Orders is >= 0 and <= 1_000_000, "Demo:Orders must be a number from 0 to 1000000.");
        reader.Require(options.Conversations is >= 0 and <= 1_000_000, "Demo:Conversations must be a number from 0 to 1000000.");
        reader.Require(options.ShopifyPort is >= 0 and <= 65_535, "Demo:ShopifyPort must be a number from 0 to 65535.");
        reader.Require(options.Enabled is not true || !environment.IsProduction(), "Demo:Enabled cannot be true in the Production environment.");
        options.Enabled ??= !hasKey && !environment.IsProduction();
        if (options.Enabled is not true)
        {
            options.Secret = "";
        }

        return options;
    }
}

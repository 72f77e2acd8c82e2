using System.Globalization;

namespace ShopSupport.Bench;

/// <summary>What is measured, how long, and on how much data.</summary>
internal sealed record BenchOptions
{
    private const string Usage =
        "bench <receive|consume|queue|panel|list|all> [--conversations n] [--messages n] [--customers n] [--orders n] [--deliveries n] [--data <dir>] [--seconds n]";

    private static readonly string[] All = ["receive", "consume", "queue", "panel", "list"];

    public IReadOnlyList<string> Benches { get; init; } = [];

    public int Conversations { get; init; } = 1_000_000;

    public int Messages { get; init; } = 3_000_000;

    public int Customers { get; init; } = 200_000;

    public int Orders { get; init; } = 1_000_000;

    /// <summary>How many deliveries the bench of consuming applies, and that of the queue sends.</summary>
    public int Deliveries { get; init; } = 20_000;

    /// <summary>How long each load of the bench of receiving lasts.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>Where data is kept from run to run.</summary>
    public string Directory { get; init; } = Path.Combine(Path.GetTempPath(), "shopsupport-bench");

    /// <summary>The options on the command line; null, with the reason on <paramref name="error"/>, when they cannot be read.</summary>
    public static BenchOptions? Read(string[] args, TextWriter error)
    {
        var benches = args is ["all", ..] ? All : All.Where(b => args.Length > 0 && string.Equals(b, args[0], StringComparison.Ordinal)).ToArray();
        var options = benches.Length == 0 || args.Length % 2 == 0 ? null : new BenchOptions { Benches = benches };
        for (var i = 1; options is not null && i < args.Length; i += 2)
        {
            options = options.With(args[i], args[i + 1]);
        }

        if (options is null)
        {
            error.WriteLine(Usage);
        }

        return options;
    }

    /// <summary>The same with a tenth of everything that grows.</summary>
    public BenchOptions Tenth() => this with
    {
        Conversations = Conversations / 10,
        Messages = Messages / 10,
        Customers = Customers / 10,
        Orders = Orders / 10,
    };

    private BenchOptions? With(string name, string value)
    {
        if (string.Equals(name, "--data", StringComparison.Ordinal))
        {
            return this with { Directory = Path.GetFullPath(value) };
        }

        if (!int.TryParse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || number <= 0)
        {
            return null;
        }

        return name switch
        {
            "--conversations" => this with { Conversations = number },
            "--messages" => this with { Messages = number },
            "--customers" => this with { Customers = number },
            "--orders" => this with { Orders = number },
            "--deliveries" => this with { Deliveries = number },
            "--seconds" => this with { Seconds = number },
            _ => null,
        };
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ShopSupport.Webhooks.Replay;

/// <summary>What the command line of a replay asks for.</summary>
internal sealed record ReplayOptions
{
    private const string EndpointPath = "/webhooks/shopify";

    public required string Folder { get; init; }

    /// <summary>Where deliveries are posted.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The address below which the app answers <c>/health/sync</c> and <c>/webhooks/outcomes</c>; ends in a slash.</summary>
    public required Uri Base { get; init; }

    public required string Secret { get; init; }

    public string Shop { get; init; } = "demo-shop.myshopify.com";

    /// <summary>Sendings a second; null means as fast as they are answered.</summary>
    public double? Rate { get; init; }

    /// <summary>The seed of the order of sending; null keeps the folder's order.</summary>
    public int? Shuffle { get; init; }

    /// <summary>How often each delivery is sent in all.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>How long to wait for the app to work through what it took.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads the words after <c>replay</c>; on failure <paramref name="error"/> names the wrong one.</summary>
    public static bool TryParse(
        IReadOnlyList<string> args, [NotNullWhen(true)] out ReplayOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        if (!TrySort(args, out var folder, out var named, out error))
        {
            return false;
        }

        error = (folder, named.ContainsKey("--to"), named.ContainsKey("--secret")) switch
        {
            (null, _, _) => "The folder is missing.",
            (_, false, _) => "--to is missing: the address of the desk.",
            (_, _, false) => "--secret is missing: the secret that signs the deliveries.",
            _ => null,
        };
        if (error is not null || !TryReadAddress(named["--to"], out var endpoint, out var root, out error))
        {
            return false;
        }

        if (named.TryGetValue("--shop", out var shop) && !shop.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
        {
            error = $"--shop '{shop}' is not a domain.";
            return false;
        }

        options = new ReplayOptions { Folder = folder!, Endpoint = endpoint, Base = root, Secret = named["--secret"] };
        options = shop is null ? options : options with { Shop = shop.ToLowerInvariant() };
        error = ReadNumbers(named, ref options);
        return error is null;
    }

    private static bool TrySort(
        IReadOnlyList<string> args, out string? folder, out Dictionary<string, string> named, [NotNullWhen(false)] out string? error)
    {
        folder = null;
        named = new Dictionary<string, string>(StringComparer.Ordinal);
        error = null;
        for (var i = 0; i < args.Count && error is null; i++)
        {
            switch (args[i])
            {
                case "--to" or "--secret" or "--shop" or "--rate" or "--shuffle" or "--repeat":
                    error = i + 1 == args.Count || args[i + 1].Length == 0 ? $"{args[i]} needs a value."
                        : named.TryAdd(args[i], args[i + 1]) ? null
                        : $"{args[i]} is given twice.";
                    i++;
                    break;
                case ['-', ..]:
                    error = $"{args[i]} is not an option.";
                    break;
                default:
                    error = folder is null ? null : $"'{args[i]}' is one folder too many.";
                    folder = args[i];
                    break;
            }
        }

        return error is null;
    }

    private static bool TryReadAddress(
        string text, [NotNullWhen(true)] out Uri? endpoint, [NotNullWhen(true)] out Uri? root, [NotNullWhen(false)] out string? error)
    {
        root = null;
        error = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            error = $"--to '{text}' is not an http or https address.";
            return false;
        }

        var path = endpoint.AbsolutePath;
        root = new Uri(endpoint, path.EndsWith(EndpointPath, StringComparison.Ordinal) ? path[..^(EndpointPath.Length - 1)] : "/");
        endpoint = path is "/" ? new Uri(endpoint, EndpointPath) : endpoint;
        return true;
    }

    private static string? ReadNumbers(Dictionary<string, string> named, ref ReplayOptions options)
    {
        if (named.TryGetValue("--rate", out var rate))
        {
            if (!double.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value <= 0)
            {
                return $"--rate '{rate}' is not a number above 0.";
            }

            options = options with { Rate = value };
        }

        if (named.TryGetValue("--shuffle", out var shuffle))
        {
            if (!int.TryParse(shuffle, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                return $"--shuffle '{shuffle}' is not a whole number.";
            }

            options = options with { Shuffle = value };
        }

        if (named.TryGetValue("--repeat", out var repeat))
        {
            if (!int.TryParse(repeat, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value is < 1 or > 1000)
            {
                return $"--repeat '{repeat}' is not a whole number from 1 to 1000.";
            }

            options = options with { Repeat = value };
        }

        return null;
    }
}

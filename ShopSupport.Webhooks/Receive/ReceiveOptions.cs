using System.Globalization;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Receive;

/// <summary>Section <c>Receive</c>: how much may come in at once.</summary>
internal sealed record ReceiveOptions
{
    // The largest body is held twice for a moment: as it came, and in one piece.
    private const int LeastBodyMegabytes = 32;

    /// <summary>Connections of the whole process; one more is closed at once.</summary>
    public int MaxConnections { get; init; } = 1000;

    /// <summary>Megabytes of bodies under way; a delivery beyond it is answered with 503 and comes again.</summary>
    public int MaxBodyMegabytes { get; init; } = 256;

    /// <exception cref="SettingException">A value cannot work.</exception>
    public static ReceiveOptions From(IConfiguration settings)
    {
        var section = settings.GetSection("Receive");
        var otherwise = new ReceiveOptions();
        return new ReceiveOptions
        {
            MaxConnections = Number(section, nameof(MaxConnections), otherwise.MaxConnections, least: 1),
            MaxBodyMegabytes = Number(section, nameof(MaxBodyMegabytes), otherwise.MaxBodyMegabytes, LeastBodyMegabytes),
        };
    }

    private static int Number(IConfigurationSection section, string key, int otherwise, int least) => section[key] switch
    {
        null or "" => otherwise,
        { } text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= 1_000_000
            ? number
            : throw new SettingException($"Receive:{key} must be a number from {least} to 1000000."),
    };
}

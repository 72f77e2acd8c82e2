using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Receive;

/// <summary>Section <c>Receive</c>: how much may come in at once.</summary>
internal sealed class ReceiveOptions
{
    // The largest body is held twice for a moment: as it came, and in one piece.
    private const int LeastBodyMegabytes = 32;

    /// <summary>Connections of the whole process; one more is closed at once.</summary>
    public int MaxConnections { get; set; } = 1000;

    /// <summary>Megabytes of bodies under way; a delivery beyond it is answered with 503 and comes again.</summary>
    public int MaxBodyMegabytes { get; set; } = 256;

    /// <summary>Reads the section; what is wrong with it stays with the reader.</summary>
    public static ReceiveOptions Read(SettingsReader reader)
    {
        var options = reader.Read<ReceiveOptions>("Receive");
        reader.Require(options.MaxConnections > 0, "Receive:MaxConnections must be at least 1.");
        reader.Require(
            options.MaxBodyMegabytes is >= LeastBodyMegabytes and <= 1_000_000, $"Receive:MaxBodyMegabytes must be a number from {LeastBodyMegabytes} to 1000000.");
        return options;
    }
}

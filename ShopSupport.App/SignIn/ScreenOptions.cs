using ShopSupport.Simulator.Demo;

namespace ShopSupport.App.SignIn;

/// <summary>What the screens need to know of the settings.</summary>
public sealed record ScreenOptions
{
    /// <summary>True when visitors are signed in to the demo shop without asking.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The one demo shop's language, <c>ja</c> or <c>en</c>; null where there are two shops, and each visitor gets that of their language.</summary>
    public string? DemoLanguage { get; init; }

    internal static ScreenOptions Of(DemoOptions demo) => new()
    {
        IsDemo = demo.Enabled is true,
        DemoLanguage = demo.Language,
    };
}

namespace ShopSupport.Webhooks.Workers;

/// <summary>How long what failed waits before it is tried again.</summary>
internal static class Backoff
{
    /// <summary>The wait before try number <paramref name="tries"/> + 1: doubling from 2 s, at most 10 minutes, half of it by chance.</summary>
    public static TimeSpan After(int tries, double chance)
    {
        var seconds = Math.Min(2 * Math.Pow(2, tries), 600);
        return TimeSpan.FromSeconds((seconds / 2) + (seconds / 2 * chance));
    }
}

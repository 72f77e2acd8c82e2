namespace ShopSupport.Core.Values;

/// <summary>What a search found of one kind.</summary>
/// <param name="Rows">Those that are shown.</param>
/// <param name="Count">How many there are, counted up to a limit.</param>
/// <param name="IsCapped">The limit was reached: there are at least that many.</param>
public sealed record Found<T>(IReadOnlyList<T> Rows, int Count, bool IsCapped);

public static class Found
{
    /// <summary>Up to which what is found is counted.</summary>
    public const int Cap = 100;
}

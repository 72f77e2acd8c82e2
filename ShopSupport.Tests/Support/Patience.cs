namespace ShopSupport.Tests.Support;

/// <summary>How tests wait: for what they want to see, never for a time. A busy machine is slow, not wrong.</summary>
internal static class Patience
{
    /// <summary>Far beyond any slowness: whatever has not happened by now never will.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<string> what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await isSo())
        {
            Assert.False(limit.IsCancellationRequested, $"Never happened: {what()}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, Func{string})"/>
    public static Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), () => what);
}

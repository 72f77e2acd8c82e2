using ShopSupport.Simulator.Replay;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Simulator.Replay;

public sealed class ReplaySenderTests
{
    [Fact]
    public async Task A_seed_decides_the_order_of_all_sendings()
    {
        await using var desk = await FakeDesk.StartAsync();
        using var folder = new PayloadFolder();
        Enumerable.Range(10, 20).ToList().ForEach(i => folder.With($"orders_create__{i}.json", "{}"));

        var plain = await SendAsync(desk, folder, o => o with { Repeat = 2 });
        var first = await SendAsync(desk, folder, o => o with { Repeat = 2, Shuffle = 5 });
        var second = await SendAsync(desk, folder, o => o with { Repeat = 2, Shuffle = 5 });
        var other = await SendAsync(desk, folder, o => o with { Repeat = 2, Shuffle = 6 });

        Assert.Equal(plain.Order(StringComparer.Ordinal), first.Order(StringComparer.Ordinal));
        Assert.Equal(first, second);
        Assert.NotEqual(plain, first);
        Assert.NotEqual(first, other);
        Assert.Equal(plain.Take(20).Order(StringComparer.Ordinal), plain.Take(20), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_rate_keeps_the_sendings_apart()
    {
        await using var desk = await FakeDesk.StartAsync();
        using var folder = new PayloadFolder();
        Enumerable.Range(1, 6).ToList().ForEach(i => folder.With($"orders_create__{i}.json", "{}"));
        var start = TimeProvider.System.GetTimestamp();

        await SendAsync(desk, folder, o => o with { Rate = 20 });

        // The sixth is due five twentieths of a second after the first.
        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(245));
        Assert.Equal(6, desk.Taken.Count);
    }

    [Fact]
    public async Task Later_files_happened_later_and_none_in_the_future()
    {
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}").With("orders_create__2.json", "{}");
        var now = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

        var read = await ReplayFolder.ReadAsync(folder.Path, "run", now, CancellationToken.None);

        Assert.Equal([now.AddMilliseconds(-1), now], read.Deliveries.Select(d => d.TriggeredAt));
    }

    private static async Task<List<string>> SendAsync(FakeDesk desk, PayloadFolder folder, Func<ReplayOptions, ReplayOptions> change)
    {
        using var client = new HttpClient { Timeout = Patience.Limit };
        var read = await ReplayFolder.ReadAsync(folder.Path, "run", DateTimeOffset.UnixEpoch, CancellationToken.None);
        var sendings = await new ReplaySender(client, change(desk.Options(folder)), TimeProvider.System).SendAsync(read.Deliveries, CancellationToken.None);
        Assert.All(sendings, s => Assert.True(s.IsAccepted, s.Message));
        return [.. sendings.Select(s => s.Delivery.File)];
    }
}

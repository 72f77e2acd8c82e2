using System.Globalization;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;

namespace ShopSupport.Tests.App;

public sealed class EventStreamTests
{
    [Fact]
    public async Task A_stream_tells_everything_after_its_number_in_order_and_then_what_happens()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, 5);
        using var stream = await OpenAsync(desk, "/events?after=2", null);

        Assert.Equal(["3 change", "4 change", "5 change"], await ReadAsync(stream, 3), StringComparer.Ordinal);
        await AddAsync(desk, 700);

        Assert.Equal(
            Enumerable.Range(6, 700).Select(number => number.ToString(CultureInfo.InvariantCulture) + " change"), await ReadAsync(stream, 700), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_comes_back_goes_on_where_it_was()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, 5);

        using var stream = await OpenAsync(desk, "/events?after=0", "4");

        Assert.Equal(["5 change"], await ReadAsync(stream, 1), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9999)]
    public async Task A_screen_that_is_too_far_away_is_told_to_load_anew(long after)
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, 600);
        using var stream = await OpenAsync(desk, $"/events?after={after}", null);

        Assert.Equal(["600 reset"], await ReadAsync(stream, 1), StringComparer.Ordinal);
        await AddAsync(desk, 1);
        Assert.Equal(["601 change"], await ReadAsync(stream, 1), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Another_shops_events_stay_with_it()
    {
        await using var desk = await DeskHost.StartAsync();
        var other = await desk.Db.AddShopAsync();
        using var stream = await OpenAsync(desk, "/events?after=0", null);

        await AddAsync(desk, 3, other);
        await AddAsync(desk, 1);

        Assert.Equal(["1 change"], await ReadAsync(stream, 1), StringComparer.Ordinal);
    }

    private static Task AddAsync(DeskHost desk, int count, ShopId? shop = null) => desk.Db.Database.WriteAsync(
        transaction => ShopEventStore.AddAsync(
            transaction,
            shop ?? desk.Db.ShopId,
            [.. Enumerable.Range(0, count).Select(_ => new ShopEvent { Kind = ShopEventKind.Stock })],
            desk.Db.Clock.GetUtcNow(),
            CancellationToken.None),
        CancellationToken.None);

    private static async Task<StreamReader> OpenAsync(DeskHost desk, string path, string? lastId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var response = await desk.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<List<string>> ReadAsync(StreamReader stream, int count)
    {
        var events = new List<string>();
        var id = "";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (events.Count < count)
        {
            var line = await stream.ReadLineAsync(limit.Token) ?? throw new EndOfStreamException();
            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                events.Add($"{id} {line[7..]}");
            }
        }

        return events;
    }
}

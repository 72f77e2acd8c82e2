using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.App.EventStreams;

namespace ShopSupport.Tests.App;

public sealed class EventStreamTests
{
    private static readonly ShopEvent AllStock = new() { Kind = ShopEventKind.Stock };

    [Fact]
    public async Task A_stream_tells_everything_after_its_number_in_order_and_then_what_happens()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, Customers(1, 5));
        using var stream = await OpenAsync(desk, $"/events?after=2&shows={string.Join(',', Enumerable.Range(1, 300).Select(id => $"customer:{id}"))}");

        Assert.Equal(["3 change", "4 change", "5 change"], await ReadAsync(stream, 3), StringComparer.Ordinal);
        await AddAsync(desk, Customers(6, 200));

        Assert.Equal(
            Enumerable.Range(6, 200).Select(number => number.ToString(CultureInfo.InvariantCulture) + " change"), await ReadAsync(stream, 200), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_stream_tells_only_what_the_tabs_show()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, OfCustomer(901), OfItem(502), OfConversation(71, customer: 901), OfCustomer(900), OfItem(501), OfConversation(70, customer: 901));
        using var stream = await OpenAsync(desk, "/events?after=0&shows=customer:900,stock:501,conversation:70");

        // 71 is in nobody's thread, but it is in the list.
        Assert.Equal(["3 change", "4 change", "5 change", "6 change"], await ReadAsync(stream, 4), StringComparer.Ordinal);
        await AddAsync(desk, OfCustomer(901), OfItem(502), OfCustomer(900));
        Assert.Equal(["9 change"], await ReadAsync(stream, 1), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_told_nothing_still_learns_how_far_it_is()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, Customers(1, 400));
        using var stream = await OpenAsync(desk, "/events?after=0&shows=customer:900");

        Assert.Equal("400", await ReadNumberAsync(stream));
        await AddAsync(desk, Customers(1, 400));
        await AddAsync(desk, OfCustomer(900));
        Assert.Equal(["801 change"], await ReadAsync(stream, 1), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Of_conversations_that_nobody_has_open_the_newest_change_stands_for_all()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, OfConversation(1), OfConversation(7), OfConversation(2), OfConversation(7), OfConversation(3));

        using var stream = await OpenAsync(desk, "/events?after=0&shows=conversation:7");

        Assert.Equal(["4 change", "5 change"], await ReadAsync(stream, 2), StringComparer.Ordinal);
        Assert.Equal("5", await ReadNumberAsync(stream));
    }

    [Fact]
    public async Task Another_conversation_of_the_customer_beside_the_open_one_is_told_of_too()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, OfConversation(8, customer: 900), OfConversation(9));

        using var stream = await OpenAsync(desk, "/events?after=0&shows=customer:900,conversation:7");

        Assert.Equal(["1 change", "2 change"], await ReadAsync(stream, 2), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("", "3 change")]
    [InlineData("stock", "2 change", "3 change")]
    [InlineData("stock:501", "1 change", "3 change")]
    [InlineData("all", "2 change", "3 change")]
    public async Task Stock_is_told_by_item_and_a_location_touches_all_of_it(string shows, params string[] told)
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, OfItem(501), OfItem(502), AllStock);
        // Items that are told together have the newest of them stand for all, a location's among them.
        if (shows is "stock" or "all")
        {
            await AddAsync(desk, OfItem(503));
            told = ["4 change"];
        }

        using var stream = await OpenAsync(desk, $"/events?after=0&shows={shows}");

        Assert.Equal(told, await ReadAsync(stream, told.Length), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("customer:x")]
    [InlineData("customer:-1")]
    [InlineData("all:1")]
    [InlineData("customer:900;stock")]
    public async Task A_stream_of_what_there_is_not_is_refused(string shows)
    {
        await using var desk = await DeskHost.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await desk.GetAsync($"/events?shows={shows}")).Status);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(9999)]
    public async Task A_screen_that_is_too_far_away_is_told_to_load_anew(long after)
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, Customers(1, 600));
        using var stream = await OpenAsync(desk, $"/events?after={after}&shows=customer:1");

        Assert.Equal(["600 reset"], await ReadAsync(stream, 1), StringComparer.Ordinal);
        await AddAsync(desk, OfCustomer(1));
        Assert.Equal(["601 change"], await ReadAsync(stream, 1), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Another_shops_events_stay_with_it()
    {
        await using var desk = await DeskHost.StartAsync();
        var other = await desk.Db.AddShopAsync();
        using var stream = await OpenAsync(desk, "/events?after=0&shows=all,customer:1");

        await AddAsync(desk, other, Customers(1, 3));
        await AddAsync(desk, OfCustomer(1));

        Assert.Equal(["1 change"], await ReadAsync(stream, 1), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_quiet_stream_says_every_fifteen_seconds_that_it_is_there_and_how_far()
    {
        var clock = new FakeTimeProvider(TestClock.Start);
        await using var desk = await DeskHost.StartAsync(clock: clock);
        using var stream = await OpenAsync(desk, "/events");
        Assert.Equal("0", await ReadNumberAsync(stream));

        for (var i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            Assert.Equal("0", await ReadNumberAsync(stream));
        }
    }

    [Fact]
    public async Task A_stream_ends_when_the_server_stops()
    {
        await using var desk = await DeskHost.StartAsync();
        using var stream = await OpenAsync(desk, "/events?after=0");
        Assert.Equal("0", await ReadNumberAsync(stream));

        await desk.StopAsync();

        Assert.Equal("", await stream.ReadToEndAsync().WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Streams_end_when_events_cannot_be_read_and_the_log_names_only_the_kind_and_number_of_the_error()
    {
        await using var desk = await DeskHost.StartAsync();
        using var stream = await OpenAsync(desk, "/events?after=0");
        Assert.Equal("0", await ReadNumberAsync(stream));

        await desk.Db.ExecuteAsync("ALTER TABLE shops RENAME COLUMN last_event_seq TO 田中様の番号");
        await stream.ReadToEndAsync().WaitAsync(Patience.Limit);

        Assert.Equal(0, desk.Streams.Open);
        Assert.NotEmpty(desk.Logs);
        Assert.All(desk.Logs, line => Assert.Equal("Telling open screens pauses for 1 s: SqliteException 1/1", line.Trim()));
        await desk.Db.ExecuteAsync("ALTER TABLE shops RENAME COLUMN 田中様の番号 TO last_event_seq");
        await AddAsync(desk, OfCustomer(900));
        using var again = await OpenAsync(desk, "/events?after=0&shows=customer:900");
        Assert.Equal(["1 change"], await ReadAsync(again, 1), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_database_put_back_to_an_earlier_day_ends_the_streams_so_that_screens_load_anew()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, Customers(1, 9));
        using var stream = await OpenAsync(desk, "/events?after=9&shows=all");
        Assert.Equal("9", await ReadNumberAsync(stream));

        await desk.Db.ExecuteAsync("UPDATE shops SET last_event_seq = 4 WHERE id = @ShopId", new { desk.Db.ShopId });

        Assert.Equal("", await stream.ReadToEndAsync().WaitAsync(Patience.Limit));
        using var again = await OpenAsync(desk, "/events?after=9&shows=all");
        Assert.Equal(["4 reset"], await ReadAsync(again, 1), StringComparer.Ordinal);
    }

    private static ShopEvent OfCustomer(long id) => new() { Kind = ShopEventKind.Customer, ShopifyCustomerId = new ShopifyCustomerId(id) };

    private static ShopEvent OfItem(long id) => new() { Kind = ShopEventKind.Stock, SubjectId = id };

    private static ShopEvent OfConversation(long id, long? customer = null) =>
        new() { Kind = ShopEventKind.Conversation, ConversationId = new ConversationId(id), ShopifyCustomerId = customer is { } c ? new ShopifyCustomerId(c) : null };

    private static ShopEvent[] Customers(int first, int count) => [.. Enumerable.Range(first, count).Select(id => OfCustomer(id))];

    private static Task AddAsync(DeskHost desk, params ShopEvent[] changes) => AddAsync(desk, desk.Db.ShopId, changes);

    private static Task AddAsync(DeskHost desk, ShopId shop, params ShopEvent[] changes) => desk.Db.Database.WriteAsync(
        transaction => ShopEventStore.AddAsync(transaction, shop, changes, desk.Db.Clock.GetUtcNow(), CancellationToken.None), CancellationToken.None);
}

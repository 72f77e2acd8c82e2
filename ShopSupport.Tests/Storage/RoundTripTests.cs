using System.Text;
using System.Text.Json;
using ShopSupport.Core;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Storage;

/// <summary>How often SQL Server is asked, which is what a batch costs there.</summary>
public sealed class RoundTripTests
{
    private static readonly ShopId Shop = new(7);

    [Fact]
    public async Task A_batch_of_deliveries_asks_as_often_as_a_single_one()
    {
        var one = await ApplyAsync(orders: 1);
        var many = await ApplyAsync(orders: 40);

        Assert.Equal(one, many, StringComparer.Ordinal);
        Assert.Equal(many.Distinct(StringComparer.Ordinal), many, StringComparer.Ordinal);
        Assert.Single(many, sql => sql.Contains("deliveries", StringComparison.Ordinal) && sql.StartsWith("INSERT", StringComparison.Ordinal));
        Assert.Single(many, sql => sql.Contains("delivery_totals", StringComparison.Ordinal));
        Assert.Single(many, sql => sql.StartsWith("INSERT INTO shop_events", StringComparison.Ordinal));
        Assert.Single(many, sql => sql.Contains("t.version_rank FROM orders t", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_row_is_only_inserted()
    {
        var trips = await ApplyAsync(orders: 3);

        Assert.Contains(trips, sql => sql.StartsWith("INSERT INTO orders", StringComparison.Ordinal));
        Assert.DoesNotContain(trips, sql => sql.Contains("UPDATE t SET", StringComparison.Ordinal) && sql.Contains("FROM orders t", StringComparison.Ordinal));
        Assert.DoesNotContain(trips, sql => sql.Contains("FROM deliveries t", StringComparison.Ordinal));
        Assert.DoesNotContain(trips, sql => sql.Contains("FROM shop_events t", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_orders_lines_are_only_inserted_and_those_of_a_known_order_deleted_before(bool isKnown)
    {
        var server = new FakeSqlServer();
        server.Answer("last_event_seq", 1000L);
        if (isKnown)
        {
            server.AnswerRow("t.version_rank FROM orders t", ("place", 0), ("version", 0L), ("version_rank", 0L));
        }

        var trips = (await ApplyAsync(server, [Order(1)])).FindAll(sql => sql.Contains("order_lines", StringComparison.Ordinal));

        Assert.Equal(isKnown ? 2 : 1, trips.Count);
        Assert.StartsWith("INSERT INTO order_lines", trips[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(trips, sql => sql.Contains("UPDATE t SET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Repetitions_in_a_batch_are_noted_together()
    {
        var delivery = Order(1);

        var trips = await ApplyAsync([delivery, delivery, delivery, delivery]);

        Assert.Single(trips, sql => sql.Contains("INSERT INTO delivery_repeats", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 4)]
    public async Task One_more_message_asks_at_most_four_times(bool isKnownThread, int expected)
    {
        var one = await SayAsync(isKnownThread, messages: 1);
        var four = await SayAsync(isKnownThread, messages: 4);

        Assert.Equal(expected, (four.Count - one.Count) / 3.0);
        Assert.Single(four, sql => sql.Contains("OUTPUT inserted.last_event_seq", StringComparison.Ordinal));
        Assert.Single(four, sql => sql.StartsWith("INSERT INTO shop_events", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_of_many_shops_are_added_in_one_statement()
    {
        var server = new FakeSqlServer();
        server.Answer("last_event_seq", 5L);
        var change = new ShopEvent { Kind = ShopEventKind.Stock, SubjectId = 1 };

        await server.Database.WriteAsync(
            transaction => ShopEventStore.AddAsync(transaction, [(new(1), [change, change]), (new(2), [change])], TestClock.Start, CancellationToken.None),
            CancellationToken.None);

        Assert.Equal(2, server.RoundTrips.Count(sql => sql.Contains("OUTPUT inserted.last_event_seq", StringComparison.Ordinal)));
        Assert.Equal(3, server.RoundTrips.Count);
        Assert.Contains("\"shop_id\":1,\"seq\":4", (string)server.Parameters["Rows"]!, StringComparison.Ordinal);
        Assert.Contains("\"shop_id\":2,\"seq\":5", (string)server.Parameters["Rows"]!, StringComparison.Ordinal);
    }

    private static Task<List<string>> ApplyAsync(int orders) => ApplyAsync([.. Enumerable.Range(0, orders).Select(i => Order(i))]);

    private static async Task<List<string>> ApplyAsync(IReadOnlyList<Delivery> deliveries)
    {
        var server = new FakeSqlServer();
        server.Answer("last_event_seq", 1000L);
        return await ApplyAsync(server, deliveries);
    }

    // Of one shop: in a thread that is there, or each in a new one of somebody new.
    private static Task<List<string>> SayAsync(bool isKnownThread, int messages)
    {
        var server = new FakeSqlServer();
        server.AnswerSets("FROM messages WHERE shop_id", 0L, isKnownThread ? 1L : null, null, isKnownThread ? 1L : null);
        server.Answer("INSERT INTO customers", 1L);
        server.Answer("last_conversation_number", 1L);
        server.Answer("last_event_seq", 1000L);
        return ApplyAsync(server, [.. Enumerable.Range(0, messages).Select(i => Message(i, isKnownThread ? 0 : i))]);
    }

    private static async Task<List<string>> ApplyAsync(FakeSqlServer server, IReadOnlyList<Delivery> deliveries)
    {
        var applier = new DeliveryApplier(server.Database, SyncCatalogue.Of((_, _) => Task.FromResult(Shop)), new TestClock());
        var messages = deliveries.Select((delivery, i) => new QueuedDelivery { MessageId = $"m{i}", Receipt = "1", Tries = 0, Delivery = delivery });

        await applier.ApplyAsync([.. messages], CancellationToken.None);
        return server.RoundTrips;
    }

    private static Delivery Order(long i) =>
        Deliveries.One(Encoding.UTF8.GetBytes(Payloads.Order(id: Payloads.OrderId + i, lines: Payloads.Line(i + 1)))) with { ReceivedAt = SyncedShop.Noon.AddMinutes(1) };

    private static Delivery Message(int i, int thread) => Deliveries.One(
        JsonSerializer.SerializeToUtf8Bytes(
            new Said($"thread-{thread}", new ChannelPerson(null, $"writer-{thread}@example.jp")).ByCustomer(i), ChannelMessage.Json),
        topic: ChannelMessage.Topic) with
    { ReceivedAt = Said.At(i) };
}

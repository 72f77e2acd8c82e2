using System.Globalization;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Storage.TSql;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Queue;

public sealed class LanesTests
{
    [Theory]
    [InlineData("desk/message", Lane.Message)]
    [InlineData("products/update", Lane.Change)]
    [InlineData("", Lane.Change)]
    public void What_a_channel_brings_goes_before_what_a_shops_data_tells(string topic, Lane lane) => Assert.Equal(lane, Lanes.Of(topic));

    [Theory]
    [InlineData(8, 100, 100, 6, 2)]
    [InlineData(8, 100, 1, 7, 1)]
    [InlineData(8, 100, 0, 8, 0)]
    [InlineData(8, 3, 100, 3, 5)]
    [InlineData(8, 6, 0, 6, 0)]
    [InlineData(1, 5, 5, 1, 0)]
    public async Task No_lane_leaves_room_that_the_other_could_fill(int count, int messages, int changes, int takenMessages, int takenChanges)
    {
        int[] left = [messages, changes];

        var taken = await Lanes.TakeAsync(count, (lane, most) =>
        {
            var take = Math.Min(most, left[(int)lane]);
            left[(int)lane] -= take;
            return Task.FromResult<IReadOnlyList<Lane>>([.. Enumerable.Repeat(lane, take)]);
        });

        Assert.Equal((takenMessages, takenChanges), (taken.Count(l => l == Lane.Message), taken.Count(l => l == Lane.Change)));
    }

    [Fact]
    public void Shops_take_turns_in_each_lane_and_messages_go_first()
    {
        var taken = new[] { ("a", "orders/create"), ("b", "desk/message"), ("a", "orders/create"), ("a", "desk/message"), ("b", "orders/create"), ("b", "desk/message") }
            .Select((sent, i) => new QueuedDelivery
            {
                MessageId = string.Create(CultureInfo.InvariantCulture, $"{i}"),
                Receipt = "1",
                Tries = 0,
                Delivery = Deliveries.One(shop: sent.Item1, topic: sent.Item2),
            });

        Assert.Equal("1 3 5 0 4 2", string.Join(' ', Lanes.Interleaved([.. taken]).Select(message => message.MessageId)));
    }

    // The server's half has no SQL of its own in the file: what is sent is a VALUES list as long as the group.
    [Fact]
    public void Rows_that_are_inserted_together_are_listed_with_the_other_generated_statements()
    {
        var insert = Assert.Single(GeneratedSql.List(), sql => sql is { Table: "queue_messages", Purpose: "insert" });

        Assert.Empty(Refused.In(insert.Text.SqlServer));
        Assert.Contains("(shop_domain, lane, visible_at, sent_at, envelope)", insert.Text.SqlServer, StringComparison.Ordinal);
    }
}

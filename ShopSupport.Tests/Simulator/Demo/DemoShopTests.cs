using System.Text;
using System.Text.Json;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Tests.Simulator.Demo;

public sealed class DemoShopTests
{
    private static readonly DateTimeOffset Anchor = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);
    private static readonly DemoShop Full = new(new DemoOptions(), Anchor);
    private static readonly List<Delivery> FullDeliveries = [.. ToldShop.Deliveries(Full)];

    private static IEnumerable<ChannelMessage> Messages => FullDeliveries
        .Where(delivery => string.Equals(delivery.Topic, ChannelMessage.Topic, StringComparison.Ordinal))
        .Select(delivery => JsonSerializer.Deserialize<ChannelMessage>(delivery.Body.Span, ChannelMessage.Json)!);

    [Fact]
    public void The_same_options_and_anchor_give_the_same_bytes()
    {
        var again = ToldShop.Deliveries(new DemoShop(new DemoOptions(), Anchor)).ToList();

        Assert.Equal(FullDeliveries.Count, again.Count);
        Assert.All(FullDeliveries.Zip(again), pair =>
        {
            Assert.Equal(pair.First.WebhookId, pair.Second.WebhookId);
            Assert.True(pair.First.Body.Span.SequenceEqual(pair.Second.Body.Span), pair.First.WebhookId);
        });
    }

    [Fact]
    public void Another_seed_gives_another_shop()
    {
        var options = Sized(10, 50, 20);
        var other = Sized(10, 50, 20);
        other.Seed = 7;

        var bodies = string.Concat(ToldShop.Deliveries(new DemoShop(options, Anchor)).Select(Text));
        var otherBodies = string.Concat(ToldShop.Deliveries(new DemoShop(other, Anchor)).Select(Text));

        Assert.NotEqual(bodies, otherBodies, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(2000, 12000, 1500, "ja")]
    [InlineData(2000, 12000, 1500, "en")]
    [InlineData(10, 50, 20, "ja")]
    [InlineData(10, 50, 20, "en")]
    [InlineData(1, 1, 1, "ja")]
    [InlineData(3, 0, 5, "ja")]
    [InlineData(5, 5, 0, "en")]
    [InlineData(30, 20, 300, "ja")]
    public void There_is_as_much_of_everything_as_asked(int customers, int orders, int conversations, string language)
    {
        var options = Sized(customers, orders, conversations);
        options.Language = language;

        var counts = ToldShop.Deliveries(new DemoShop(options, Anchor)).GroupBy(delivery => delivery.Topic, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

        Assert.Equal(150, counts["products/create"].Count);
        Assert.Equal(2, counts["locations/create"].Count);
        Assert.Equal(customers, counts["customers/create"].Count);
        Assert.Equal(orders, Count("orders/create") + Count("orders/updated"));
        Assert.Equal(conversations, counts.GetValueOrDefault(ChannelMessage.Topic, []).Select(ThreadKey).Distinct(StringComparer.Ordinal).Count());

        int Count(string topic) => counts.GetValueOrDefault(topic, []).Count;
    }

    [Fact]
    public void Of_the_last_three_months_each_parcel_that_arrived_says_when() => Assert.Equal(
        Full.Trade.Orders.Count(order => order.IsDelivered && Full.Anchor - order.At < TimeSpan.FromDays(90)),
        FullDeliveries.Count(delivery => delivery.Topic is "fulfillment_events/create" && Text(delivery).Contains("\"status\":\"delivered\"", StringComparison.Ordinal)));

    [Fact]
    public void No_parcel_is_out_for_delivery_for_longer_than_since_yesterday() => Assert.All(
        Full.Trade.Orders.Where(order => order.Stage is DemoStage.OutForDelivery),
        order => Assert.True(Full.Anchor - order.ShippedAt < TimeSpan.FromHours(20 + 36), order.Name));

    [Fact]
    public void No_delivery_has_the_id_of_another() =>
        Assert.Equal(FullDeliveries.Count, FullDeliveries.Select(delivery => delivery.WebhookId).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Nothing_happens_after_the_anchor() =>
        Assert.Empty(FullDeliveries.Where(delivery => delivery.TriggeredAt > Anchor).Select(delivery => delivery.WebhookId));

    [Fact]
    public void Every_payload_is_json_with_exact_ids_and_readable_times()
    {
        var beyondDouble = 0;
        foreach (var delivery in FullDeliveries)
        {
            using var document = JsonDocument.Parse(delivery.Body);
            Look(document.RootElement, ref beyondDouble);
        }

        Assert.True(beyondDouble > 1000);
    }

    [Fact]
    public void An_order_is_small_and_yen_have_no_decimals()
    {
        var orders = FullDeliveries.Where(delivery => delivery.Topic.StartsWith("orders/", StringComparison.Ordinal)).ToList();

        Assert.InRange(orders.Average(order => order.Body.Length), 3000, 7000);
        Assert.Single(orders, order => Text(order).Contains("\"currency\":\"USD\"", StringComparison.Ordinal));
        Assert.All(orders, order =>
        {
            using var document = JsonDocument.Parse(order.Body);
            var isYen = document.RootElement.GetProperty("currency").ValueEquals("JPY");
            Assert.Matches(isYen ? "^[1-9][0-9]*$" : "^[1-9][0-9]*[.][0-9]{2}$", document.RootElement.GetProperty("total_price").GetString());
        });
    }

    [Fact]
    public void Every_conversation_but_two_is_with_a_customer_of_the_shop()
    {
        var mails = Full.Customers.Select(customer => customer.Email).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Full.Customers.Count, mails.Count);
        Assert.Equal(2, Messages.Where(message => message.Customer.Email is not { } mail || !mails.Contains(mail)).Select(message => message.ThreadKey).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void No_mail_address_could_belong_to_anybody()
    {
        string[] reserved = ["example.jp", "example.com"];

        Assert.All(Messages.Select(message => message.Customer.Email).Concat(Full.Customers.Select(customer => customer.Email)).Where(mail => mail is not null), mail =>
            Assert.Contains(mail!.Split('@')[1], reserved, StringComparer.Ordinal));
    }

    // 0x0-0000-xxxx in Japan begins as no number does; 555-01xx in North America and 07700 900xxx in Britain are kept for stories.
    [Theory]
    [InlineData("ja", 30_000)]
    [InlineData("en", 30_000)]
    public void No_telephone_number_could_be_anybodys(string language, int customers)
    {
        var people = new DemoPeople(new DemoOptions { Language = language, Customers = customers });
        var numbers = people.Customers.Concat(people.Strangers.Select(stranger => stranger.Person)).Select(person => person.Phone).Where(phone => phone is not null).ToList();

        Assert.True(numbers.Count > 1000);
        Assert.All(numbers, number => Assert.Matches(@"^(\+81[789]00000[0-9]{4}|\+1[2-9][0-9]{2}55501[0-9]{2}|\+447700900[0-9]{3})$", number));
        Assert.True(numbers.Count - numbers.Distinct(StringComparer.Ordinal).Count() <= 1);
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Two_neighbours_in_the_list_never_begin_alike(string language)
    {
        var threads = new DemoShop(new DemoOptions { Language = language }, Anchor).Threads;

        Assert.All(threads.Zip(threads.Skip(1)), pair => Assert.NotEqual(pair.First.Steps[0].Text, pair.Second.Steps[0].Text, StringComparer.Ordinal));
        Assert.True(threads.Select(thread => thread.Steps[0].Text).Distinct(StringComparer.Ordinal).Count() > threads.Count * 98 / 100);
    }

    [Fact]
    public void Messages_of_a_thread_follow_each_other_in_time_and_name_no_template()
    {
        Assert.All(Full.Threads, thread =>
        {
            Assert.InRange(thread.Steps.Count, 1, thread.Family is null ? 32 : 10);
            Assert.All(thread.Steps.Zip(thread.Steps.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At));
            Assert.All(thread.Steps, step => Assert.DoesNotContain("{", step.Text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void An_order_named_in_a_conversation_is_the_customers_own()
    {
        var owners = Full.Trade.Orders.ToDictionary(order => order.Name, order => order.Customer.Id, StringComparer.Ordinal);
        var named = Full.Threads.Where(thread => thread.Order is not null && thread.Steps[0].Text.Contains(thread.Order.Name, StringComparison.Ordinal)).ToList();

        Assert.True(named.Count > 300);
        Assert.All(named, thread => Assert.Equal(thread.Customer.Id, owners[thread.Order!.Name]));
    }

    [Fact]
    public void The_newest_conversation_is_the_cancellation_before_a_move_abroad()
    {
        var first = Full.Threads[0];
        var contract = Assert.Single(Full.Trade.Contracts, contract => contract.Customer.Id == first.Customer.Id);

        Assert.Equal("山田 太郎", first.Customer.FullName);
        Assert.True(first.IsWaiting);
        Assert.Equal(6, contract.Orders.Count);
        Assert.InRange((contract.NextAt - Anchor).TotalDays, 9, 11);
        Assert.Contains(Full.Threads, thread => thread.Channel is Channel.Phone && thread.Customer.Id == first.Customer.Id && thread.LastAt < first.LastAt);
    }

    [Fact]
    public void About_a_hundred_and_twenty_are_open_and_forty_wait()
    {
        Assert.InRange(Full.Threads.Count(thread => thread.IsOpen), 100, 140);
        Assert.InRange(Full.Threads.Count(thread => thread.IsOpen && thread.IsWaiting), 30, 50);
    }

    private static DemoOptions Sized(int customers, int orders, int conversations) =>
        new() { Customers = customers, Orders = orders, Conversations = conversations };

    private static string Text(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body.Span);

    [Fact]
    public void Nobody_waits_for_a_conversation_that_ended_while_it_comes_in()
    {
        var threads = Messages.GroupBy(message => message.ThreadKey, StringComparer.Ordinal).ToList();

        Assert.All(threads, thread => Assert.Single(thread.Select(message => message.IsImported).Distinct()));
        Assert.All(threads, thread => Assert.Equal(thread.Last().Kind == MessageKind.Closed, thread.First().IsImported));
    }

    private static string ThreadKey(Delivery delivery) => JsonSerializer.Deserialize<ChannelMessage>(delivery.Body.Span, ChannelMessage.Json)!.ThreadKey;

    private static void Look(JsonElement element, ref int beyondDouble)
    {
        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Look(item, ref beyondDouble);
            }
        }
        else if (element.ValueKind is JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.NameEquals("id"))
                {
                    var id = property.Value.GetInt64();
                    beyondDouble += (long)(double)id == id ? 0 : 1;
                }
                else if (property.Name.EndsWith("_at", StringComparison.Ordinal) && property.Value.ValueKind is JsonValueKind.String)
                {
                    Assert.True(property.Value.TryGetDateTimeOffset(out _), property.Value.GetString());
                }

                Look(property.Value, ref beyondDouble);
            }
        }
    }
}

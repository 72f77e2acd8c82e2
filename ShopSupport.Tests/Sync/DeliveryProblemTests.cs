using System.Globalization;
using System.Text.Json.Nodes;
using ShopSupport.App.Sync;
using ShopSupport.App.Words;
using ShopSupport.Core;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using static ShopSupport.Tests.Sync.Payloads;
using static ShopSupport.Tests.Sync.SyncedShop;

namespace ShopSupport.Tests.Sync;

public sealed class DeliveryProblemTests
{
    /// <summary>A body of each topic that is read, by its topic.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["orders/create"] = Order(lines: Line(11), more: $",\"fulfillments\":[{Fulfillment()}],\"refunds\":[{Refund()}],\"shipping_lines\":[{{\"price\":\"1\"}}],\"shipping_address\":{{\"city\":\"x\"}}"),
        ["orders/edited"] = """{"order_edit":{"id":1,"order_id":2}}""",
        ["refunds/create"] = Refund(),
        ["order_transactions/create"] = Transaction(),
        ["fulfillments/create"] = Fulfillment(more: ",\"line_items\":[{\"id\":11,\"quantity\":1}]"),
        ["fulfillment_events/create"] = FulfillmentEvent(),
        ["returns/request"] = Return(),
        ["customers/update"] = Customer(more: ""","tags":"a,b","default_address":{"city":"x"},"email_marketing_consent":{"state":"subscribed","consent_updated_at":"2026-10-20T11:00:00Z"}"""),
        ["customers/merge"] = Merge(1, 2),
        ["customers/purchasing_summary"] = """{"customerId":"gid://shopify/Customer/1","numberOfOrders":"1","amountSpent":{"amount":"1","currencyCode":"JPY"},"occurredAt":"2026-10-20T11:00:00Z"}""",
        ["customer.tags_added"] = Tags("\"VIP\"", 1),
        ["products/create"] = Product(gids: 3),
        ["inventory_items/create"] = Item(),
        ["inventory_levels/update"] = Level(3),
        ["locations/create"] = Location(),
        ["subscription_contracts/create"] = Contract(),
        ["subscription_billing_attempts/failure"] = Attempt(),
        ["subscription_billing_cycles/skip"] = Cycle(),
        ["app/scopes_update"] = """{"id":1,"current":["a"],"updated_at":"2026-10-20T11:00:00Z"}""",
        ["shop/update"] = """{"id":1,"name":"x","currency":"JPY","myshopify_domain":"x.myshopify.com"}""",
        ["bulk_operations/finish"] = """{"id":1,"status":"completed","completed_at":null}""",
        ["customers/redact"] = """{"shop_domain":"x.myshopify.com","customer":{"id":1}}""",
        ["shop/redact"] = """{"shop_domain":"x.myshopify.com"}""",
        [ChannelMessage.Topic] = """{"kind":"customer","channel":"mail","thread_key":"t","message_key":"m","text":"x","sent_at":"2026-10-20T11:00:00Z","customer":{"name":"山田","email":"taro@example.jp"}}""",
    };

    public static TheoryData<string> Topics => [.. Bodies.Keys];

    [Theory]
    [InlineData("orders/create", "", "NotJson")]
    [InlineData("orders/create", "{\"id\":1,\"tot", "NotJson")]
    [InlineData("orders/create", "[]", "NotAnObject")]
    [InlineData("orders/create", "{}", "NoId id")]
    [InlineData("orders/create", "{\"id\":\"example string\"}", "NoId id")]
    [InlineData("orders/create", "{\"id\":1.5}", "NoId id")]
    [InlineData("orders/create", "{\"id\":1,\"currency\":\"JPY\"}", "Missing total_price")]
    [InlineData("orders/create", "{\"id\":1,\"currency\":\"GEM\",\"total_price\":\"1\"}", "NoCurrency currency")]
    [InlineData("orders/create", "{\"id\":1,\"currency\":\"JPY\",\"total_price\":true}", "NoAmount total_price")]
    [InlineData("orders/create", "{\"id\":1,\"currency\":\"JPY\",\"total_price\":\"1\",\"line_items\":{}}", "WrongType line_items")]
    [InlineData("orders/create", "{\"id\":1,\"currency\":\"JPY\",\"total_price\":\"1\",\"line_items\":[{\"id\":1,\"price\":\"x\"}]}", "NoAmount line_items[0].price")]
    [InlineData("orders/create", "{\"id\":1,\"currency\":\"JPY\",\"total_price\":\"1\",\"customer\":7}", "WrongType customer")]
    [InlineData("orders/create", "{\"id\":1,\"currency\":\"JPY\",\"total_price\":\"1\",\"name\":\"\\ud83d\"}", "WrongType name")]
    [InlineData("orders/create", "{\"id\":1,\"currency\":\"JPY\",\"total_price\":\"1\",\"updated_at\":\"2099-01-01T00:00:00Z\"}", "FromTheFuture updated_at")]
    [InlineData("orders/create", "{\"id\":1,\"currency\":\"JPY\",\"total_price\":\"1\",\"updated_at\":\"example\"}", "NoTime updated_at")]
    [InlineData("orders/edited", "{\"id\":1}", "Missing order_edit")]
    [InlineData("shop/redact", "{\"shop_domain\":\"{shop}.example.com\"}", "NamesNoShop shop_domain")]
    public async Task What_cannot_be_understood_is_parked_with_a_reason_in_both_languages(string topic, string body, string reason)
    {
        await using var shop = await OpenAsync(DatabaseProvider.Sqlite);
        var delivery = shop.Delivery(topic, body);

        Assert.Equal(DeliveryOutcome.Dead, await shop.ApplyAsync(delivery));

        var parked = await shop.OutcomeAsync(delivery.WebhookId);
        Assert.Equal(reason, parked.Reason);
        var (english, japanese) = (Describe(parked.Reason, "en"), Describe(parked.Reason, "ja"));
        Assert.DoesNotContain(parked.Reason!, english, StringComparison.Ordinal);
        Assert.EndsWith(".", english, StringComparison.Ordinal);
        Assert.EndsWith("。", japanese, StringComparison.Ordinal);
        Assert.Contains(reason[(reason.IndexOf(' ', StringComparison.Ordinal) + 1)..], reason.Contains(' ', StringComparison.Ordinal) ? japanese : reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_problem_has_a_sentence_in_both_languages()
    {
        foreach (var kind in Enum.GetValues<ProblemKind>())
        {
            var stored = new DeliveryProblem(kind, "line_items[2].price").ToString();
            Assert.EndsWith(".", Describe(stored, "en"), StringComparison.Ordinal);
            Assert.Equal(DeliveryProblem.Describe(stored), Describe(stored, "en"));
            Assert.EndsWith("。", Describe(stored, "ja"), StringComparison.Ordinal);
        }

        Assert.Equal("a text of another form", Describe("a text of another form", "ja"));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void What_cannot_be_understood_says_what_it_is_about_and_nothing_of_a_person(string topic)
    {
        var subject = DeliverySubject.Of(System.Text.Encoding.UTF8.GetBytes(Bodies[topic]));

        Assert.False(string.IsNullOrWhiteSpace(subject), topic);
        Assert.DoesNotContain("taro", subject, StringComparison.Ordinal);
        Assert.DoesNotContain("山田", subject, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Whatever_stands_in_a_body_it_is_read_or_refused_with_a_reason(string topic)
    {
        string[] oddities =
        [
            "null", "true", "0", "-1", "1.5", "1e400", "99999999999999999999", "2147483647", "\"\"", "\"example string\"", "\"0\"", "\"2099-01-01T00:00:00Z\"",
            "\"\\ud800\"", "\"\\u0000\"", "[]", "[null]", "[1]", "[[]]", "[{}]", "{}", "{\"\\ud800\":1}", $"\"{new string('x', 5000)}\"",
        ];
        var body = Bodies[topic];
        var catalogue = SyncCatalogue.Of((_, _) => Task.FromResult(new ShopId(1)));
        foreach (var path in Places(JsonNode.Parse(body)!, "").Distinct(StringComparer.Ordinal))
        {
            foreach (var oddity in oddities)
            {
                var root = JsonNode.Parse(body)!;
                var text = Replaced(root, path, oddity);
                var problem = Record.Exception(() => catalogue.Read(Delivery(topic, text), new ShopId(1)));
                Assert.True(problem is null or DeliveryProblemException, $"{topic} {path} = {oddity}: {problem}");
            }
        }
    }

    private static string Describe(string? stored, string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return new Texts().Problem(stored);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static Delivery Delivery(string topic, string body) => new()
    {
        ShopDomain = "x.myshopify.com",
        Topic = topic,
        WebhookId = "w",
        ReceivedAt = Noon,
        Body = System.Text.Encoding.UTF8.GetBytes(body),
    };

    private static IEnumerable<string> Places(JsonNode? node, string path) => node switch
    {
        JsonObject o => o.SelectMany(p => Places(p.Value, $"{path}/{p.Key}")).Prepend(path),
        JsonArray a => a.SelectMany((item, i) => Places(item, string.Create(CultureInfo.InvariantCulture, $"{path}/{i}"))).Prepend(path),
        _ => [path],
    };

    // A mark is put in place first: the oddity need not be what a JsonNode can hold.
    private static string Replaced(JsonNode root, string path, string oddity)
    {
        var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return oddity;
        }

        var parent = words[..^1].Aggregate(root, (node, word) => node is JsonArray a ? a[int.Parse(word, CultureInfo.InvariantCulture)]! : node[word]!);
        if (parent is JsonArray array)
        {
            array[int.Parse(words[^1], CultureInfo.InvariantCulture)] = "MARK";
        }
        else
        {
            parent[words[^1]] = "MARK";
        }

        return root.ToJsonString().Replace("\"MARK\"", oddity, StringComparison.Ordinal);
    }
}

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ShopSupport.Core.Queue;
using static ShopSupport.Tests.Sync.Payloads;

namespace ShopSupport.Tests.Sync;

/// <summary>One thing that happened in a shop: what, to which of a few resources, in which minute, and a number to tell values apart.</summary>
public sealed record Step(int Kind, int Which, int Minute, int Value);

/// <summary>A history, and one way in which its deliveries may arrive.</summary>
/// <param name="Steps">What happened.</param>
/// <param name="Seed">Decides order, repetitions, stale copies and batches.</param>
public sealed record History(IReadOnlyList<Step> Steps, int Seed)
{
    /// <inheritdoc />
    public override string ToString() => $"{string.Join("; ", Steps)}; seed {Seed.ToString(CultureInfo.InvariantCulture)}";

    private static readonly Func<Step, (string Topic, string Body)>[] Kinds =
    [
        s => (s.Value % 2 == 0 ? "orders/updated" : "orders/create", OrderOf(s)),
        s => ("orders/paid", OrderOf(s)),
        s => s.Value == 0 ? ("orders/delete", Gone(OrderId + s.Which)) : ("orders/cancelled", OrderOf(s)),
        s => ("orders/edited", $$$"""{"order_edit":{"id":{{{s.Value}}},"order_id":{{{OrderId + s.Which}}}}}"""),
        s => ("refunds/create", Refund(RefundId + s.Which, Number(s.Value + 1), minute: s.Minute)),
        s => ("order_transactions/create", Transaction(Number(s.Value)).Replace("paypay", $"g{s.Which}", StringComparison.Ordinal)),
        s => ("fulfillments/update", Fulfillment(s.Minute, $"state-{s.Value}")),
        s => s.Value == 0
            ? ("fulfillment_events/delete", Gone(70 + s.Which))
            : ("fulfillment_events/create", FulfillmentEvent(70 + s.Which, s.Minute, $"state-{s.Value}")),
        s => (s.Value % 2 == 0 ? "returns/approve" : "returns/close", Return($"state-{s.Value}")),
        s => ("customers/update", CustomerOf(s)),
        s => s.Value == 0 ? ("customers/delete", Gone(CustomerId + s.Which)) : ("customers/enable", CustomerOf(s)),
        s => ("customers/merge", Merge(CustomerId + s.Value, CustomerId + s.Which)),
        s => ("customer.tags_added", Tags($"\"t{s.Which}\",\"t{s.Value}\"", s.Minute)),
        s => ("customer.tags_removed", Tags($"\"t{s.Which}\"", s.Minute)),
        s => ("customers_email_marketing_consent/update", $$$"""
            {"customer_id":{{{CustomerId + s.Which}}},"email_marketing_consent":{"state":"state-{{{s.Value}}}","consent_updated_at":"{{{SyncedShop.At(s.Minute)}}}"}}
            """),
        s => ("customers/purchasing_summary", $$$"""
            {"customerId":"gid://shopify/Customer/{{{CustomerId}}}","numberOfOrders":"{{{s.Value}}}","amountSpent":{"amount":"{{{s.Value}}}","currencyCode":"JPY"},"occurredAt":"{{{SyncedShop.At(s.Minute)}}}"}
            """),
        s => s.Value == 0 ? ("products/delete", Gone(ProductId + (1000 * s.Which))) : ("products/update", ProductOf(s)),
        s => ("products/create", ProductOf(s)),
        s => s.Value == 0 ? ("inventory_items/delete", Gone(ItemId)) : ("inventory_items/update", Item(s.Minute, s.Which == 0 ? "true" : "false")),
        s => s.Value == 0
            ? ("inventory_levels/disconnect", $$"""{"inventory_item_id":{{ItemId}},"location_id":{{LocationId}}}""")
            : ("inventory_levels/update", Level(s.Value, s.Minute)),
        s => s.Value == 0 && s.Which == 0 ? ("locations/delete", Gone(LocationId)) : ("locations/update", Location(s.Minute, s.Which == 0 ? "true" : "false")),
        s => ("subscription_contracts/update", Contract(s.Minute, $"state-{s.Value}")),
        s => (s.Which == 0 ? "subscription_billing_attempts/failure" : "subscription_billing_attempts/success", Attempt($"\"e{s.Value}\"")),
        s => (s.Value % 2 == 0 ? "subscription_billing_cycles/skip" : "subscription_billing_cycles/unskip", Cycle(s.Which)),
        s => ("orders/updated", Gone(OrderId + s.Which)),
        s => ("app/scopes_update", $$"""{"current":["s{{s.Value}}"],"updated_at":"{{SyncedShop.At(s.Minute)}}"}"""),
        s => ("shop/update", $$"""{"id":1,"name":"n{{s.Value}}","currency":"JPY","updated_at":"{{SyncedShop.At(s.Minute)}}"}"""),
        _ => ("app/uninstalled", """{"id":1}"""),
        s => ("bulk_operations/finish", $$"""{"id":{{s.Which}},"status":"state-{{s.Value}}"}"""),
    ];

    /// <summary>Histories that shrink by losing steps.</summary>
    public static Arbitrary<History> Any { get; } = Arb.From(
        from steps in (from kind in Gen.Choose(0, Kinds.Length - 1)
                       from which in Gen.Choose(0, 2)
                       from minute in Gen.Choose(0, 6)
                       from value in Gen.Choose(0, 4)
                       select new Step(kind, which, minute, value)).NonEmptyListOf()
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new History([.. steps], seed),
        history => history.Steps.Count == 1
            ? []
            : history.Steps.Select((_, i) => history with { Steps = [.. history.Steps.Where((_, j) => j != i)] }));

    /// <summary>The deliveries as they were sent.</summary>
    internal IReadOnlyList<Delivery> Deliveries(SyncedShop shop) =>
        [.. Steps.Select((step, i) => Of(shop, step, string.Create(CultureInfo.InvariantCulture, $"step-{i}")))];

    /// <summary>Batches as they might arrive: every delivery at least once, some again, some older copies under other ids, in any order.</summary>
    internal IEnumerable<IReadOnlyList<Delivery>> Arrival(SyncedShop shop)
    {
        var chance = new Random(Seed);
        var arriving = new List<Delivery>();
        foreach (var delivery in Deliveries(shop))
        {
            arriving.Add(delivery);
            arriving.AddRange(Enumerable.Repeat(delivery, chance.Next(3) == 0 ? chance.Next(1, 3) : 0));
            if (chance.Next(3) == 0)
            {
                arriving.Add(delivery with
                {
                    WebhookId = $"{delivery.WebhookId}-copy",
                    TriggeredAt = delivery.TriggeredAt!.Value.AddSeconds(-chance.Next(1, 400)),
                });
            }
        }

        var shuffled = arriving.ToArray();
        chance.Shuffle(shuffled);
        for (var i = 0; i < shuffled.Length;)
        {
            var size = chance.Next(1, shuffled.Length + 1);
            yield return shuffled[i..Math.Min(i + size, shuffled.Length)];
            i += size;
        }
    }

    private static Delivery Of(SyncedShop shop, Step step, string id)
    {
        var (topic, body) = Kinds[step.Kind](step);
        return shop.Delivery(topic, body, step.Minute, id);
    }

    private static string OrderOf(Step s) => Order(
        OrderId + s.Which,
        s.Minute,
        Number(s.Value),
        customer: s.Value == 3 ? "null" : CustomerOf(s with { Which = s.Value % 3 }),
        lines: string.Join(',', Enumerable.Range(1, s.Value).Select(i => Line(i * (s.Minute + 1)))),
        more: $",\"fulfillments\":[{Fulfillment(s.Minute, $"embedded-{s.Value}")}],\"refunds\":[{Refund(RefundId + s.Which, Number(s.Value + 1), minute: s.Minute)}]");

    private static string CustomerOf(Step s) => Customer(
        CustomerId + s.Which,
        s.Minute,
        $"n{s.Value}",
        s.Value == 4 ? "" : $$"""
            ,"tags":"t{{s.Value}}, t9","default_address":{"country_code":"JP","city":"c{{s.Value}}"},
             "email_marketing_consent":{"state":"embedded-{{s.Value}}","consent_updated_at":"{{SyncedShop.At(s.Minute)}}"}
            """);

    private static string ProductOf(Step s) => Product(ProductId + (1000 * s.Which), s.Minute, s.Value, title: $"p{s.Value}");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Demo;

/// <summary>
/// What happens next in the demo shop: one thing at a time, each fitting what happened before. Customers write, buy and get
/// their parcels; a colleague answers what there is an answer to, and nobody answers in the visitor's name.
/// </summary>
internal sealed class DemoFeed : IDisposable
{
    // Nobody reads and writes at once.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(40);

    private readonly DemoOptions _options;
    private readonly DateTimeOffset _anchor;
    private readonly DemoShop _shop;
    private readonly DemoRandom _random;
    private readonly DeliveryWriter _writer;
    private readonly List<DemoOrder> _underWay;
    private readonly List<DemoThread> _open;
    private readonly Dictionary<long, int> _pieces = [];

    /// <param name="options">The options the shop was made with.</param>
    /// <param name="anchor">The present it was made with.</param>
    /// <param name="run">Tells one run of the process from the next, so that each has things of its own happen.</param>
    public DemoFeed(DemoOptions options, DateTimeOffset anchor, long run)
    {
        (_options, _anchor, _shop) = (options, anchor, new(options, anchor));
        _writer = new(_shop.Country.Domain);
        _random = DemoRandom.For(options.Seed, "live", (int)(run % int.MaxValue));
        _underWay = [.. _shop.Trade.Orders.Where(order => order.Stage is DemoStage.Paid or DemoStage.InTransit or DemoStage.OutForDelivery)];
        _open = [.. _shop.Threads.Where(thread => thread.IsOpen && thread.Family is not null && thread.Channel is not Channel.Review)];
    }

    /// <summary>The deliveries that tell of the next event. No two calls may have the same second.</summary>
    public IReadOnlyList<Delivery> Next(DateTimeOffset now)
    {
        now = _shop.Country.Local(now);
        var key = string.Create(CultureInfo.InvariantCulture, $"demo-live-{now.ToUnixTimeMilliseconds()}");
        return _random.Weighted(30, 40, 8, 12, 10, 9) switch
        {
            0 => Buy(key, now),
            1 when _underWay.Count > 0 => Move(key, now),
            2 => [Fall(key, now, Variant(), 1)],
            3 when Say(key, now, thread => _shop.Talk.Ask(thread, now, _random)) is { } asked => [asked],
            4 when Say(key, now, thread => _shop.Talk.Answer(thread, now, _random)) is { } answered => [answered],
            _ => Begin(key, now),
        };
    }

    public void Dispose() => _writer.Dispose();

    private Delivery[] Buy(string key, DateTimeOffset now)
    {
        var customer = _random.Pick(_shop.Customers);
        var order = new DemoOrder
        {
            Number = _options.Orders + 1 + (int)((now - _anchor).TotalSeconds / 2),
            Customer = customer,
            At = now,
            Lines = DemoBuying.Basket(_options.Seed, customer, _shop.Goods, _random),
            Stage = DemoStage.Paid,
            Carrier = customer.IsAbroad ? DemoCarriers.Abroad : _random.Weighted(50, 25, 25),
            ChangedOn = now,
        };
        _underWay.Add(order);
        return [Tell(key, "orders/create", order), Fall(key, now, order.Lines[0].Variant, order.Lines[0].Quantity)];
    }

    private Delivery[] Move(string key, DateTimeOffset now)
    {
        var at = _random.Below(_underWay.Count);
        var order = _underWay[at];
        var (moved, step, status) = order.Stage switch
        {
            DemoStage.Paid => (order with { Stage = DemoStage.InTransit, ShippedOn = now, ChangedOn = now }, 1, "in_transit"),
            DemoStage.InTransit => (order with { Stage = DemoStage.OutForDelivery, ShippedOn = order.ShippedAt, ChangedOn = now }, 2, "out_for_delivery"),
            _ => (order with { Stage = DemoStage.Delivered, ShippedOn = order.ShippedAt, DeliveredOn = now, ChangedOn = now }, 3, "delivered"),
        };
        _underWay.RemoveAt(at);
        if (moved.Stage is not DemoStage.Delivered)
        {
            _underWay.Add(moved);
        }

        var (told, to) = (DemoOrders.Order(moved), moved.Customer.Address);
        var seen = new FulfillmentEvent(DemoIds.Of(DemoIds.FulfillmentEvent, (moved.Number * (long)DemoOrders.EventsAtMost) + step), status, now, to.City, to.Province, to.Country);
        return
        [
            Tell(key, "orders/updated", moved),
            _writer.Write("fulfillment_events/create", $"{key}-event", now, (told, told.Fulfillments[0], seen, DemoIds.Of(DemoIds.Shop, 1)), ParcelPayloads.Event),
        ];
    }

    private Delivery[] Begin(string key, DateTimeOffset now)
    {
        var thread = _shop.Talk.New(index: 0, now, _random);
        thread = thread with { LiveKey = key, Steps = [thread.Steps[0]] };
        _open.Add(thread);
        return [DemoShop.Message(_writer, thread, key, $"{key}-first", thread.Steps[0])];
    }

    // Of all that could go on in some conversation, one; of conversations where something was just said, none.
    private Delivery? Say(string key, DateTimeOffset now, Func<DemoThread, DemoStep?> say)
    {
        var first = _random.Below(Math.Max(1, _open.Count));
        for (var i = 0; i < _open.Count; i++)
        {
            var at = (first + i) % _open.Count;
            var thread = _open[at];
            if (now - thread.LastAt >= Pause && say(thread) is { } step)
            {
                _open[at] = thread with { Steps = [.. thread.Steps, step] };
                return DemoShop.Message(_writer, thread, DemoShop.KeyOf(thread), $"{key}-more", step);
            }
        }

        return null;
    }

    private Delivery Fall(string key, DateTimeOffset now, DemoVariant variant, int pieces)
    {
        var left = Math.Max(0, _pieces.GetValueOrDefault(variant.ItemId, variant.Here) - pieces);
        _pieces[variant.ItemId] = left;
        return _writer.Write("inventory_levels/update", $"{key}-stock", now, new InventoryLevel(variant.ItemId, DemoIds.Of(DemoIds.Location, 1), left, now), ShopPayloads.Level);
    }

    private DemoVariant Variant() => _random.Pick(_shop.Goods.Popular(_random).Variants);

    private Delivery Tell(string key, string topic, DemoOrder order) =>
        _writer.Write(topic, $"{key}-order", order.ChangedOn ?? order.At, (DemoOrders.Order(order), DemoRows.Customer(order.Customer, _shop.Since(order.Customer))), OrderPayloads.Order);
}

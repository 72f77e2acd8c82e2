using System.Globalization;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Shop;
using ShopSupport.Simulator.Webhooks;

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
    private readonly DemoShop _shop;
    private readonly DemoRandom _random;
    private readonly DeliveryWriter _writer;
    private readonly FeedClock _clock = new();
    private readonly ShopActs _acts;
    private readonly Telling _telling;
    private readonly List<Delivery> _told = [];
    private readonly List<DemoOrder> _underWay;
    private readonly List<DemoThread> _open;

    /// <param name="options">The options the shop was made with.</param>
    /// <param name="anchor">The present it was made with.</param>
    /// <param name="run">Tells one run of the process from the next, so that each has things of its own happen.</param>
    public DemoFeed(DemoOptions options, DateTimeOffset anchor, long run)
    {
        (_options, _shop, _clock.Now) = (options, new(options, anchor), anchor);
        _writer = new(_shop.Country.Domain);
        _acts = new(new SimulatedShop(DemoSource.Of(_shop), _clock));
        _telling = new(_acts.Shop);
        _acts.Tell((_, changes) => _told.AddRange(_telling.Of(changes)));
        _random = DemoRandom.For(options.Seed, "live", (int)(run % int.MaxValue));
        _underWay = [.. _shop.Trade.Orders.Where(order => order.Stage is DemoStage.Paid or DemoStage.InTransit or DemoStage.OutForDelivery)];
        _open = [.. _shop.Threads.Where(thread => thread.IsOpen && thread.Family is not null && thread.Channel is not Channel.Review)];
    }

    /// <summary>The deliveries that tell of the next event. No two calls may have the same second.</summary>
    public IReadOnlyList<Delivery> Next(DateTimeOffset now)
    {
        now = _shop.Country.Local(now);
        _clock.Now = now;
        var key = string.Create(CultureInfo.InvariantCulture, $"demo-live-{now.ToUnixTimeMilliseconds()}");
        return _random.Weighted(30, 40, 8, 12, 10, 9) switch
        {
            0 => Told(() => Buy(now)),
            1 when _underWay.Count > 0 => Told(Move),
            2 => Told(() => _acts.MoveStock(Variant().ItemId, DemoIds.Of(DemoIds.Location, 1), -1)),
            3 when Say(key, now, thread => _shop.Talk.Ask(thread, now, _random)) is { } asked => [asked],
            4 when Say(key, now, thread => _shop.Talk.Answer(thread, now, _random)) is { } answered => [answered],
            _ => Begin(key, now),
        };
    }

    public void Dispose()
    {
        _writer.Dispose();
        _telling.Dispose();
    }

    private Delivery[] Told(Action act)
    {
        act();
        Delivery[] told = [.. _told];
        _told.Clear();
        return told;
    }

    private void Buy(DateTimeOffset now)
    {
        var customer = _random.Pick(_shop.Customers);
        var order = new DemoOrder
        {
            Number = _options.Orders + 1 + (int)((now - _shop.Anchor).TotalSeconds / 2),
            Customer = customer,
            At = now,
            Lines = DemoBuying.Basket(_options.Seed, customer, _shop.Goods, _random),
            Stage = DemoStage.Paid,
            Carrier = customer.IsAbroad ? DemoCarriers.Abroad : _random.Weighted(50, 25, 25),
            ChangedOn = now,
        };
        _underWay.Add(order);
        _acts.Place(DemoOrders.Order(order));
    }

    // One parcel goes one step further: it is sent, goes out, arrives.
    private void Move()
    {
        var at = _random.Below(_underWay.Count);
        var (order, shop) = (_underWay[at], _shop.Country);
        switch (_acts.Shop.Orders.Find(order.Id)!.Fulfillments)
        {
            case [var parcel] when parcel.ShipmentStatus is "in_transit":
                _acts.See(order.Id, parcel.Id, "out_for_delivery");
                break;
            case [var parcel]:
                _acts.See(order.Id, parcel.Id, "delivered");
                _underWay.RemoveAt(at);
                break;
            default:
                var sent = _acts.Fulfil(
                    order.Id, DemoCarriers.Name(shop, order.Carrier, shop.IsEnglish), order.Tracking, DemoCarriers.Url(shop, order.Carrier, order.Tracking, shop.IsEnglish));
                _acts.See(order.Id, sent.Id, "in_transit");
                break;
        }
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

    private DemoVariant Variant() => _random.Pick(_shop.Goods.Popular(_random).Variants);

    private sealed class FeedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }
}

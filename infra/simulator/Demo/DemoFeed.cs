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
    private readonly DemoShop _shop;
    private readonly DemoRandom _random;
    private readonly DeliveryWriter _writer;
    private readonly ShopActs _acts;
    private readonly List<Parcel> _underWay;
    private readonly List<DemoThread> _open;

    /// <param name="options">The options the shop was made with.</param>
    /// <param name="shop">The shop as it was made.</param>
    /// <param name="acts">What is bought and sent happens there, and is told from there.</param>
    /// <param name="run">Tells one run of the process from the next, so that each has things of its own happen.</param>
    public DemoFeed(DemoOptions options, DemoShop shop, ShopActs acts, long run)
    {
        (_options, _shop, _acts, _writer) = (options, shop, acts, new(shop.Country.Domain));
        _random = DemoRandom.For(options.Seed, "live", (int)(run % int.MaxValue));
        _underWay =
        [
            .. shop.Trade.Orders.Where(order => order.Stage is DemoStage.Paid or DemoStage.InTransit or DemoStage.OutForDelivery)
                .Select(order => new Parcel(order.Id, order.Number, order.Carrier)),
            .. acts.Shop.Orders.Added().Select(order => new Parcel(order.Id, order.Number, CarrierOf(order))),
        ];
        _open = [.. _shop.Threads.Where(thread => thread.IsOpen && thread.Family is not null && thread.Channel is not Channel.Review)];
    }

    /// <summary>The next event. What happened in the shop is told by the shop; what was said is returned. No two calls may have the same second.</summary>
    public Delivery? Next(DateTimeOffset now)
    {
        now = _shop.Country.Local(now);
        var key = string.Create(CultureInfo.InvariantCulture, $"demo-live-{now.ToUnixTimeMilliseconds()}");
        switch (_random.Weighted(30, 40, 8, 12, 10, 9))
        {
            case 0:
                Buy(now);
                return null;
            case 1 when Move():
                return null;
            case 2:
                _acts.MoveStock(Variant().ItemId, DemoIds.Of(DemoIds.Location, 1), -1);
                return null;
            case 3 when Say(key, now, thread => _shop.Talk.Ask(thread, now, _random)) is { } asked:
                return asked;
            case 4 when Say(key, now, thread => _shop.Talk.Answer(thread, now, _random)) is { } answered:
                return answered;
            default:
                return Begin(key, now);
        }
    }

    public void Dispose() => _writer.Dispose();

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
        _underWay.Add(new(order.Id, order.Number, order.Carrier));
        _acts.Place(DemoOrders.Order(order));
    }

    // One parcel goes one step further: it is sent, goes out, arrives. What arrived before, or was taken back, goes nowhere.
    private bool Move()
    {
        while (_underWay.Count > 0)
        {
            var at = _random.Below(_underWay.Count);
            try
            {
                if (Step(_underWay[at]))
                {
                    return true;
                }
            }
            catch (ShopRefusalException)
            {
                // Somebody else has changed it since.
            }

            _underWay.RemoveAt(at);
        }

        return false;
    }

    private bool Step(Parcel next)
    {
        switch (_acts.Shop.Orders.Find(next.OrderId))
        {
            case null or { CancelledAt: not null } or { FinancialStatus: "pending" }:
                return false;
            case { Fulfillments: [] }:
                var (shop, tracking) = (_shop.Country, DemoCarriers.Tracking(_shop.Country, next.Carrier, next.Number));
                var sent = _acts.Fulfil(
                    next.OrderId, DemoCarriers.Name(shop, next.Carrier, shop.IsEnglish), tracking, DemoCarriers.Url(shop, next.Carrier, tracking, shop.IsEnglish));
                _acts.See(next.OrderId, sent.Id, "in_transit");
                return true;
            case { Fulfillments: [{ ShipmentStatus: "in_transit" } parcel] }:
                _acts.See(next.OrderId, parcel.Id, "out_for_delivery");
                return true;
            case { Fulfillments: [{ ShipmentStatus: "out_for_delivery" } parcel] }:
                _acts.See(next.OrderId, parcel.Id, "delivered");
                return true;
            default:
                return false;
        }
    }

    private int CarrierOf(Order order) =>
        string.Equals(order.Address?.CountryCode, _shop.Country.Code, StringComparison.Ordinal) ? order.Number % DemoCarriers.Abroad : DemoCarriers.Abroad;

    private Delivery Begin(string key, DateTimeOffset now)
    {
        var thread = _shop.Talk.New(index: 0, now, _random);
        thread = thread with { LiveKey = key, Steps = [thread.Steps[0]] };
        _open.Add(thread);
        return DemoShop.Message(_writer, thread, key, $"{key}-first", thread.Steps[0]);
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

    /// <summary>An order on its way, with what its parcel's label is made of.</summary>
    private readonly record struct Parcel(long OrderId, int Number, int Carrier);
}

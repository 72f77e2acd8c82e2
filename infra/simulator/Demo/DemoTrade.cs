namespace ShopSupport.Simulator.Demo;

/// <summary>Three years of orders: what the cast bought, what subscriptions delivered, and what everybody else felt like.</summary>
internal sealed class DemoTrade
{
    /// <summary>How far back the shop's history reaches.</summary>
    public const int HistoryDays = 1095;

    // Gifts in May, July and December, a quiet February; in percent of the busiest month.
    private static readonly int[] Season = [62, 55, 74, 70, 88, 72, 90, 66, 64, 70, 82, 100];

    private readonly DemoOptions _options;
    private readonly DateTimeOffset _anchor;
    private readonly DemoCatalogue _goods;
    private readonly DemoPeople _people;
    private readonly List<DemoOrder> _orders;
    private readonly List<DemoContract> _contracts = [];
    private readonly Dictionary<int, DemoOrder> _castOrders = [];

    public DemoTrade(DemoOptions options, DateTimeOffset anchor, DemoCatalogue goods, DemoPeople people)
    {
        (_options, _anchor, _goods, _people) = (options, anchor, goods, people);
        _orders = new(options.Orders);
        AddCast();
        AddSubscriptions();
        AddTheRest();
        _orders.Sort((one, other) => one.At != other.At
            ? one.At.CompareTo(other.At)
            : one.Customer.Index.CompareTo(other.Customer.Index));
        for (var i = 0; i < _orders.Count; i++)
        {
            _orders[i].Number = i + 1;
        }
    }

    /// <summary>All orders, oldest first.</summary>
    public IReadOnlyList<DemoOrder> Orders => _orders;

    public IReadOnlyList<DemoContract> Contracts => _contracts;

    /// <summary>The order that a cast member's conversation is about; null when the size of the shop left none over.</summary>
    public DemoOrder? OrderOfCast(int index) => _castOrders.GetValueOrDefault(index);

    private void AddCast()
    {
        for (var i = 0; i < _people.Cast.Count; i++)
        {
            var (cast, customer) = (_people.Cast[i], _people.Customers[i]);
            var isSubscription = string.Equals(cast.Scene, "subscription", StringComparison.Ordinal);
            var count = isSubscription ? Math.Max(1, cast.Cycles) : 1;
            if (string.Equals(cast.Scene, "none", StringComparison.Ordinal) || _orders.Count + count + _people.Cast.Count - i - 1 > _options.Orders)
            {
                continue;
            }

            if (isSubscription)
            {
                var lastAt = _anchor.AddDays(cast.Next - 30).AddHours(-5);
                var endedAt = cast.Status is "active" ? (DateTimeOffset?)null : _anchor.AddDays(-cast.EndedDays);
                AddContract(customer, cast.Status, 30, lastAt, cast.Cycles, CastLines(cast, percent: 85), endedAt, cast.SkipsNext);
                _castOrders[i] = _orders[^1];
                continue;
            }

            _castOrders[i] = new DemoOrder
            {
                Customer = customer,
                At = _anchor.AddDays(-cast.Days),
                Lines = CastLines(cast, percent: 100),
                Stage = DemoBuying.StageOf(cast.Scene),
                Carrier = customer.IsAbroad ? DemoCarriers.Abroad : i % 3,
                Discount = cast.HasDiscount ? _options.Country.Off : 0,
                Note = cast.Note,
                Reason = cast.Reason,
                IsForeign = cast.IsForeign,
            };
            _orders.Add(_castOrders[i]);
        }
    }

    private DemoLine[] CastLines(CastTexts cast, int percent)
    {
        var product = _goods.Products[cast.Product];
        var variant = product.Variants[Math.Min(cast.Size, product.Variants.Count - 1)];
        var line = new DemoLine(product, variant, cast.Pieces, Price(variant) * percent / 100);
        return cast.With is { } other
            ? [line, new(_goods.Products[other], _goods.Products[other].Variants[0], 1, Price(_goods.Products[other].Variants[0]))]
            : [line];

        int Price(DemoVariant sold) => cast.IsForeign ? _options.Country.InForeign(sold.Price) : sold.Price;
    }

    private void AddSubscriptions()
    {
        var others = _options.Customers - _people.Cast.Count;
        var wanted = others == 0 ? 0 : (_options.Customers / 5) - _contracts.Count;
        var budget = Math.Max(0, (_options.Orders * 2 / 5) - _orders.Count);
        for (var i = 0; i < wanted && budget > 0; i++)
        {
            var random = DemoRandom.For(_options.Seed, "contract", i);
            // The second is of whoever has the first: somebody takes two things regularly.
            var customer = _people.Customers[_people.Cast.Count + (i == 1 ? 0 : i * 3 % others)];
            var (status, interval) = (DemoBuying.ContractStatus(random), random.Weighted(70, 18, 12) switch { 0 => 30, 1 => 60, _ => 90 });
            var endedAt = string.Equals(status, "active", StringComparison.Ordinal)
                ? (DateTimeOffset?)null
                : _anchor.AddDays(-random.Between(1, 500)).AddMinutes(-random.Below(700));
            var lastAt = (endedAt ?? _anchor).AddDays(-random.Between(1, interval - 1)).AddMinutes(-random.Below(600));
            var most = Math.Max(1, (int)((lastAt - _anchor).TotalDays + HistoryDays) / interval);
            var cycles = Math.Min(budget, random.Between(1, Math.Min(most, 22)));
            var product = _goods.Products[random.Pick(DemoBuying.Subscribable)];
            var variant = product.Variants[0];
            AddContract(customer, status, interval, lastAt, cycles, [new(product, variant, random.Weighted(85, 15) + 1, variant.Price * 85 / 100)], endedAt, skipsNext: cycles > 3 && endedAt is null && _contracts.Count % 5 == 4);
            budget -= cycles;
        }
    }

    private void AddContract(
        DemoCustomer customer, string status, int interval, DateTimeOffset lastAt, int cycles, DemoLine[] lines, DateTimeOffset? endedAt, bool skipsNext)
    {
        var contract = new DemoContract
        {
            Index = _contracts.Count + 1,
            Customer = customer,
            Status = status,
            IntervalDays = interval,
            StartedAt = lastAt.AddDays(-interval * (cycles - 1)),
            EndedAt = endedAt,
            SkipsNext = skipsNext,
        };
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            var at = contract.StartedAt.AddDays(interval * cycle);
            var random = DemoRandom.For(_options.Seed, "cycle", (contract.Index * 64) + cycle);
            contract.Orders.Add(new DemoOrder
            {
                Customer = customer,
                At = at,
                Lines = lines,
                Stage = DemoBuying.StageAfter(_anchor - at, random, customer.IsAbroad, isSubscription: true),
                Carrier = customer.IsAbroad ? DemoCarriers.Abroad : customer.Index % 3,
                Contract = contract,
            });
        }

        _contracts.Add(contract);
        _orders.AddRange(contract.Orders);
    }

    private void AddTheRest()
    {
        var customers = DrawPot();
        var today = new DateTimeOffset(_anchor.Date, _anchor.Offset);
        for (var i = 0; _orders.Count < _options.Orders; i++)
        {
            var random = DemoRandom.For(_options.Seed, "order", i);
            var customer = random.Pick(customers);
            var at = When(random, customer, today);
            var stage = DemoBuying.StageAfter(_anchor - at, random, customer.IsAbroad, isSubscription: false);
            _orders.Add(new DemoOrder
            {
                Customer = customer,
                At = at,
                Lines = DemoBuying.Basket(_options.Seed, customer, _goods, random),
                Stage = stage,
                Carrier = customer.IsAbroad ? DemoCarriers.Abroad : random.Weighted(50, 25, 25),
                Discount = random.Chance(9) ? _options.Country.Off : 0,
                IsReturning = stage is DemoStage.Delivered && (_anchor - at).TotalDays is > 14 and < 45 && random.Chance(8),
                Note = random.Chance(4) ? DemoBuying.Gift(random, customer.IsEnglish) : null,
            });
        }
    }

    private List<DemoCustomer> DrawPot()
    {
        var pot = new List<DemoCustomer>();
        foreach (var customer in _people.Customers)
        {
            var isCast = customer.Index < _people.Cast.Count;
            pot.AddRange(Enumerable.Repeat(customer, isCast ? Math.Min(customer.Appetite, 3) : customer.Appetite));
        }

        return pot.Count > 0 ? pot : [.. _people.Customers];
    }

    private DateTimeOffset When(DemoRandom random, DemoCustomer customer, DateTimeOffset today)
    {
        // What the cast's conversations are about stays the newest thing they bought.
        var newest = customer.Index < _people.Cast.Count ? 40 : 0;
        var day = 0;
        for (var i = 0; i < 3; i++)
        {
            day = random.Between(newest, customer.KnownDays);
            if (random.Chance(Season[today.AddDays(-day).Month - 1]))
            {
                break;
            }
        }

        var hour = random.Weighted(2, 1, 1, 1, 1, 2, 4, 7, 8, 8, 9, 9, 11, 9, 8, 8, 7, 7, 8, 10, 13, 15, 12, 6);
        var at = today.AddDays(-day).AddHours(hour).AddSeconds(random.Below(3600));
        return at > _anchor.AddMinutes(-4) ? at.AddDays(-1) : at;
    }
}

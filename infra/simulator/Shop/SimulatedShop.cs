using System.Globalization;

namespace ShopSupport.Simulator.Shop;

/// <summary>
/// One shop as Shopify holds it. What is asked through the API, what deliveries say and what the admin shows is read from here,
/// and <see cref="ShopActs"/> is who changes it.
/// </summary>
internal sealed class SimulatedShop
{
    // Beyond any id that a source makes, and another one in each run, so that a desk that remembers meets no id twice.
    private const long FirstMadeId = 8_000_000_000_000;
    private static readonly DateTimeOffset CountedFrom = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ShopSource _source;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, HashSet<long>> _ordersOf = [];
    private readonly Dictionary<long, HashSet<long>> _contractsOf = [];
    private readonly Dictionary<(string Type, long Id), long> _owners = [];
    private readonly Lazy<Dictionary<long, InventoryItem>> _itemOfVariant;
    private long _lastId;

    public SimulatedShop(ShopSource source, TimeProvider clock)
    {
        (_source, Profile, Locations, Clock) = (source, source.Profile, source.Locations, clock);
        (Customers, Products, Items, Orders, Contracts) =
            (new(source.Customers), new(source.Products), new(source.Items), new(source.Orders), new(source.Contracts));
        _itemOfVariant = new(() => Items.All().ToDictionary(item => item.VariantId));
        _lastId = FirstMadeId + (long)(clock.GetUtcNow() - CountedFrom).TotalMilliseconds;
    }

    public ShopProfile Profile
    {
        get;
        set
        {
            field = value;
            ProfileKept?.Invoke(value);
        }
    }

    /// <summary>Told of the profile whenever it is another one.</summary>
    public Action<ShopProfile>? ProfileKept { get; set; }

    public TimeProvider Clock { get; }

    /// <summary>The present, by the shop's clock, in whole seconds as Shopify tells times.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = Profile.Local(Clock.GetUtcNow());
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        }
    }

    public IReadOnlyList<Location> Locations { get; }

    public Table<Customer> Customers { get; }

    public Table<Product> Products { get; }

    public Table<InventoryItem> Items { get; }

    public Table<Order> Orders { get; }

    public Table<SubscriptionContract> Contracts { get; }

    public Table<DraftOrder> Drafts { get; } = new(new(0, _ => throw new InvalidOperationException("A source makes no drafts."), _ => -1));

    public Table<DiscountCode> Discounts { get; } = new(new(0, _ => throw new InvalidOperationException("A source makes no discounts."), _ => -1));

    /// <summary>The discount that has a code, in any case.</summary>
    public DiscountCode? DiscountOf(string code) => Discounts.Added().FirstOrDefault(one => string.Equals(one.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The number of the order that is placed next.</summary>
    public int NextOrderNumber => Math.Max(_source.Orders.Count, Orders.Added().Select(order => order.Number).DefaultIfEmpty().Max()) + 1;

    public long NewId() => Interlocked.Increment(ref _lastId);

    /// <summary>A customer's orders, oldest first.</summary>
    public IReadOnlyList<Order> OrdersOf(long customerId)
    {
        var position = _source.Customers.Find(customerId);
        var ids = position < 0 ? [] : _source.OrdersOf(position).Select(at => _source.Orders.At(at).Id);
        return [.. ids.Union(Noted(_ordersOf, customerId)).Select(Orders.Find).OfType<Order>().Where(order => order.CustomerId == customerId).OrderBy(order => order.CreatedAt)];
    }

    /// <summary>A customer's contracts.</summary>
    public IReadOnlyList<SubscriptionContract> ContractsOf(long customerId)
    {
        var position = _source.Customers.Find(customerId);
        var ids = position < 0 ? [] : _source.ContractsOf(position).Select(at => _source.Contracts.At(at).Id);
        return [.. ids.Union(Noted(_contractsOf, customerId)).Select(Contracts.Find).OfType<SubscriptionContract>().Where(contract => contract.CustomerId == customerId)];
    }

    /// <summary>The order that a line, a parcel, a refund, a return or a transaction belongs to.</summary>
    public Order? OwnerOf(string type, long id)
    {
        long? owner;
        lock (_lock)
        {
            owner = _owners.TryGetValue((type, id), out var noted) ? noted : _source.OwnerOf(type, id);
        }

        return owner is { } orderId ? Orders.Find(orderId) : null;
    }

    /// <summary>What is counted of a variant.</summary>
    public InventoryItem? ItemOf(long variantId) => _itemOfVariant.Value.TryGetValue(variantId, out var item) ? Items.Find(item.Id) : null;

    public ProductVariant? Variant(long id) =>
        ItemOf(id) is { } item ? Products.Find(item.ProductId)?.Variants.FirstOrDefault(variant => variant.Id == id) : null;

    public Location? Location(long id) => Locations.FirstOrDefault(place => place.Id == id);

    /// <summary>Keeps an order that is new or was changed.</summary>
    public void Put(Order order)
    {
        Orders.Put(order);
        lock (_lock)
        {
            Note(_ordersOf, order.CustomerId, order.Id);
            foreach (var part in Parts(order))
            {
                _owners[part] = order.Id;
            }
        }
    }

    /// <summary>Keeps a contract that is new or was changed.</summary>
    public void Put(SubscriptionContract contract)
    {
        Contracts.Put(contract);
        lock (_lock)
        {
            Note(_contractsOf, contract.CustomerId, contract.Id);
        }
    }

    /// <summary>The id of an inventory level, which is made of two.</summary>
    public static string LevelGid(InventoryLevel level) =>
        string.Create(CultureInfo.InvariantCulture, $"gid://shopify/InventoryLevel/{level.LocationId}?inventory_item_id={level.ItemId}");

    private static IEnumerable<(string Type, long Id)> Parts(Order order) =>
    [
        .. order.Lines.Select(line => ("LineItem", line.Id)),
        .. order.Fulfillments.Select(parcel => ("Fulfillment", parcel.Id)),
        .. order.Fulfillments.SelectMany(parcel => parcel.Events).Select(seen => ("FulfillmentEvent", seen.Id)),
        .. order.Refunds.Select(refund => ("Refund", refund.Id)),
        .. order.Returns.Select(back => ("Return", back.Id)),
        .. order.Returns.Where(back => back.ReverseOrderId is not null).Select(back => ("ReverseFulfillmentOrder", back.ReverseOrderId!.Value)),
        .. order.Transactions.Select(transaction => ("OrderTransaction", transaction.Id)),
    ];

    private static void Note(Dictionary<long, HashSet<long>> notes, long? customerId, long id)
    {
        if (customerId is { } customer)
        {
            notes[customer] = notes.GetValueOrDefault(customer) ?? [];
            notes[customer].Add(id);
        }
    }

    private long[] Noted(Dictionary<long, HashSet<long>> notes, long customerId)
    {
        lock (_lock)
        {
            return notes.TryGetValue(customerId, out var ids) ? [.. ids] : [];
        }
    }
}

using System.Globalization;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Queue;
using ShopSupport.Webhooks.Demo.Payloads;

namespace ShopSupport.Webhooks.Demo;

/// <summary>
/// Three years of a Japanese health-food and cosmetics shop as the deliveries that would have told of them. The same
/// options and anchor give the same bytes; another anchor moves all times.
/// </summary>
internal sealed class DemoShop
{
    /// <summary>The conversations sent before all history, so that an inbox fills from its top.</summary>
    public const int First = 200;

    private readonly DemoOptions _options;
    private readonly DateTimeOffset _anchor;
    private readonly Dictionary<int, List<DemoOrder>> _ordersOf = [];
    private readonly Dictionary<int, List<DemoContract>> _contractsOf = [];

    /// <param name="options">Sizes, language and seed.</param>
    /// <param name="anchor">The demo's present: nothing happens after it.</param>
    public DemoShop(DemoOptions options, DateTimeOffset anchor)
    {
        (_options, _anchor) = (options, anchor);
        Goods = new(options, anchor);
        var people = new DemoPeople(options);
        Customers = people.Customers;
        Trade = new(options, anchor, Goods, people);
        Talk = new(options, anchor, Goods, people, Trade);
        foreach (var group in Trade.Orders.GroupBy(order => order.Customer.Index))
        {
            _ordersOf[group.Key] = [.. group];
        }

        foreach (var group in Trade.Contracts.GroupBy(contract => contract.Customer.Index))
        {
            _contractsOf[group.Key] = [.. group];
        }
    }

    public DemoCatalogue Goods { get; }

    public IReadOnlyList<DemoCustomer> Customers { get; }

    public DemoTrade Trade { get; }

    public DemoTalk Talk { get; }

    /// <summary>All conversations, newest first.</summary>
    public IReadOnlyList<DemoThread> Threads => Talk.Threads;

    /// <summary>The shop and its stock, the newest conversations with their customers and orders, then history from new to old.</summary>
    public IEnumerable<Delivery> Deliveries()
    {
        using var writer = new DeliveryWriter();
        foreach (var delivery in Stock(writer))
        {
            yield return delivery;
        }

        var told = new HashSet<int>();
        foreach (var thread in Threads.Take(First))
        {
            foreach (var delivery in told.Add(thread.Customer.Index) ? AllOf(writer, thread.Customer) : [])
            {
                yield return delivery;
            }

            foreach (var delivery in Messages(thread))
            {
                yield return delivery;
            }
        }

        foreach (var customer in Customers.Where(customer => told.Add(customer.Index)))
        {
            foreach (var delivery in AllOf(writer, customer))
            {
                yield return delivery;
            }
        }

        foreach (var delivery in Threads.Skip(First).SelectMany(Messages))
        {
            yield return delivery;
        }
    }

    /// <summary>When the customer came to the shop.</summary>
    public DateTimeOffset Since(DemoCustomer customer) =>
        _ordersOf.TryGetValue(customer.Index, out var orders) ? orders[0].At.AddMinutes(-7) : _anchor.AddDays(-customer.KnownDays);

    private IEnumerable<Delivery> Stock(DeliveryWriter writer)
    {
        yield return writer.Write("shop/update", "demo-shop", _anchor, (_options.IsEnglish, _anchor), ShopPayloads.Shop);
        for (var i = 0; i < ShopPayloads.Locations.Length; i++)
        {
            yield return writer.Write("locations/create", Key("location", i), _anchor, (i, _options.IsEnglish, _anchor), ShopPayloads.Location);
        }

        foreach (var product in Goods.Products)
        {
            yield return writer.Write("products/create", Key("product", product.Index), product.CreatedAt, product, ShopPayloads.Product);
            for (var i = 0; i < product.Variants.Count; i++)
            {
                var variant = product.Variants[i];
                var (number, at) = ((product.Index * 10) + i, _anchor.AddMinutes(-20 - product.Index));
                yield return writer.Write("inventory_items/create", Key("item", number), product.CreatedAt, (variant, product.CreatedAt), ShopPayloads.Item);
                yield return writer.Write("inventory_levels/update", Key("stock-tokyo", number), at, (variant.ItemId, 0, variant.Tokyo, at), ShopPayloads.Level);
                yield return writer.Write("inventory_levels/update", Key("stock-osaka", number), at, (variant.ItemId, 1, variant.Osaka, at), ShopPayloads.Level);
            }
        }
    }

    private IEnumerable<Delivery> AllOf(DeliveryWriter writer, DemoCustomer customer)
    {
        var orders = _ordersOf.GetValueOrDefault(customer.Index, []);
        var since = Since(customer);
        yield return writer.Write("customers/create", Key("customer", customer.Index), since, (customer, since), CustomerPayloads.Customer);
        if (customer.Tags.Count > 0)
        {
            var at = since.AddMinutes(3);
            yield return writer.Write("customer.tags_added", Key("tags", customer.Index), at, (customer, at), CustomerPayloads.TagsAdded);
        }

        if (customer.Index % 5 < 3)
        {
            var (state, at) = (customer.Index % 4 == 3 ? "unsubscribed" : "subscribed", since.AddMinutes(2));
            yield return writer.Write(
                "customers_email_marketing_consent/update", Key("consent", customer.Index), at, (customer, state, at), CustomerPayloads.Consent);
        }

        foreach (var delivery in orders.SelectMany(order => DemoHistory.Of(writer, order, since, _anchor)))
        {
            yield return delivery;
        }

        foreach (var delivery in _contractsOf.GetValueOrDefault(customer.Index, []).SelectMany(contract => DemoHistory.Of(writer, contract)))
        {
            yield return delivery;
        }
    }

    private static IEnumerable<Delivery> Messages(DemoThread thread)
    {
        var key = KeyOf(thread);
        for (var i = 0; i < thread.Steps.Count; i++)
        {
            yield return Message(thread, key, string.Create(CultureInfo.InvariantCulture, $"{key}-{i + 1:00}"), thread.Steps[i]);
        }
    }

    /// <summary>One step of a thread as the delivery that brings it.</summary>
    public static Delivery Message(DemoThread thread, string threadKey, string messageKey, DemoStep step) => DeliveryWriter.Message(messageKey, new ChannelMessage
    {
        Kind = step.Kind,
        Channel = thread.Channel,
        ThreadKey = threadKey,
        MessageKey = messageKey,
        Subject = thread.Subject,
        Language = thread.Customer.IsEnglish ? "en" : "ja",
        Text = step.Text,
        SentAt = step.At,
        Customer = Person(thread),
        Agent = step.Agent is { } agent ? new(agent.Handle, agent.Name) : null,
    });

    private static ChannelPerson Person(DemoThread thread)
    {
        var customer = thread.Customer;
        return thread.Channel switch
        {
            // Friends whose account is linked to the shop's, callers whom an agent looked up, and visitors who are signed in.
            Channel.Line => new(customer.FullName, Email: customer.Email, Handle: customer.LineId, IsVerified: true),
            Channel.Phone => new(customer.FullName, Email: customer.Email, Phone: customer.Phone, IsVerified: true),
            Channel.Chat or Channel.Review => new(customer.FullName, Email: customer.Email, IsVerified: true),
            Channel.Mail => new(customer.FullName, Email: customer.Email),
        };
    }

    /// <summary>The thread's key on its channel.</summary>
    public static string KeyOf(DemoThread thread) => thread.LiveKey ?? Key("thread", thread.Index);

    internal static string Key(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"demo-{kind}-{number:000000}");
}

using System.Globalization;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Payloads;

namespace ShopSupport.Simulator.Demo;

/// <summary>
/// Three years of a health-food and cosmetics shop, in Japan or in America. The same options and anchor give the same
/// shop; another anchor moves all times.
/// </summary>
internal sealed class DemoShop
{
    private readonly Dictionary<int, List<DemoOrder>> _ordersOf = [];
    private readonly Dictionary<int, List<DemoContract>> _contractsOf = [];

    /// <param name="options">Sizes, language and seed.</param>
    /// <param name="anchor">The demo's present: nothing happens after it.</param>
    public DemoShop(DemoOptions options, DateTimeOffset anchor)
    {
        anchor = options.Country.Local(anchor);
        (Country, Anchor) = (options.Country, anchor);
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

    public DemoCountry Country { get; }

    /// <summary>The demo's present, by the shop's clock.</summary>
    public DateTimeOffset Anchor { get; }

    public DemoCatalogue Goods { get; }

    public IReadOnlyList<DemoCustomer> Customers { get; }

    public DemoTrade Trade { get; }

    public DemoTalk Talk { get; }

    /// <summary>All conversations, newest first.</summary>
    public IReadOnlyList<DemoThread> Threads => Talk.Threads;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DemoOrder> OrdersOf(DemoCustomer customer) => _ordersOf.GetValueOrDefault(customer.Index, []);

    public IReadOnlyList<DemoContract> ContractsOf(DemoCustomer customer) => _contractsOf.GetValueOrDefault(customer.Index, []);

    /// <summary>When the customer came to the shop.</summary>
    public DateTimeOffset Since(DemoCustomer customer) =>
        _ordersOf.TryGetValue(customer.Index, out var orders) ? orders[0].At.AddMinutes(-7) : Anchor.AddDays(-customer.KnownDays);

    /// <summary>When what lies in the warehouses of a product was counted last.</summary>
    public DateTimeOffset StockedAt(DemoProduct product) => Anchor.AddMinutes(-20 - product.Index);

    /// <summary>One step of a thread as the delivery that brings it; imported, nobody waits for an answer to it.</summary>
    public static Delivery Message(DeliveryWriter writer, DemoThread thread, string threadKey, string messageKey, DemoStep step, bool isImported = false) => writer.Message(messageKey, new ChannelMessage
    {
        Kind = step.Kind,
        Channel = thread.Channel,
        ThreadKey = threadKey,
        MessageKey = messageKey,
        Subject = thread.Subject,
        Language = thread.Customer.IsEnglish ? "en" : "ja",
        Text = step.Text,
        SentAt = step.At,
        IsImported = isImported,
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
            Channel.Phone => customer.IsStranger
                ? new(Phone: customer.Phone)
                : new(customer.FullName, Email: customer.Email, Phone: customer.Phone, IsVerified: true),
            Channel.Chat or Channel.Review => new(customer.FullName, Email: customer.Email, IsVerified: true),
            Channel.Mail => new(customer.FullName, Email: customer.Email),
        };
    }

    /// <summary>The thread's key on its channel.</summary>
    public static string KeyOf(DemoThread thread) => thread.LiveKey ?? Key("thread", thread.Index);

    internal static string Key(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"demo-{kind}-{number:000000}");
}

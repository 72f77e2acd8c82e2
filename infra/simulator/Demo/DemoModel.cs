using ShopSupport.Core.Channels;

namespace ShopSupport.Simulator.Demo;

/// <summary>Something the demo shop sells.</summary>
internal sealed record DemoProduct(int Index, long Id, string Title, string Kind, string Type, IReadOnlyList<DemoVariant> Variants, DateTimeOffset CreatedAt);

/// <summary>One size of it, with its price in minor units and its pieces at either place.</summary>
internal sealed record DemoVariant(long Id, long ItemId, string? Title, string Sku, int Price, int Here, int There);

/// <summary>Where somebody lives.</summary>
internal sealed record DemoAddress(string Country, string CountryName, string Zip, string Province, string ProvinceCode, string City, string Street, string? Building);

/// <summary>A buyer.</summary>
internal sealed record DemoCustomer
{
    public required int Index { get; init; }

    public required long Id { get; init; }

    /// <summary>The shop they buy from.</summary>
    public required DemoCountry Shop { get; init; }

    /// <summary>Wrote to the shop, and is not known to it.</summary>
    public bool IsStranger { get; init; }

    public required string LastName { get; init; }

    public required string FirstName { get; init; }

    public required bool IsEnglish { get; init; }

    public required string Email { get; init; }

    public string? Phone { get; init; }

    public required string LineId { get; init; }

    public required DemoAddress Address { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>What the shop wrote down about them.</summary>
    public string? Note { get; init; }

    /// <summary>How often this one buys: a weight for the draw of orders.</summary>
    public required int Appetite { get; init; }

    /// <summary>How many days ago this one found the shop.</summary>
    public required int KnownDays { get; init; }

    public bool IsAbroad => !string.Equals(Address.Country, Shop.Code, StringComparison.Ordinal);

    public string FullName => IsEnglish ? $"{FirstName} {LastName}" : $"{LastName} {FirstName}";
}

/// <summary>How far an order has come.</summary>
internal enum DemoStage
{
    Unpaid,
    Paid,
    InTransit,
    OutForDelivery,
    Delivered,
    Cancelled,
    Refunded,
    PartlyRefunded,

    /// <summary>All but the last line was sent, and arrived.</summary>
    PartlySent,

    /// <summary>Nobody was there to take it.</summary>
    Attempted,

    Undeliverable,
    Delayed,
}

/// <summary>A line of an order: so many pieces at that price, in minor units of the order's currency.</summary>
internal readonly record struct DemoLine(DemoProduct Product, DemoVariant Variant, int Quantity, int Price);

/// <summary>An order in its final state.</summary>
internal sealed record DemoOrder
{
    /// <summary>Running number in time order, from 1; set when all orders are known.</summary>
    public int Number { get; set; }

    public required DemoCustomer Customer { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<DemoLine> Lines { get; init; }

    public required DemoStage Stage { get; init; }

    public required int Carrier { get; init; }

    public DemoContract? Contract { get; init; }

    public int Discount { get; init; }

    public bool IsReturning { get; init; }

    public string? Note { get; init; }

    /// <summary>Why money went back, where it was neither damage nor cancellation.</summary>
    public string? Reason { get; init; }

    /// <summary>Paid in another currency than the shop's.</summary>
    public bool IsForeign { get; init; }

    /// <summary>When it really was shipped, where that is not told by its number.</summary>
    public DateTimeOffset? ShippedOn { get; init; }

    /// <summary>When it really was delivered, where that is not told by its number.</summary>
    public DateTimeOffset? DeliveredOn { get; init; }

    /// <summary>The last change, where that is not told by the stage.</summary>
    public DateTimeOffset? ChangedOn { get; init; }

    public long Id => DemoIds.Of(DemoIds.Order, Number);

    public string Name => $"#{1000 + Number}";

    public int Subtotal => Lines.Sum(line => line.Price * line.Quantity) - Discount;

    public string Currency => IsForeign ? Customer.Shop.ForeignCurrency : Customer.Shop.Currency;

    public int Shipping => IsForeign ? Customer.Shop.InForeign(ShippingAtHome) : ShippingAtHome;

    public int Total => Subtotal + Shipping;

    public bool IsShipped => Stage is not (DemoStage.Unpaid or DemoStage.Paid or DemoStage.Cancelled);

    public bool IsDelivered => Stage is DemoStage.Delivered or DemoStage.Refunded or DemoStage.PartlyRefunded or DemoStage.PartlySent;

    public DateTimeOffset ShippedAt => ShippedOn ?? At.AddHours(17 + (Number % 9));

    public DateTimeOffset DeliveredAt => DeliveredOn ?? ShippedAt.AddHours(Customer.IsAbroad ? 150 + (Number % 40) : 26 + (Number % 17));

    /// <summary>When it went wrong, where it did.</summary>
    public DateTimeOffset TroubleAt => ShippedAt.AddHours(22);

    public DateTimeOffset RefundedAt => DeliveredAt.AddHours(70 + (Number % 31));

    public DateTimeOffset CancelledAt => At.AddHours(2 + (Number % 5));

    public string Tracking => DemoCarriers.Tracking(Customer.Shop, Carrier, Number);

    private int ShippingAtHome => Customer.IsAbroad ? Customer.Shop.ShippingAbroad
        : Subtotal >= Customer.Shop.FreeFrom || Contract is not null ? 0
        : Customer.Shop.Shipping;

    /// <summary>The pieces of a line that are still to be sent.</summary>
    public int PiecesToSend(int line) => Stage switch
    {
        DemoStage.Unpaid or DemoStage.Paid => Lines[line].Quantity,
        DemoStage.PartlySent => line == Lines.Count - 1 ? Lines[line].Quantity : 0,
        _ => 0,
    };
}

/// <summary>A subscription.</summary>
internal sealed class DemoContract
{
    public required int Index { get; init; }

    public required DemoCustomer Customer { get; init; }

    public required string Status { get; init; }

    public required int IntervalDays { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was paused, cancelled, expired or failed; null while it is active.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public bool SkipsNext { get; init; }

    public List<DemoOrder> Orders { get; } = [];

    public long Id => DemoIds.Of(DemoIds.Contract, Index);

    public DateTimeOffset NextAt => Orders[^1].At.AddDays(IntervalDays);
}

/// <summary>An agent of the demo shop.</summary>
internal sealed record DemoAgent(string Handle, string Name);

/// <summary>A step of a demo conversation. A topic is what a customer asks, as <see cref="ThreadTexts"/> knows it; null where there is no ready answer.</summary>
internal readonly record struct DemoStep(MessageKind Kind, DateTimeOffset At, string Text, DemoAgent? Agent, string? Topic = null);

/// <summary>A conversation of the demo shop, with the order it is about, if there is one.</summary>
internal sealed record DemoThread
{
    public required int Index { get; init; }

    public required DemoCustomer Customer { get; init; }

    public DemoOrder? Order { get; init; }

    /// <summary>What is talked about.</summary>
    public required DemoProduct Product { get; init; }

    public required Channel Channel { get; init; }

    public required string Subject { get; init; }

    /// <summary>The kind of thread it was made of; null where its words are its own.</summary>
    public string? Family { get; init; }

    public required IReadOnlyList<DemoStep> Steps { get; init; }

    /// <summary>Until when a colleague put it aside.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>The thread's key when it began after the shop was made.</summary>
    public string? LiveKey { get; init; }

    public DateTimeOffset LastAt => Steps[^1].At;

    public bool IsOpen => Steps[^1].Kind is not MessageKind.Closed;

    /// <summary>Since when it waits; the last step's time where it does not.</summary>
    public DateTimeOffset WaitingSince => Steps.Reverse().TakeWhile(step => step.Kind is not MessageKind.Agent)
        .LastOrDefault(step => step.Kind is MessageKind.Customer, Steps[^1]).At;

    public bool IsWaiting => Steps.LastOrDefault(step => step.Kind is not MessageKind.Note).Kind is MessageKind.Customer;
}

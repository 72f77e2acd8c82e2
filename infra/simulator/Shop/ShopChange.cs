namespace ShopSupport.Simulator.Shop;

/// <summary>Something that happened in a shop. What Shopify tells the app of it is decided in one place, which reads these.</summary>
internal abstract record ShopChange(DateTimeOffset At);

internal sealed record OrderPlaced(Order Order, DateTimeOffset At) : ShopChange(At);

/// <summary>Something of the order is other than before, and nothing else tells of it.</summary>
internal sealed record OrderUpdated(Order Order, DateTimeOffset At) : ShopChange(At);

internal sealed record OrderEdited(Order Order, IReadOnlyList<ParcelLine> Added, IReadOnlyList<ParcelLine> Removed, DateTimeOffset At) : ShopChange(At)
{
    /// <summary>Whether the customer was written to.</summary>
    public bool IsTold { get; init; }

    public string? StaffNote { get; init; }
}

internal sealed record OrderPaid(Order Order, OrderTransaction Transaction, DateTimeOffset At) : ShopChange(At);

internal sealed record OrderCancelled(Order Order, DateTimeOffset At) : ShopChange(At);

internal sealed record OrderDeleted(long OrderId, DateTimeOffset At) : ShopChange(At);

internal sealed record ParcelSent(Order Order, Fulfillment Parcel, DateTimeOffset At) : ShopChange(At);

internal sealed record ParcelChanged(Order Order, Fulfillment Parcel, DateTimeOffset At) : ShopChange(At);

internal sealed record ParcelSeen(Order Order, Fulfillment Parcel, FulfillmentEvent Event, DateTimeOffset At) : ShopChange(At);

internal sealed record MoneyReturned(Order Order, Refund Refund, DateTimeOffset At) : ShopChange(At);

/// <param name="Step">request, approve, decline, close or cancel.</param>
internal sealed record ReturnMoved(Order Order, Return Return, string Step, DateTimeOffset At) : ShopChange(At);

/// <param name="Step">create, update or delete.</param>
internal sealed record DiscountMoved(DiscountCode Discount, string Step, DateTimeOffset At) : ShopChange(At);

/// <param name="Step">create, update or delete.</param>
internal sealed record DraftMoved(DraftOrder Draft, string Step, DateTimeOffset At) : ShopChange(At);

/// <summary>Shopify wrote to a customer: a refund, a cancellation, an invoice …</summary>
internal sealed record MailSent(string Kind, string To, DateTimeOffset At) : ShopChange(At);

internal sealed record StockMoved(InventoryLevel Level, DateTimeOffset At) : ShopChange(At);

internal sealed record ProductUpdated(Product Product, DateTimeOffset At) : ShopChange(At);

internal sealed record CustomerUpdated(Customer Customer, DateTimeOffset At) : ShopChange(At);

internal sealed record CustomerTagged(Customer Customer, IReadOnlyList<string> Added, IReadOnlyList<string> Removed, DateTimeOffset At) : ShopChange(At);

internal sealed record ConsentGiven(Customer Customer, DateTimeOffset At) : ShopChange(At);

internal sealed record CustomersMerged(long KeptId, long GoneId, DateTimeOffset At) : ShopChange(At);

internal sealed record CustomerDeleted(long CustomerId, DateTimeOffset At) : ShopChange(At);

/// <param name="IsErasure">Whether all is to be forgotten; else it is to be told what is kept.</param>
internal sealed record LawAsked(Customer Customer, IReadOnlyList<long> Orders, bool IsErasure, DateTimeOffset At) : ShopChange(At);

internal sealed record ContractMoved(SubscriptionContract Contract, DateTimeOffset At) : ShopChange(At);

internal sealed record ContractUpdated(SubscriptionContract Contract, DateTimeOffset At) : ShopChange(At);

internal sealed record ContractBilled(SubscriptionContract Contract, BillingAttempt Attempt, DateTimeOffset At) : ShopChange(At);

internal sealed record CycleSkipped(SubscriptionContract Contract, SkippedCycle Cycle, bool IsSkipped, DateTimeOffset At) : ShopChange(At);

internal sealed record ShopUpdated(ShopProfile Shop, DateTimeOffset At) : ShopChange(At);

internal sealed record ScopesChanged(IReadOnlyList<string> Before, IReadOnlyList<string> Now, DateTimeOffset At) : ShopChange(At);

/// <summary>Two days after the app was taken off.</summary>
internal sealed record ShopErased(ShopProfile Shop, DateTimeOffset At) : ShopChange(At);

internal sealed record AppUninstalled(ShopProfile Shop, DateTimeOffset At) : ShopChange(At);

internal sealed record BulkFinished(long OperationId, string Status, string? ErrorCode, DateTimeOffset CreatedAt, DateTimeOffset At) : ShopChange(At);

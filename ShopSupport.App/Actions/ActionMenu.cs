using ShopSupport.Core.Panel;

namespace ShopSupport.App.Actions;

/// <summary>
/// What can be done to what stands in the panel, by the names of <see cref="Core.Actions.IActionKind"/>. It offers what our rows
/// leave open; the confirmation asks the shop itself.
/// </summary>
internal static class ActionMenu
{
    /// <summary>What can be done to a customer.</summary>
    public static IReadOnlyList<string> OfCustomer { get; } = ["discount_code", "customer_note", "customer_tags", "customer_flag"];

    /// <summary>What helps with a parcel first, then with money, then what only the shop sees.</summary>
    public static IEnumerable<string> Of(PanelOrder order) => Offered(order).Where(one => one.IsOpen).Select(one => one.Kind);

    private static IEnumerable<(string Kind, bool IsOpen)> Offered(PanelOrder order)
    {
        var (isKept, isUnsent, wasSent) = (order.CancelledAt is null, order is { CancelledAt: null, FulfillmentStatus: null }, order.FulfillmentStatus is "fulfilled" or "partial");
        yield return ("edit_order", isUnsent);
        yield return ("change_address", isUnsent);
        yield return ("tracking", isKept && wasSent);
        yield return ("approve_return", order.Returns.Any(one => one.Status is "requested"));
        yield return ("decline_return", order.Returns.Any(one => one.Status is "requested"));
        yield return ("close_return", order.Returns.Any(one => one.Status is "open"));
        yield return ("create_return", isKept && wasSent);
        yield return ("request_return", isKept && wasSent);
        yield return ("refund", order.FinancialStatus is "paid" or "partially_paid" or "partially_refunded" && !order.IsRefundedInFull);
        yield return ("cancel_order", isUnsent);
        yield return ("replacement", isKept && wasSent);
        yield return ("draft_order", true);
        yield return ("send_invoice", isKept && order.FinancialStatus is "pending" or "partially_paid");
        yield return ("order_note", true);
        yield return ("order_tags", true);
    }

    /// <summary>Ending is always among them while there is something to end.</summary>
    public static IReadOnlyList<string> Of(PanelSubscription subscription) => subscription.Status switch
    {
        "active" => ["skip_cycle", "move_next_date", "pause_contract", "cancel_contract"],
        "paused" => ["resume_contract", "cancel_contract"],
        _ => [],
    };
}

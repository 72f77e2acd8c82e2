using ShopSupport.Core.Panel;

namespace ShopSupport.App.Actions;

/// <summary>
/// What can be done to what stands in the panel, by the names of <see cref="Core.Actions.IActionKind"/>. It offers what our rows
/// leave open; the confirmation asks the shop itself.
/// </summary>
internal static class ActionMenu
{
    public static IEnumerable<string> Of(PanelOrder order)
    {
        if (order is { CancelledAt: null, FulfillmentStatus: null })
        {
            yield return "cancel_order";
        }

        if (order.FinancialStatus is "paid" or "partially_paid" or "partially_refunded" && !order.IsRefundedInFull)
        {
            yield return "refund";
        }

        yield return "order_tags";
    }

    /// <summary>Ending is always among them while there is something to end.</summary>
    public static IReadOnlyList<string> Of(PanelSubscription subscription) => subscription.Status switch
    {
        "active" => ["skip_cycle", "move_next_date", "pause_contract", "cancel_contract"],
        "paused" => ["resume_contract", "cancel_contract"],
        _ => [],
    };
}

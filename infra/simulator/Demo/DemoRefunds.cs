using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Demo;

/// <summary>What the demo shop gave back.</summary>
internal static class DemoRefunds
{
    /// <summary>All of an order that was cancelled or came back; one piece of the first line where only that was broken.</summary>
    public static Refund[] Of(DemoOrder order) =>
        order.Stage is DemoStage.Refunded or DemoStage.PartlyRefunded or DemoStage.Cancelled ? [Refund(order)] : [];

    private static Refund Refund(DemoOrder order)
    {
        var isPart = order.Stage is DemoStage.PartlyRefunded;
        var amount = isPart ? Math.Min(order.Lines[0].Price, order.Total) : order.Total;
        var at = order.Stage is DemoStage.Cancelled ? order.CancelledAt : order.RefundedAt;
        return new()
        {
            Id = DemoIds.Of(DemoIds.Refund, order.Number),
            At = at,
            Note = order.Reason ?? Note(order),
            Amount = amount,
            Shipping = isPart ? 0 : order.Shipping,
            ShippingId = isPart || order.Shipping == 0 ? null : DemoIds.Of(DemoIds.RefundShipping, order.Number),
            Lines = [.. Enumerable.Range(0, isPart ? 1 : order.Lines.Count).Select(i => Line(order, i, isPart))],
            Transactions = [new(DemoIds.Of(DemoIds.Transaction, order.Number), "refund", "success", "shopify_payments", amount, at) { ParentId = DemoIds.Of(DemoIds.Sale, order.Number) }],
        };
    }

    private static RefundLine Line(DemoOrder order, int index, bool isPart)
    {
        var line = order.Lines[index];
        var quantity = isPart ? 1 : line.Quantity;
        return new(
            DemoIds.Of(DemoIds.RefundLine, ((long)order.Number * DemoOrders.LinesAtMost) + index),
            DemoOrders.LineId(order, index),
            quantity,
            order.Stage is DemoStage.Cancelled ? "cancel" : "no_restock",
            (long)line.Price * quantity);
    }

    private static string Note(DemoOrder order) => (order.Stage, order.Customer.Shop.IsEnglish) switch
    {
        (DemoStage.Cancelled, true) => "Cancelled before shipping",
        (DemoStage.Cancelled, false) => "発送前キャンセル",
        (_, true) => "Arrived damaged",
        (_, false) => "到着時破損",
    };
}

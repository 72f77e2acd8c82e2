using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Money that went back.</summary>
internal static class RefundPayloads
{
    public static void Refunds(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("refunds");
        foreach (var refund in order.Refunds)
        {
            json.WriteStartObject();
            Refund(json, (order, refund));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Refund(Utf8JsonWriter json, (Order Order, Refund Refund) given)
    {
        var (order, refund) = given;
        json.Id("Refund", refund.Id);
        json.WriteNumber("order_id", order.Id);
        json.WriteString("note", refund.Note);
        json.WriteBoolean("restock", refund.Lines.Any(line => line.RestockType is "cancel" or "return"));
        json.Time("created_at", refund.At);
        json.Time("processed_at", refund.At);
        json.WriteStartArray("refund_line_items");
        foreach (var line in refund.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("id", line.Id);
            json.WriteNumber("line_item_id", line.LineItemId);
            json.WriteNumber("quantity", line.Quantity);
            json.WriteNumber("location_id", line.LocationId);
            json.WriteString("restock_type", line.RestockType);
            json.Money("subtotal", line.Subtotal, order.Currency);
            json.MoneySet("subtotal_set", line.Subtotal, order.Currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("transactions");
        foreach (var transaction in refund.Transactions)
        {
            json.WriteStartObject();
            Transaction(json, (order, transaction));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Adjustment(json, order, refund);
        ShippingLine(json, order, refund);
    }

    // What went back beside or short of what the pieces were worth.
    private static void Adjustment(Utf8JsonWriter json, Order order, Refund refund)
    {
        json.WriteStartArray("order_adjustments");
        if (refund.AdjustmentId is { } id)
        {
            json.WriteStartObject();
            json.Id("OrderAdjustment", id);
            json.WriteNumber("order_id", order.Id);
            json.WriteNumber("refund_id", refund.Id);
            json.Money("amount", refund.Worth - refund.Amount, order.Currency);
            json.Money("tax_amount", 0, order.Currency);
            json.WriteString("kind", "refund_discrepancy");
            json.WriteString("reason", "Refund discrepancy");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void ShippingLine(Utf8JsonWriter json, Order order, Refund refund)
    {
        json.WriteStartArray("refund_shipping_lines");
        if (refund.ShippingId is { } id)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.MoneySet("subtotal_amount_set", refund.Shipping, order.Currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Transaction(Utf8JsonWriter json, (Order Order, OrderTransaction Transaction) moved)
    {
        var (order, transaction) = moved;
        json.Id("OrderTransaction", transaction.Id);
        json.WriteNumber("order_id", order.Id);
        json.WriteNumber("parent_id", transaction.ParentId);
        json.WriteString("kind", transaction.Kind);
        json.WriteString("status", transaction.Status);
        json.WriteString("gateway", transaction.Gateway);
        json.Money("amount", transaction.Amount, order.Currency);
        json.WriteString("currency", order.Currency);
        json.Time("created_at", transaction.At);
        json.Time("processed_at", transaction.At);
    }
}

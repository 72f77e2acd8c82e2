using System.Text.Json;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Simulator.Payloads;

/// <summary>The lists inside an order.</summary>
internal static class OrderParts
{
    private const int LinesAtMost = 8;

    public static void Lines(Utf8JsonWriter json, DemoOrder order)
    {
        json.WriteStartArray("line_items");
        for (var i = 0; i < order.Lines.Count; i++)
        {
            Line(json, order, i);
        }

        json.WriteEndArray();
    }

    public static void ShippingLines(Utf8JsonWriter json, DemoOrder order)
    {
        json.WriteStartArray("shipping_lines");
        json.WriteStartObject();
        json.WriteString("title", Carrier(order));
        json.Money("price", order.Shipping, order.Currency);
        json.MoneySet("price_set", order.Shipping, order.Currency);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static void Fulfillments(Utf8JsonWriter json, DemoOrder order)
    {
        json.WriteStartArray("fulfillments");
        if (order.IsShipped)
        {
            var url = DemoCarriers.Url(order.Customer.Shop, order.Carrier, order.Tracking, order.Customer.Shop.IsEnglish);
            json.WriteStartObject();
            json.Id("Fulfillment", DemoIds.Of(DemoIds.Fulfillment, order.Number));
            json.WriteNumber("order_id", order.Id);
            json.WriteString("name", $"{order.Name}.1");
            json.WriteString("status", "success");
            json.WriteString("service", "manual");
            json.WriteString("shipment_status", ShipmentStatus(order));
            json.WriteString("tracking_company", Carrier(order));
            json.WriteString("tracking_number", order.Tracking);
            Single(json, "tracking_numbers", order.Tracking);
            json.WriteString("tracking_url", url);
            Single(json, "tracking_urls", url);
            json.WriteNumber("location_id", DemoIds.Of(DemoIds.Location, (order.Number % 2) + 1));
            json.Time("created_at", order.ShippedAt);
            json.Time("updated_at", order.Stage is DemoStage.PartlySent || order.IsDelivered ? order.DeliveredAt : OrderPayloads.UpdatedAt(order));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Refunds(Utf8JsonWriter json, DemoOrder order)
    {
        json.WriteStartArray("refunds");
        if (order.Stage is DemoStage.Refunded or DemoStage.PartlyRefunded or DemoStage.Cancelled)
        {
            Refund(json, order);
        }

        json.WriteEndArray();
    }

    /// <summary>All of it, or one piece of the first line.</summary>
    public static int RefundedAmount(DemoOrder order) =>
        order.Stage is DemoStage.PartlyRefunded ? Math.Min(order.Lines[0].Price, order.Total) : order.Total;

    private static void Line(Utf8JsonWriter json, DemoOrder order, int index)
    {
        var line = order.Lines[index];
        var isBack = order.Stage is DemoStage.Cancelled or DemoStage.Refunded;
        var left = isBack ? 0 : order.Stage is DemoStage.PartlyRefunded && index == 0 ? line.Quantity - 1 : line.Quantity;
        json.WriteStartObject();
        json.Id("LineItem", DemoIds.Of(DemoIds.Line, ((long)order.Number * LinesAtMost) + index));
        json.WriteNumber("product_id", line.Product.Id);
        json.WriteNumber("variant_id", line.Variant.Id);
        json.WriteString("title", line.Product.Title);
        json.WriteString("variant_title", line.Variant.Title);
        json.WriteString("name", line.Variant.Title is null ? line.Product.Title : $"{line.Product.Title} - {line.Variant.Title}");
        json.WriteString("sku", line.Variant.Sku);
        json.WriteString("vendor", order.Customer.Shop.Name);
        json.WriteNumber("quantity", line.Quantity);
        json.WriteNumber("current_quantity", left);
        json.WriteNumber("fulfillable_quantity", order.PiecesToSend(index));
        json.WriteString("fulfillment_status", order.IsShipped && order.PiecesToSend(index) == 0 ? "fulfilled" : null);
        json.Money("price", line.Price, order.Currency);
        json.MoneySet("price_set", line.Price, order.Currency);
        json.Money("total_discount", 0, order.Currency);
        json.WriteBoolean("requires_shipping", value: true);
        json.WriteBoolean("gift_card", value: false);
        json.WriteBoolean("taxable", value: true);
        json.WriteBoolean("product_exists", value: true);
        json.WriteEndObject();
    }

    private static void Refund(Utf8JsonWriter json, DemoOrder order)
    {
        var at = order.Stage is DemoStage.Cancelled ? order.CancelledAt : order.RefundedAt;
        json.WriteStartObject();
        json.Id("Refund", DemoIds.Of(DemoIds.Refund, order.Number));
        json.WriteNumber("order_id", order.Id);
        json.WriteString("note", order.Reason ?? (order.Stage, order.Customer.Shop.IsEnglish) switch
        {
            (DemoStage.Cancelled, true) => "Cancelled before shipping",
            (DemoStage.Cancelled, false) => "発送前キャンセル",
            (_, true) => "Arrived damaged",
            (_, false) => "到着時破損",
        });
        json.WriteBoolean("restock", order.Stage is DemoStage.Cancelled);
        json.Time("created_at", at);
        json.Time("processed_at", at);
        json.WriteStartArray("refund_line_items");
        for (var i = 0; i < (order.Stage is DemoStage.PartlyRefunded ? 1 : order.Lines.Count); i++)
        {
            RefundLine(json, order, i);
        }

        json.WriteEndArray();
        json.WriteStartArray("transactions");
        json.WriteStartObject();
        json.Id("OrderTransaction", DemoIds.Of(DemoIds.Transaction, order.Number));
        json.WriteNumber("order_id", order.Id);
        json.WriteString("kind", "refund");
        json.WriteString("status", "success");
        json.WriteString("gateway", "shopify_payments");
        json.Money("amount", RefundedAmount(order), order.Currency);
        json.WriteString("currency", order.Currency);
        json.Time("created_at", at);
        json.Time("processed_at", at);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("order_adjustments");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void RefundLine(Utf8JsonWriter json, DemoOrder order, int index)
    {
        var line = order.Lines[index];
        var quantity = order.Stage is DemoStage.PartlyRefunded ? 1 : line.Quantity;
        json.WriteStartObject();
        json.WriteNumber("id", DemoIds.Of(DemoIds.RefundLine, ((long)order.Number * LinesAtMost) + index));
        json.WriteNumber("line_item_id", DemoIds.Of(DemoIds.Line, ((long)order.Number * LinesAtMost) + index));
        json.WriteNumber("quantity", quantity);
        json.WriteString("restock_type", order.Stage is DemoStage.Cancelled ? "cancel" : "no_restock");
        json.Money("subtotal", line.Price * quantity, order.Currency);
        json.MoneySet("subtotal_set", line.Price * quantity, order.Currency);
        json.WriteEndObject();
    }

    private static string ShipmentStatus(DemoOrder order) => order.Stage switch
    {
        DemoStage.InTransit => "in_transit",
        DemoStage.OutForDelivery => "out_for_delivery",
        DemoStage.Attempted => "attempted_delivery",
        DemoStage.Undeliverable => "failure",
        DemoStage.Delayed => "delayed",
        _ => "delivered",
    };

    private static string Carrier(DemoOrder order) => DemoCarriers.Name(order.Customer.Shop, order.Carrier, order.Customer.Shop.IsEnglish);

    private static void Single(Utf8JsonWriter json, string property, string value)
    {
        json.WriteStartArray(property);
        json.WriteStringValue(value);
        json.WriteEndArray();
    }
}

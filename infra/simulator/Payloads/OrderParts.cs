using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>The lists inside an order.</summary>
internal static class OrderParts
{
    public static void Lines(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("line_items");
        foreach (var line in order.Lines)
        {
            Line(json, order, line);
        }

        json.WriteEndArray();
    }

    public static void ShippingLines(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("shipping_lines");
        json.WriteStartObject();
        json.WriteString("title", order.ShippingTitle);
        json.Money("price", order.Shipping, order.Currency);
        json.MoneySet("price_set", order.Shipping, order.Currency);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Line(Utf8JsonWriter json, Order order, LineItem line)
    {
        json.WriteStartObject();
        json.Id("LineItem", line.Id);
        json.WriteNumber("product_id", line.ProductId);
        json.WriteNumber("variant_id", line.VariantId);
        json.WriteString("title", line.Title);
        json.WriteString("variant_title", line.VariantTitle);
        json.WriteString("name", line.Name);
        json.WriteString("sku", line.Sku);
        json.WriteString("vendor", line.Vendor);
        json.WriteNumber("quantity", line.Quantity);
        json.WriteNumber("current_quantity", line.CurrentQuantity);
        json.WriteNumber("fulfillable_quantity", line.FulfillableQuantity);
        json.WriteString("fulfillment_status", line.FulfillableQuantity == 0 && order.FulfillmentStatus is not null ? "fulfilled" : null);
        json.Money("price", line.Price, order.Currency);
        json.MoneySet("price_set", line.Price, order.Currency);
        json.Money("total_discount", 0, order.Currency);
        json.WriteBoolean("requires_shipping", value: true);
        json.WriteBoolean("gift_card", value: false);
        json.WriteBoolean("taxable", value: true);
        json.WriteBoolean("product_exists", value: line.ProductId is not null);
        json.WriteEndObject();
    }
}

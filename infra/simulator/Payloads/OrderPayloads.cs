using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Orders in their final state, and what is told of them beside.</summary>
internal static class OrderPayloads
{
    public static void Order(Utf8JsonWriter json, (DemoOrder Order, DateTimeOffset Since) placed)
    {
        var order = placed.Order;
        json.Id("Order", order.Id);
        json.WriteString("name", order.Name);
        json.WriteNumber("number", order.Number);
        json.WriteNumber("order_number", 1000 + order.Number);
        json.WriteString("email", order.Customer.Email);
        json.WriteString("contact_email", order.Customer.Email);
        json.WriteString("phone", order.Customer.Phone);
        json.WriteString("customer_locale", order.Customer.IsEnglish ? "en" : "ja");
        json.Time("created_at", order.At);
        json.Time("processed_at", order.At);
        json.Time("updated_at", UpdatedAt(order));
        json.Time("closed_at", order.IsDelivered && order.Stage is not DemoStage.PartlySent ? order.DeliveredAt : null);
        json.Time("cancelled_at", order.Stage is DemoStage.Cancelled ? order.CancelledAt : null);
        json.WriteString("cancel_reason", order.Stage is DemoStage.Cancelled ? "customer" : null);
        json.WriteString("financial_status", FinancialStatus(order));
        json.WriteString("fulfillment_status", order.Stage is DemoStage.PartlySent ? "partial" : order.IsShipped ? "fulfilled" : null);
        json.WriteString("source_name", order.Contract is null ? "web" : "subscription_contract");
        json.WriteString("tags", order.Contract is null ? "" : order.Customer.Shop.IsEnglish ? "subscription" : "定期便");
        json.WriteString("note", order.Note);
        json.WriteBoolean("test", value: false);
        json.WriteBoolean("confirmed", value: true);
        json.WriteString("order_status_url", string.Create(CultureInfo.InvariantCulture, $"https://{order.Customer.Shop.Site}/orders/{order.Id:x}"));
        Amounts(json, order);
        json.WriteStartObject("customer");
        CustomerPayloads.Core(json, order.Customer, placed.Since);
        json.WriteEndObject();
        json.Address("shipping_address", order.Customer);
        json.Address("billing_address", order.Customer);
        OrderParts.Lines(json, order);
        OrderParts.ShippingLines(json, order);
        OrderParts.Fulfillments(json, order);
        OrderParts.Refunds(json, order);
    }

    public static void FulfillmentEvent(Utf8JsonWriter json, (DemoOrder Order, int Step, string Status, DateTimeOffset At) told)
    {
        var order = told.Order;
        json.Id("FulfillmentEvent", DemoIds.Of(DemoIds.FulfillmentEvent, (order.Number * 5L) + told.Step));
        json.WriteNumber("fulfillment_id", DemoIds.Of(DemoIds.Fulfillment, order.Number));
        json.WriteNumber("order_id", order.Id);
        json.WriteNumber("shop_id", DemoIds.Of(DemoIds.Shop, 1));
        json.WriteString("status", told.Status);
        json.WriteString("city", order.Customer.Address.City);
        json.WriteString("province", order.Customer.Address.Province);
        json.WriteString("country", order.Customer.Address.Country);
        json.Time("happened_at", told.At);
        json.Time("created_at", told.At);
        json.Time("updated_at", told.At);
    }

    public static void Return(Utf8JsonWriter json, (DemoOrder Order, string Status) asked)
    {
        json.Id("Return", DemoIds.Of(DemoIds.Return, asked.Order.Number));
        json.WriteString("status", asked.Status);
        json.WriteString("name", $"{asked.Order.Name}-R1");
        json.WriteStartObject("order");
        json.Id("Order", asked.Order.Id);
        json.WriteEndObject();
        json.WriteNumber("total_return_line_items", 1);
        json.WriteStartArray("return_line_items");
        json.WriteEndArray();
    }

    public static DateTimeOffset UpdatedAt(DemoOrder order) => order.ChangedOn ?? order.Stage switch
    {
        DemoStage.Unpaid => order.At,
        DemoStage.Paid => order.At.AddSeconds(40),
        DemoStage.InTransit => order.ShippedAt,
        DemoStage.OutForDelivery => order.ShippedAt.AddHours(20),
        DemoStage.Delivered => order.DeliveredAt,
        DemoStage.Cancelled => order.CancelledAt,
        DemoStage.Refunded or DemoStage.PartlyRefunded => order.RefundedAt,
        DemoStage.PartlySent => order.DeliveredAt,
        DemoStage.Attempted or DemoStage.Undeliverable or DemoStage.Delayed => order.ShippedAt.AddHours(22),
    };

    private static string FinancialStatus(DemoOrder order) => order.Stage switch
    {
        DemoStage.Unpaid => "pending",
        DemoStage.Cancelled or DemoStage.Refunded => "refunded",
        DemoStage.PartlyRefunded => "partially_refunded",
        _ => "paid",
    };

    private static void Amounts(Utf8JsonWriter json, DemoOrder order)
    {
        var left = order.Stage switch
        {
            DemoStage.Cancelled or DemoStage.Refunded => 0,
            DemoStage.PartlyRefunded => order.Total - OrderParts.RefundedAmount(order),
            _ => order.Total,
        };
        json.WriteString("currency", order.Currency);
        json.WriteString("presentment_currency", order.Currency);
        json.Money("total_price", order.Total, order.Currency);
        json.Money("subtotal_price", order.Subtotal, order.Currency);
        json.Money("total_line_items_price", order.Subtotal + order.Discount, order.Currency);
        json.Money("total_discounts", order.Discount, order.Currency);
        json.Money("total_tax", order.Customer.Shop.IsEnglish ? 0 : order.Total * 8 / 108, order.Currency);
        json.Money("total_outstanding", order.Stage is DemoStage.Unpaid ? order.Total : 0, order.Currency);
        json.MoneySet("total_price_set", order.Total, order.Currency);
        json.MoneySet("total_shipping_price_set", order.Shipping, order.Currency);
        json.Money("current_total_price", left, order.Currency);
        json.WriteBoolean("taxes_included", value: true);
        json.WriteStartArray("payment_gateway_names");
        json.WriteStringValue(order.Stage is DemoStage.Unpaid ? order.Customer.Shop.IsEnglish ? "bank_deposit" : "konbini" : "shopify_payments");
        json.WriteEndArray();
        json.WriteStartArray("discount_codes");
        if (order.Discount > 0)
        {
            json.WriteStartObject();
            json.WriteString("code", order.Customer.Shop.OffCode);
            json.Money("amount", order.Discount, order.Currency);
            json.WriteString("type", "fixed_amount");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

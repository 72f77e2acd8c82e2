using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Orders as they are now, and what is told of a change to one.</summary>
internal static class OrderPayloads
{
    public static void Order(Utf8JsonWriter json, (Order Order, Customer? Customer) placed)
    {
        var order = placed.Order;
        json.Id("Order", order.Id);
        json.WriteString("name", order.Name);
        json.WriteNumber("number", order.Number);
        json.WriteNumber("order_number", 1000 + order.Number);
        json.WriteString("email", order.Email);
        json.WriteString("contact_email", order.Email);
        json.WriteString("phone", order.Phone);
        json.WriteString("customer_locale", order.Locale);
        json.Time("created_at", order.CreatedAt);
        json.Time("processed_at", order.ProcessedAt);
        json.Time("updated_at", order.UpdatedAt);
        json.Time("closed_at", order.ClosedAt);
        json.Time("cancelled_at", order.CancelledAt);
        json.WriteString("cancel_reason", order.CancelReason);
        json.WriteString("financial_status", order.FinancialStatus);
        json.WriteString("fulfillment_status", order.FulfillmentStatus);
        json.WriteString("source_name", order.SourceName);
        json.WriteString("tags", string.Join(", ", order.Tags));
        json.WriteString("note", order.Note);
        json.WriteString("po_number", order.PoNumber);
        Attributes(json, order);
        json.WriteBoolean("test", value: false);
        json.WriteBoolean("confirmed", value: true);
        json.WriteString("order_status_url", order.StatusUrl);
        Amounts(json, order);
        if (placed.Customer is { } customer)
        {
            json.WriteStartObject("customer");
            CustomerPayloads.Core(json, customer);
            json.WriteEndObject();
        }

        json.Address("shipping_address", order.Address);
        json.Address("billing_address", order.BilledTo ?? order.Address);
        OrderParts.Lines(json, order);
        OrderParts.ShippingLines(json, order);
        ParcelPayloads.Parcels(json, order);
        RefundPayloads.Refunds(json, order);
    }

    /// <summary>Which lines an edit added or took pieces from.</summary>
    public static void Edited(Utf8JsonWriter json, (OrderEdited Change, long Id) told)
    {
        var edit = told.Change;
        json.WriteStartObject("order_edit");
        json.WriteNumber("id", told.Id);
        json.WriteNumber("app_id", 1);
        json.Time("created_at", edit.At);
        json.WriteBoolean("notify_customer", edit.IsTold);
        json.WriteNumber("order_id", edit.Order.Id);
        json.WriteString("staff_note", edit.StaffNote);
        json.WriteNull("user_id");
        json.WriteStartObject("line_items");
        Deltas(json, "additions", edit.Added);
        Deltas(json, "removals", edit.Removed);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Nothing but the id of what is gone.</summary>
    public static void Deleted(Utf8JsonWriter json, long id) => json.WriteNumber("id", id);

    private static void Attributes(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("note_attributes");
        foreach (var attribute in order.Attributes)
        {
            json.WriteStartObject();
            json.WriteString("name", attribute.Key);
            json.WriteString("value", attribute.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Deltas(Utf8JsonWriter json, string property, IReadOnlyList<ParcelLine> lines)
    {
        json.WriteStartArray(property);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteNumber("id", line.LineItemId);
            json.WriteNumber("delta", line.Quantity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Amounts(Utf8JsonWriter json, Order order)
    {
        json.WriteString("currency", order.Currency);
        json.WriteString("presentment_currency", order.Currency);
        json.Money("total_price", order.Total, order.Currency);
        json.Money("subtotal_price", order.Subtotal, order.Currency);
        json.Money("total_line_items_price", order.LinesTotal, order.Currency);
        json.Money("total_discounts", order.Discount, order.Currency);
        json.Money("total_tax", order.Tax, order.Currency);
        json.Money("total_outstanding", order.Outstanding, order.Currency);
        json.MoneySet("total_price_set", order.Total, order.Currency);
        json.MoneySet("total_shipping_price_set", order.Shipping, order.Currency);
        json.Money("current_total_price", order.CurrentTotal, order.Currency);
        json.WriteBoolean("taxes_included", value: true);
        json.Texts("payment_gateway_names", [order.Gateway]);
        json.WriteStartArray("discount_codes");
        if (order.DiscountCode is { } code)
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            json.Money("amount", order.Discount, order.Currency);
            json.WriteString("type", "fixed_amount");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

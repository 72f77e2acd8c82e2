using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Drafts of orders.</summary>
internal static class DraftPayloads
{
    public static void Draft(Utf8JsonWriter json, (DraftOrder Draft, Customer? Customer) told)
    {
        var draft = told.Draft;
        json.Id("DraftOrder", draft.Id);
        json.WriteString("name", draft.Name);
        json.WriteString("status", draft.Status);
        json.WriteString("note", draft.Note);
        json.WriteString("email", draft.Email);
        json.WriteString("po_number", draft.PoNumber);
        json.WriteString("currency", draft.Currency);
        json.WriteBoolean("taxes_included", value: true);
        json.WriteString("tags", string.Join(", ", draft.Tags));
        json.WriteString("invoice_url", draft.InvoiceUrl);
        json.Time("invoice_sent_at", draft.InvoiceSentAt);
        json.Time("created_at", draft.CreatedAt);
        json.Time("updated_at", draft.UpdatedAt);
        json.Time("completed_at", draft.CompletedAt);
        json.WriteNumber("order_id", draft.OrderId);
        json.Money("total_price", draft.Total, draft.Currency);
        json.Money("subtotal_price", draft.Subtotal, draft.Currency);
        json.Money("total_tax", draft.Tax, draft.Currency);
        json.Address("shipping_address", draft.Address);
        Lines(json, draft);
        if (told.Customer is { } customer)
        {
            json.WriteStartObject("customer");
            CustomerPayloads.Core(json, customer);
            json.WriteEndObject();
        }
    }

    /// <summary>Nothing but the id of what is gone.</summary>
    public static void Deleted(Utf8JsonWriter json, long id) => json.WriteNumber("id", id);

    /// <summary>A discount, or only its id where it is gone.</summary>
    public static void Discount(Utf8JsonWriter json, DiscountMoved told)
    {
        json.Gid("admin_graphql_api_id", "DiscountCodeNode", told.Discount.Id);
        if (told.Step is not "delete")
        {
            json.WriteString("title", told.Discount.Title);
            json.WriteString("status", told.Discount.StatusAt(told.At).ToUpperInvariant());
            json.Time("created_at", told.Discount.CreatedAt);
            json.Time("updated_at", told.Discount.UpdatedAt);
        }
    }

    private static void Lines(Utf8JsonWriter json, DraftOrder draft)
    {
        json.WriteStartArray("line_items");
        foreach (var line in draft.Lines)
        {
            json.WriteStartObject();
            json.Id("DraftOrderLineItem", line.Item.Id);
            json.WriteNumber("product_id", line.Item.ProductId);
            json.WriteNumber("variant_id", line.Item.VariantId);
            json.WriteString("title", line.Item.Title);
            json.WriteString("name", line.Item.Name);
            json.WriteString("sku", line.Item.Sku);
            json.WriteNumber("quantity", line.Item.Quantity);
            json.WriteBoolean("custom", line.Item.VariantId is null);
            json.Money("price", line.Item.Price, draft.Currency);
            Discount(json, line.Discount, line.Item.Discount, draft.Currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Discount(json, draft.Discount, draft.OrderDiscount, draft.Currency);
    }

    private static void Discount(Utf8JsonWriter json, DraftDiscount? discount, long amount, string currency)
    {
        if (discount is null)
        {
            json.WriteNull("applied_discount");
            return;
        }

        json.WriteStartObject("applied_discount");
        json.WriteString("title", discount.Title);
        json.WriteString("description", discount.Description);
        json.WriteString("value", discount.Fixed is { } each ? JsonWords.Amount(each, currency) : discount.Percent!.Value.ToString(CultureInfo.InvariantCulture));
        json.WriteString("value_type", discount.Fixed is null ? "percentage" : "fixed_amount");
        json.Money("amount", amount, currency);
        json.WriteEndObject();
    }
}

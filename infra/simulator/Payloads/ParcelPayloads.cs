using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Parcels, where they were seen, and what comes back.</summary>
internal static class ParcelPayloads
{
    public static void Parcels(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("fulfillments");
        foreach (var parcel in order.Fulfillments)
        {
            json.WriteStartObject();
            Parcel(json, (order, parcel));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Parcel(Utf8JsonWriter json, (Order Order, Fulfillment Parcel) sent)
    {
        var parcel = sent.Parcel;
        json.Id("Fulfillment", parcel.Id);
        json.WriteNumber("order_id", sent.Order.Id);
        json.WriteString("name", parcel.Name);
        json.WriteString("status", parcel.Status);
        json.WriteString("service", "manual");
        json.WriteString("shipment_status", parcel.ShipmentStatus);
        json.WriteString("tracking_company", parcel.Company);
        json.WriteString("tracking_number", parcel.TrackingNumber);
        json.Texts("tracking_numbers", parcel.TrackingNumber is { } number ? [number] : []);
        json.WriteString("tracking_url", parcel.TrackingUrl);
        json.Texts("tracking_urls", parcel.TrackingUrl is { } url ? [url] : []);
        json.WriteNumber("location_id", parcel.LocationId);
        json.WriteStartArray("line_items");
        foreach (var line in parcel.Lines)
        {
            json.WriteStartObject();
            json.Id("LineItem", line.LineItemId);
            json.WriteNumber("quantity", line.Quantity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Time("created_at", parcel.CreatedAt);
        json.Time("updated_at", parcel.UpdatedAt);
    }

    public static void Event(Utf8JsonWriter json, (Order Order, Fulfillment Parcel, FulfillmentEvent Event, long ShopId) told)
    {
        var seen = told.Event;
        json.Id("FulfillmentEvent", seen.Id);
        json.WriteNumber("fulfillment_id", told.Parcel.Id);
        json.WriteNumber("order_id", told.Order.Id);
        json.WriteNumber("shop_id", told.ShopId);
        json.WriteString("status", seen.Status);
        json.WriteString("city", seen.City);
        json.WriteString("province", seen.Province);
        json.WriteString("country", seen.Country);
        json.Time("happened_at", seen.At);
        json.Time("created_at", seen.At);
        json.Time("updated_at", seen.At);
    }

    public static void Return(Utf8JsonWriter json, (Order Order, Return Return) asked)
    {
        json.Id("Return", asked.Return.Id);
        json.WriteString("status", asked.Return.Status);
        json.WriteString("name", asked.Return.Name);
        json.WriteStartObject("order");
        json.Id("Order", asked.Order.Id);
        json.WriteEndObject();
        json.WriteNumber("total_return_line_items", asked.Return.Quantity);
        json.WriteStartArray("return_line_items");
        foreach (var line in asked.Return.Lines)
        {
            json.WriteStartObject();
            json.Id("ReturnLineItem", line.Id);
            json.WriteNumber("quantity", line.Quantity);
            json.WriteString("return_reason_note", line.ReasonNote);
            json.WriteString("customer_note", line.CustomerNote);
            json.WriteStartObject("fulfillment_line_item");
            json.Id("FulfillmentLineItem", line.ParcelLineId);
            json.WriteStartObject("line_item");
            json.Id("LineItem", line.LineItemId);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

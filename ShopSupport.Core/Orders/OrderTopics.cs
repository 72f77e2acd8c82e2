using System.Globalization;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Events;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Orders;

/// <summary>What the topics of orders say. An order's body is a whole snapshot: it stands for lines, fulfilments and refunds too.</summary>
internal static class OrderTopics
{
    public static void Snapshot(Payload body, Changes changes)
    {
        var id = body.OwnId();
        if (body.HoldsOnlyIds)
        {
            changes.AskFor("order", id, "The delivery held only its id.");
            return;
        }

        var currency = body.Currency("currency");
        var created = body.Instant("created_at");
        var customer = body.Child("customer");
        var order = WithDetails(body, new OrderRow
        {
            Id = id,
            ShopifyCustomerId = customer is { } buyer ? new ShopifyCustomerId(buyer.OwnId()) : null,
            Name = body.Text("name", 80) ?? body.Text("order_number", 80) ?? "",
            Currency = currency,
            TotalMinor = body.Money("total_price", currency),
            SubtotalMinor = body.OptionalMoney("subtotal_price", currency) ?? 0,
            DiscountMinor = body.OptionalMoney("total_discounts", currency) ?? 0,
            ShippingMinor = ShippingMinor(body, currency),
            TaxMinor = body.OptionalMoney("total_tax", currency) ?? 0,
            FinancialStatus = body.Text("financial_status", 40),
            FulfillmentStatus = body.Text("fulfillment_status", 40),
            CancelReason = body.Text("cancel_reason", 40),
            CancelledAt = body.Instant("cancelled_at"),
            ClosedAt = body.Instant("closed_at"),
            ProcessedAt = body.Instant("processed_at") ?? created ?? changes.HappenedAt,
            Tags = body.Text("tags", 2000),
            Note = body.Text("note", 4000),
            StatusUrl = body.Text("order_status_url", 2000),
            IsTest = body.Flag("test") ?? false,
            Lines = [.. Lines(body, changes, id, currency).DistinctBy(line => line.Id)],
        });
        changes.Add(order, body.Instant("updated_at"));
        if (customer is { } person)
        {
            CustomerTopics.Embedded(person, changes);
        }

        foreach (var fulfillment in body.Children("fulfillments"))
        {
            FulfillmentTopics.Add(fulfillment, changes, id, Standing.Inside);
        }

        foreach (var refund in body.Children("refunds"))
        {
            RefundTopics.Add(refund, changes, id, currency, Standing.Inside);
        }
    }

    public static void Edited(Payload body, Changes changes)
    {
        var edit = body.Child("order_edit") ?? throw body.Refusal(ProblemKind.Missing, "order_edit");
        var orderId = edit.Id("order_id");
        var at = edit.Instant("committed_at") ?? edit.Instant("created_at") ?? changes.HappenedAt;
        var lines = edit.Child("line_items");
        changes.Add(Happening.Of(EventSubject.Order, orderId, HappeningKind.Edited, edit.OwnId().ToString(CultureInfo.InvariantCulture), at) with
        {
            Contents = string.Join('\n', Deltas(lines, "additions", 1).Concat(Deltas(lines, "removals", -1))),
        });
        changes.AskFor("order", orderId, "An edit names only what it changed.");
    }

    public static void Deleted(Payload body, Changes changes) => changes.AddGone(new OrderRow { Id = body.OwnId(), IsDeleted = true, GoneAt = changes.HappenedAt });

    // Where it goes, how it was paid, and its price in the money that the customer saw.
    private static OrderRow WithDetails(Payload body, OrderRow order)
    {
        var address = body.Child("shipping_address");
        var seen = body.Child("total_price_set")?.Child("presentment_money");
        // A mere addition: what can't be read of it is left out, and the order stays.
        var currency = seen?.Text("currency_code", 10) is { } code && Currency.IsKnown(code) ? code : null;
        return order with
        {
            ShipName = address?.Text("name", 255),
            ShipCountry = address?.Text("country_code", 2),
            ShipZip = address?.Text("zip", 40),
            ShipProvince = address?.Text("province", 100),
            ShipCity = address?.Text("city", 255),
            ShipAddress1 = address?.Text("address1", 500),
            ShipAddress2 = address?.Text("address2", 500),
            Payment = Excerpt.Of(string.Join(", ", body.Texts("payment_gateway_names")), 255) is { Length: > 0 } names ? names : null,
            PresentmentCurrency = currency,
            PresentmentMinor = currency is null ? null : seen!.Value.OptionalMoney("amount", currency),
        };
    }

    private static IEnumerable<string> Deltas(Payload? lines, string property, int sign) =>
        from line in lines?.Children(property) ?? []
        let pieces = line.Number("delta") ?? 0
        where pieces != 0
        select string.Create(CultureInfo.InvariantCulture, $"{line.OwnId()}×{(long)sign * pieces}");

    private static long ShippingMinor(Payload body, string currency) =>
        body.Child("total_shipping_price_set")?.Child("shop_money")?.OptionalMoney("amount", currency)
        ?? body.Sum("shipping_lines", line => line.OptionalMoney("price", currency) ?? 0);

    private static IEnumerable<OrderLineRow> Lines(Payload body, Changes changes, long orderId, string currency)
    {
        var position = 0;
        foreach (var line in body.Children("line_items"))
        {
            var quantity = line.Number("quantity") ?? 0;
            yield return new OrderLineRow
            {
                ShopId = changes.ShopId,
                OrderId = orderId,
                Id = line.OwnId(),
                Position = position++,
                ProductId = line.OptionalId("product_id"),
                VariantId = line.OptionalId("variant_id"),
                Title = line.Text("title", 500) ?? line.Text("name", 500) ?? "",
                VariantTitle = line.Text("variant_title", 255),
                Sku = line.Text("sku", 255),
                Quantity = quantity,
                CurrentQuantity = line.Number("current_quantity") ?? quantity,
                FulfillableQuantity = line.Number("fulfillable_quantity"),
                PriceMinor = line.OptionalMoney("price", currency) ?? 0,
                DiscountMinor = line.OptionalMoney("total_discount", currency) ?? 0,
            };
        }
    }
}

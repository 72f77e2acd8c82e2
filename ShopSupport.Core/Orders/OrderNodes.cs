using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Orders;

/// <summary>What an order of the Admin API says, in the words of webhooks: the desk knows only those.</summary>
internal static class OrderNodes
{
    // What a file leaves out is asked for only where somebody may still write about it.
    private static readonly TimeSpan OfInterest = TimeSpan.FromDays(90);

    public static void Read(Payload node, Changes changes)
    {
        var id = node.OwnId();
        if (node.IsCut("lineItems"))
        {
            changes.AskFor("order", id, "It has more lines than were read.");
            return;
        }

        var currency = node.Currency("currencyCode");
        var processed = node.Instant("processedAt") ?? node.Instant("createdAt") ?? changes.HappenedAt;
        var order = new OrderRow
        {
            Id = id,
            ShopifyCustomerId = node.IdOf("customer") is { } buyer ? new ShopifyCustomerId(buyer) : null,
            Name = node.Text("name", 80) ?? "",
            Currency = currency,
            TotalMinor = node.ShopMoney("totalPriceSet", currency) ?? throw node.Refusal(ProblemKind.Missing, "totalPriceSet"),
            SubtotalMinor = node.ShopMoney("subtotalPriceSet", currency) ?? 0,
            DiscountMinor = node.ShopMoney("totalDiscountsSet", currency) ?? 0,
            ShippingMinor = node.ShopMoney("totalShippingPriceSet", currency) ?? 0,
            TaxMinor = node.ShopMoney("totalTaxSet", currency) ?? 0,
            FinancialStatus = node.Word("displayFinancialStatus"),
            FulfillmentStatus = Fulfilment(node.Text("displayFulfillmentStatus", 40)),
            CancelReason = node.Word("cancelReason"),
            CancelledAt = node.Instant("cancelledAt"),
            ClosedAt = node.Instant("closedAt"),
            ProcessedAt = processed,
            Tags = Payload.Cut(string.Join(", ", node.Texts("tags")), 2000),
            Note = node.Text("note", 4000),
            StatusUrl = node.Text("statusPageUrl", 2000),
            IsTest = node.Flag("test") ?? false,
            Lines = [.. node.Nodes("lineItems").Select((line, i) => Line(line, changes.ShopId, id, i, currency)).DistinctBy(line => line.Id)],
        };
        changes.Add(WithDetails(node, order), node.Instant("updatedAt"), "updatedAt");
        var isWhole = ParcelNodes.Add(node, changes, id) & RefundNodes.Add(node, changes, id, currency);
        if (!isWhole && changes.HappenedAt - processed < OfInterest)
        {
            changes.AskFor("order", id, "A file holds neither where its parcels were seen nor what was given back.");
        }
    }

    /// <summary>Webhooks know three states of a whole order; that a warehouse works on it is none.</summary>
    internal static string? Fulfilment(string? shown) => shown switch
    {
        "FULFILLED" => "fulfilled",
        "PARTIALLY_FULFILLED" => "partial",
        "RESTOCKED" => "restocked",
        _ => null,
    };

    private static OrderRow WithDetails(Payload node, OrderRow order)
    {
        var address = node.Child("shippingAddress");
        var seen = node.Child("totalPriceSet")?.Child("presentmentMoney");
        // A mere addition: what can't be read of it is left out, and the order stays.
        var currency = seen?.Text("currencyCode", 10) is { } code && Currency.IsKnown(code) ? code : null;
        return order with
        {
            ShipName = address?.Text("name", 255),
            ShipCountry = address?.Text("countryCodeV2", 2),
            ShipZip = address?.Text("zip", 40),
            ShipProvince = address?.Text("province", 100),
            ShipCity = address?.Text("city", 255),
            ShipAddress1 = address?.Text("address1", 500),
            ShipAddress2 = address?.Text("address2", 500),
            Payment = Excerpt.Of(string.Join(", ", node.Texts("paymentGatewayNames")), 255) is { Length: > 0 } names ? names : null,
            PresentmentCurrency = currency,
            PresentmentMinor = currency is null ? null : seen!.Value.OptionalMoney("amount", currency),
        };
    }

    private static OrderLineRow Line(Payload line, ShopId shopId, long orderId, int position, string currency)
    {
        var quantity = line.Number("quantity") ?? 0;
        return new OrderLineRow
        {
            ShopId = shopId,
            OrderId = orderId,
            Id = line.OwnId(),
            Position = position,
            ProductId = line.IdOf("product"),
            VariantId = line.IdOf("variant"),
            Title = line.Text("title", 500) ?? line.Text("name", 500) ?? "",
            VariantTitle = line.Text("variantTitle", 255),
            Sku = line.Text("sku", 255),
            Quantity = quantity,
            CurrentQuantity = line.Number("currentQuantity") ?? quantity,
            FulfillableQuantity = line.Number("unfulfilledQuantity"),
            PriceMinor = line.ShopMoney("originalUnitPriceSet", currency) ?? 0,
            DiscountMinor = line.ShopMoney("totalDiscountSet", currency) ?? 0,
        };
    }
}

using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Orders, their lines and their money.</summary>
internal static class OrderAnswers
{
    public static readonly SearchFields<Order> Search = new SearchFields<Order> { Words = order => [order.Name, order.Email, order.Address?.Name] }
        .Time("updated_at", order => order.UpdatedAt)
        .Time("created_at", order => order.CreatedAt)
        .Time("processed_at", order => order.ProcessedAt)
        .Number("id", order => order.Id)
        .Number("customer_id", order => order.CustomerId ?? 0)
        .Text("name", order => [order.Name, order.Name[1..]])
        .Text("email", order => [order.Email])
        .Text("tag", order => order.Tags)
        .Text("tag_not", order => order.Tags.Count == 0 ? ["*"] : [])
        .Text("sku", order => order.Lines.Select(line => line.Sku))
        .Text("source_name", order => [order.SourceName])
        .Text("financial_status", order => [order.FinancialStatus])
        .Text("fulfillment_status", order => [order.FulfillmentStatus ?? "unfulfilled", order.FulfillmentStatus is "fulfilled" ? "shipped" : null])
        .Text("status", order => [order.CancelledAt is not null ? "cancelled" : order.ClosedAt is not null ? "closed" : "open", order.CancelledAt is null ? "not_cancelled" : null]);

    public static void AddTo(AdminAnswers answers)
    {
        answers.For<Order>("Order", new()
        {
            ["id"] = (order, _) => Gid.Of("Order", order.Id),
            ["legacyResourceId"] = (order, _) => order.Id,
            ["name"] = (order, _) => order.Name,
            ["number"] = (order, _) => order.Number,
            ["email"] = (order, _) => order.Email,
            ["phone"] = (order, _) => order.Phone,
            ["customerLocale"] = (order, _) => order.Locale,
            ["createdAt"] = (order, _) => order.CreatedAt,
            ["processedAt"] = (order, _) => order.ProcessedAt,
            ["updatedAt"] = (order, _) => order.UpdatedAt,
            ["closed"] = (order, _) => order.ClosedAt is not null,
            ["closedAt"] = (order, _) => order.ClosedAt,
            ["cancelledAt"] = (order, _) => order.CancelledAt,
            ["cancelReason"] = (order, _) => Words.Enum(order.CancelReason),
            ["confirmed"] = (_, _) => true,
            ["test"] = (_, _) => false,
            ["note"] = (order, _) => order.Note,
            ["poNumber"] = (order, _) => order.PoNumber,
            ["customAttributes"] = (order, _) => order.Attributes,
            ["cancellation"] = (order, _) => order.CancelledAt is null ? null : order,
            ["tags"] = (order, _) => order.Tags,
            ["sourceName"] = (order, _) => order.SourceName,
            ["statusPageUrl"] = (order, _) => order.StatusUrl,
            ["customer"] = (order, ask) => order.CustomerId is { } id ? ask.Shop.Customers.Find(id) : null,
            ["shippingAddress"] = (order, _) => order.Address,
            ["billingAddress"] = (order, _) => order.BilledTo ?? order.Address,
            ["displayFinancialStatus"] = (order, _) => Words.Enum(order.FinancialStatus),
            ["displayFulfillmentStatus"] = (order, _) => Words.Fulfilment(order),
            ["fullyPaid"] = (order, _) => order.FinancialStatus is not ("pending" or "partially_paid"),
            ["unpaid"] = (order, _) => order.FinancialStatus is "pending",
            ["paymentGatewayNames"] = (order, _) => new[] { order.Gateway },
            ["discountCode"] = (order, _) => order.DiscountCode,
            ["discountCodes"] = (order, _) => order.DiscountCode is { } code ? [code] : Array.Empty<string>(),
            ["lineItems"] = (order, ask) => Connection.Of([.. order.Lines.Select(line => new PartOf<Order, LineItem>(order, line))], ask),
            ["shippingLine"] = (order, _) => new ShippingTold(order.ShippingTitle, new(order.Shipping, order.Currency)),
            ["fulfillments"] = (order, ask) => order.Fulfillments.Take(ask.Number("first") ?? int.MaxValue).Select(parcel => new PartOf<Order, Fulfillment>(order, parcel)),
            ["refunds"] = (order, ask) => order.Refunds.Take(ask.Number("first") ?? int.MaxValue).Select(refund => new PartOf<Order, Refund>(order, refund)),
            ["returns"] = (order, ask) => Connection.Of([.. order.Returns.Select(back => new PartOf<Order, Return>(order, back))], ask),
            ["transactions"] = (order, ask) => order.Transactions.Take(ask.Number("first") ?? int.MaxValue).Select(moved => new PartOf<Order, OrderTransaction>(order, moved)),
            ["subtotalLineItemsQuantity"] = (order, _) => order.Lines.Sum(line => line.Quantity),
            ["currentSubtotalLineItemsQuantity"] = (order, _) => order.Lines.Sum(line => line.CurrentQuantity),
        });
        answers.For<Order>("OrderCancellation", new() { ["staffNote"] = (order, _) => order.CancelNote }, isItsName: false);
        answers.For<OrderAttribute>("Attribute", new() { ["key"] = (attribute, _) => attribute.Key, ["value"] = (attribute, _) => attribute.Value });
        AddMoney(answers);
        AddLines(answers);
    }

    private static void AddMoney(AdminAnswers answers)
    {
        answers.For<Order>("Order", new()
        {
            ["currencyCode"] = (order, _) => order.Currency,
            ["presentmentCurrencyCode"] = (order, _) => order.Currency,
            ["taxesIncluded"] = (_, _) => true,
            ["totalPriceSet"] = (order, _) => new Money(order.Total, order.Currency),
            ["originalTotalPriceSet"] = (order, _) => new Money(order.Total, order.Currency),
            ["subtotalPriceSet"] = (order, _) => new Money(order.Subtotal, order.Currency),
            ["totalDiscountsSet"] = (order, _) => new Money(order.Discount, order.Currency),
            ["totalTaxSet"] = (order, _) => new Money(order.Tax, order.Currency),
            ["totalShippingPriceSet"] = (order, _) => new Money(order.Shipping, order.Currency),
            ["totalOutstandingSet"] = (order, _) => new Money(order.Outstanding, order.Currency),
            ["totalReceivedSet"] = (order, _) => new Money(order.Received, order.Currency),
            ["totalRefundedShippingSet"] = (order, _) => new Money(order.ShippingRefunded, order.Currency),
            ["currentShippingPriceSet"] = (order, _) => new Money(order.Shipping - order.ShippingRefunded, order.Currency),
            ["refundable"] = (order, _) => order.Refundable > 0,
            ["totalRefundedSet"] = (order, _) => new Money(order.Refunded, order.Currency),
            ["currentTotalPriceSet"] = (order, _) => new Money(order.CurrentTotal, order.Currency),
            ["netPaymentSet"] = (order, _) => new Money(order.Received - order.Refunded, order.Currency),
        });
        answers.For<Money>("MoneyBag", new() { ["shopMoney"] = (money, _) => money, ["presentmentMoney"] = (money, _) => money }, isItsName: false);
        answers.For<Money>("MoneyV2", new() { ["amount"] = (money, _) => Words.Decimal(money), ["currencyCode"] = (money, _) => money.Currency });
        answers.For<PartOf<Order, OrderTransaction>>("OrderTransaction", new()
        {
            ["id"] = (moved, _) => Gid.Of("OrderTransaction", moved.Part.Id),
            ["kind"] = (moved, _) => Words.Enum(moved.Part.Kind),
            ["status"] = (moved, _) => Words.Enum(moved.Part.Status),
            ["gateway"] = (moved, _) => moved.Part.Gateway,
            ["formattedGateway"] = (moved, _) => Words.Gateway(moved.Part.Gateway),
            ["accountNumber"] = (moved, _) => moved.Part.AccountNumber,
            ["manualPaymentGateway"] = (moved, _) => moved.Part.Gateway is "bank_deposit",
            ["parentTransaction"] = (moved, _) => moved.Whole.Transactions.FirstOrDefault(one => one.Id == moved.Part.ParentId) is { } parent ? moved with { Part = parent } : null,
            ["maximumRefundableV2"] = (moved, _) => OrderMoney.IsPayment(moved.Part) ? new Money(OrderMoney.Payments(moved.Whole).First(one => one.Payment.Id == moved.Part.Id).Left, moved.Whole.Currency) : null,
            ["amountSet"] = (moved, _) => new Money(moved.Part.Amount, moved.Whole.Currency),
            ["createdAt"] = (moved, _) => moved.Part.At,
            ["processedAt"] = (moved, _) => moved.Part.At,
            ["order"] = (moved, _) => moved.Whole,
            ["test"] = (_, _) => false,
        });
    }

    private static void AddLines(AdminAnswers answers)
    {
        answers.For<PartOf<Order, LineItem>>("LineItem", new()
        {
            ["id"] = (line, _) => Gid.Of("LineItem", line.Part.Id),
            ["name"] = (line, _) => line.Part.Name,
            ["title"] = (line, _) => line.Part.Title,
            ["variantTitle"] = (line, _) => line.Part.VariantTitle,
            ["sku"] = (line, _) => line.Part.Sku,
            ["vendor"] = (line, _) => line.Part.Vendor,
            ["quantity"] = (line, _) => line.Part.Quantity,
            ["currentQuantity"] = (line, _) => line.Part.CurrentQuantity,
            ["refundableQuantity"] = (line, _) => line.Part.CurrentQuantity,
            ["unfulfilledQuantity"] = (line, _) => line.Part.FulfillableQuantity,
            ["originalUnitPriceSet"] = (line, _) => new Money(line.Part.Price, line.Whole.Currency),
            ["originalTotalSet"] = (line, _) => new Money(line.Part.Price * line.Part.Quantity, line.Whole.Currency),
            ["totalDiscountSet"] = (line, _) => new Money(line.Part.Discount, line.Whole.Currency),
            ["discountedTotalSet"] = (line, _) => new Money((line.Part.Price * line.Part.Quantity) - line.Part.Discount, line.Whole.Currency),
            ["requiresShipping"] = (_, _) => true,
            ["isGiftCard"] = (_, _) => false,
            ["taxable"] = (_, _) => true,
            ["product"] = (line, ask) => line.Part.ProductId is { } id ? ask.Shop.Products.Find(id) : null,
            ["variant"] = (line, ask) => line.Part.VariantId is { } id ? ask.Shop.Variant(id) : null,
            ["contract"] = (line, ask) => line.Whole.ContractId is { } id ? ask.Shop.Contracts.Find(id) : null,
            ["sellingPlan"] = (line, ask) => line.Part.SellingPlan is { } plan ? new SellingPlan(plan) : line.Whole.ContractId is { } id && ask.Shop.Contracts.Find(id) is { } contract ? new SellingPlan(Words.Every(contract.Billing)) : null,
        });
        answers.For<SellingPlan>("LineItemSellingPlan", new() { ["name"] = (plan, _) => plan.Name });
        answers.For<ShippingTold>("ShippingLine", new() { ["title"] = (shipping, _) => shipping.Title, ["originalPriceSet"] = (shipping, _) => shipping.Price, ["discountedPriceSet"] = (shipping, _) => shipping.Price });
    }

    private sealed record SellingPlan(string Name);
}

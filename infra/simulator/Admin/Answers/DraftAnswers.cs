using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Drafts of orders.</summary>
internal static class DraftAnswers
{
    public static readonly SearchFields<DraftOrder> Search = new SearchFields<DraftOrder> { Words = draft => [draft.Name, draft.Email] }
        .Time("updated_at", draft => draft.UpdatedAt)
        .Time("created_at", draft => draft.CreatedAt)
        .Number("id", draft => draft.Id)
        .Number("customer_id", draft => draft.CustomerId ?? 0)
        .Text("status", draft => [draft.Status])
        .Text("tag", draft => draft.Tags);

    public static void AddTo(AdminAnswers answers)
    {
        answers.For<DraftOrder>("DraftOrder", new()
        {
            ["id"] = (draft, _) => Gid.Of("DraftOrder", draft.Id),
            ["legacyResourceId"] = (draft, _) => draft.Id,
            ["name"] = (draft, _) => draft.Name,
            ["status"] = (draft, _) => Words.Enum(draft.Status),
            ["ready"] = (_, _) => true,
            ["email"] = (draft, _) => draft.Email,
            ["note2"] = (draft, _) => draft.Note,
            ["poNumber"] = (draft, _) => draft.PoNumber,
            ["tags"] = (draft, _) => draft.Tags,
            ["customAttributes"] = (draft, _) => draft.Attributes,
            ["invoiceUrl"] = (draft, _) => draft.InvoiceUrl,
            ["invoiceSentAt"] = (draft, _) => draft.InvoiceSentAt,
            ["completedAt"] = (draft, _) => draft.CompletedAt,
            ["createdAt"] = (draft, _) => draft.CreatedAt,
            ["updatedAt"] = (draft, _) => draft.UpdatedAt,
            ["shippingAddress"] = (draft, _) => draft.Address,
            ["order"] = (draft, ask) => draft.OrderId is { } id ? ask.Shop.Orders.Find(id) : null,
            ["lineItems"] = (draft, ask) => Connection.Of([.. draft.Lines.Select(line => new PartOf<DraftOrder, DraftLine>(draft, line))], ask),
        });
        answers.For<DraftOrder>("CalculatedDraftOrder", new() { ["lineItems"] = (draft, _) => draft.Lines.Select(line => new PartOf<DraftOrder, DraftLine>(draft, line)) }, isItsName: false);
        foreach (var type in (string[])["DraftOrder", "CalculatedDraftOrder"])
        {
            answers.For(type, Amounts(), isItsName: false);
        }

        foreach (var type in (string[])["DraftOrderLineItem", "CalculatedDraftOrderLineItem"])
        {
            answers.For(type, Line(), isItsName: false);
        }

        answers.For<PartOf<DraftOrder, DraftLine>>("DraftOrderLineItem", new() { ["id"] = (line, _) => Gid.Of("DraftOrderLineItem", line.Part.Item.Id) });
        answers.For<Taken>("DraftOrderAppliedDiscount", new()
        {
            ["title"] = (taken, _) => taken.Discount.Title,
            ["description"] = (taken, _) => taken.Discount.Description ?? "",
            ["valueType"] = (taken, _) => taken.Discount.Fixed is null ? "PERCENTAGE" : "FIXED_AMOUNT",
            ["value"] = (taken, _) => taken.Discount.Fixed is { } each ? double.Parse(Words.Decimal(new(each, taken.Currency)), System.Globalization.CultureInfo.InvariantCulture) : (double)taken.Discount.Percent!.Value,
            ["amountSet"] = (taken, _) => new Money(taken.Amount, taken.Currency),
        });
        answers.Root("QueryRoot", new()
        {
            ["draftOrder"] = ask => Gid.Read(ask.Text("id")!, "DraftOrder") is { } id ? ask.Shop.Drafts.Find(id) : throw AdminErrors.BadRequest("Invalid id"),
            ["draftOrders"] = ask => Connection.Of(ask.Shop.Drafts, ask, AdminOrders.Of<DraftOrder>(ask), RootAnswers.Search(ask, Search)),
        });
    }

    private static Fields<DraftOrder> Amounts() => new()
    {
        ["customer"] = (draft, ask) => draft.CustomerId is { } id ? ask.Shop.Customers.Find(id) : null,
        ["phone"] = (draft, _) => draft.Phone,
        ["currencyCode"] = (draft, _) => draft.Currency,
        ["presentmentCurrencyCode"] = (draft, _) => draft.Currency,
        ["taxesIncluded"] = (_, _) => true,
        ["discountCodes"] = (_, _) => Array.Empty<string>(),
        ["appliedDiscount"] = (draft, _) => draft.Discount is null ? null : new Taken(draft.Discount, draft.OrderDiscount, draft.Currency),
        ["shippingLine"] = (draft, _) => draft.ShippingTitle is null ? null : new ShippingTold(draft.ShippingTitle, new(draft.Shipping, draft.Currency)),
        ["totalQuantityOfLineItems"] = (draft, _) => draft.Lines.Sum(line => line.Item.Quantity),
        ["totalLineItemsPriceSet"] = (draft, _) => new Money(draft.LinesTotal, draft.Currency),
        ["lineItemsSubtotalPrice"] = (draft, _) => new Money(draft.LinesDiscounted, draft.Currency),
        ["totalDiscountsSet"] = (draft, _) => new Money(draft.LinesTotal - draft.Subtotal, draft.Currency),
        ["subtotalPriceSet"] = (draft, _) => new Money(draft.Subtotal, draft.Currency),
        ["totalShippingPriceSet"] = (draft, _) => new Money(draft.Shipping, draft.Currency),
        ["totalTaxSet"] = (draft, _) => new Money(draft.Tax, draft.Currency),
        ["totalPriceSet"] = (draft, _) => new Money(draft.Total, draft.Currency),
    };

    private static Fields<PartOf<DraftOrder, DraftLine>> Line() => new()
    {
        ["title"] = (line, _) => line.Part.Item.Title,
        ["name"] = (line, _) => line.Part.Item.Name,
        ["variantTitle"] = (line, _) => line.Part.Item.VariantTitle,
        ["sku"] = (line, _) => line.Part.Item.Sku,
        ["vendor"] = (line, _) => line.Part.Item.Vendor,
        ["quantity"] = (line, _) => line.Part.Item.Quantity,
        ["custom"] = (line, _) => line.Part.Item.VariantId is null,
        ["customAttributes"] = (line, _) => line.Part.Attributes,
        ["variant"] = (line, ask) => line.Part.Item.VariantId is { } id ? ask.Shop.Variant(id) : null,
        ["product"] = (line, ask) => line.Part.Item.ProductId is { } id ? ask.Shop.Products.Find(id) : null,
        ["originalUnitPriceSet"] = (line, _) => new Money(line.Part.Item.Price, line.Whole.Currency),
        ["originalTotalSet"] = (line, _) => new Money(line.Part.Item.Price * line.Part.Item.Quantity, line.Whole.Currency),
        ["totalDiscountSet"] = (line, _) => new Money(line.Part.Item.Discount, line.Whole.Currency),
        ["discountedTotalSet"] = (line, _) => new Money((line.Part.Item.Price * line.Part.Item.Quantity) - line.Part.Item.Discount, line.Whole.Currency),
        ["appliedDiscount"] = (line, _) => line.Part.Discount is null ? null : new Taken(line.Part.Discount, line.Part.Item.Discount, line.Whole.Currency),
    };

    private sealed record Taken(DraftDiscount Discount, long Amount, string Currency);
}

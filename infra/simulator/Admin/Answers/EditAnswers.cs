using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Orders as an edit would leave them.</summary>
internal static class EditAnswers
{
    public static void AddTo(AdminAnswers answers)
    {
        answers.For<OrderEdit>("CalculatedOrder", new()
        {
            ["id"] = (edit, _) => Gid.Of("CalculatedOrder", edit.Id),
            ["originalOrder"] = (edit, ask) => ask.Shop.Orders.Find(edit.Before.Id),
            ["committed"] = (edit, _) => edit.IsCommitted,
            ["lineItems"] = (edit, ask) => Connection.Of([.. edit.Now.Lines.Select(line => new PartOf<OrderEdit, LineItem>(edit, line))], ask),
            ["addedLineItems"] = (edit, ask) => Connection.Of([.. edit.Now.Lines.Where(line => edit.Added.Any(one => one.Id == line.Id)).Select(line => new PartOf<OrderEdit, LineItem>(edit, line))], ask),
            ["addedDiscountApplications"] = (edit, ask) => Connection.Of([.. edit.Discounts.Select(discount => new PartOf<OrderEdit, EditedDiscount>(edit, discount))], ask),
            ["subtotalLineItemsQuantity"] = (edit, _) => edit.Now.Lines.Sum(line => line.CurrentQuantity),
            ["subtotalPriceSet"] = (edit, _) => Of(edit, edit.Now.CurrentTotal - (edit.Now.Shipping - edit.Now.ShippingRefunded)),
            ["cartDiscountAmountSet"] = (edit, _) => Of(edit, edit.Now.Discount),
            ["totalPriceSet"] = (edit, _) => Of(edit, edit.Now.CurrentTotal),
            ["totalOutstandingSet"] = (edit, _) => Of(edit, edit.Now.Outstanding),
        });
        answers.For<OrderEdit>("OrderEditSession", new() { ["id"] = (edit, _) => Gid.Of("OrderEditSession", edit.Id) }, isItsName: false);
        AddLines(answers);
        AddDiscounts(answers);
    }

    private static void AddLines(AdminAnswers answers) => answers.For<PartOf<OrderEdit, LineItem>>("CalculatedLineItem", new()
    {
        ["id"] = (line, _) => Gid.Of("CalculatedLineItem", line.Part.Id),
        ["title"] = (line, _) => line.Part.Title,
        ["variantTitle"] = (line, _) => line.Part.VariantTitle,
        ["sku"] = (line, _) => line.Part.Sku,
        ["variant"] = (line, ask) => line.Part.VariantId is { } id ? ask.Shop.Variant(id) : null,
        ["quantity"] = (line, _) => line.Part.CurrentQuantity,
        ["editableQuantity"] = (line, _) => line.Part.FulfillableQuantity,
        ["editableQuantityBeforeChanges"] = (line, _) => line.Whole.Before.Lines.FirstOrDefault(one => one.Id == line.Part.Id)?.FulfillableQuantity ?? 0,
        ["restockable"] = (line, _) => line.Part.VariantId is not null,
        ["restocking"] = (line, _) => line.Whole.Quantities.TryGetValue(line.Part.Id, out var edited) && edited.IsRestocked,
        ["originalUnitPriceSet"] = (line, _) => Of(line.Whole, line.Part.Price),
        ["discountedUnitPriceSet"] = (line, _) => Of(line.Whole, line.Part.Quantity == 0 ? line.Part.Price : line.Part.Price - (line.Part.Discount / line.Part.Quantity)),
        ["editableSubtotalSet"] = (line, _) => Of(line.Whole, line.Part.Price * line.Part.FulfillableQuantity),
        ["hasStagedLineItemDiscount"] = (line, _) => line.Whole.Discounts.Any(one => one.LineId == line.Part.Id),
        ["calculatedDiscountAllocations"] = (line, _) => line.Whole.Discounts.Where(one => one.LineId == line.Part.Id).Select(one => new PartOf<OrderEdit, EditedDiscount>(line.Whole, one)),
    });

    private static void AddDiscounts(AdminAnswers answers)
    {
        answers.For<PartOf<OrderEdit, EditedDiscount>>("CalculatedManualDiscountApplication", new()
        {
            ["id"] = (discount, _) => Gid.Of("CalculatedManualDiscountApplication", discount.Part.Id),
            ["description"] = (discount, _) => discount.Part.Description,
            ["value"] = (discount, _) => Value(discount.Part, discount.Whole.Before.Currency),
        });
        answers.For<PartOf<OrderEdit, EditedDiscount>>(
            "CalculatedDiscountAllocation",
            new()
            {
                ["allocatedAmountSet"] = (discount, _) => Of(discount.Whole, discount.Whole.Now.Lines.FirstOrDefault(line => line.Id == discount.Part.LineId) is { } line ? discount.Part.Of(line) : 0),
                ["discountApplication"] = (discount, _) => discount,
            },
            isItsName: false);
        answers.For<EditedDiscount>("OrderStagedChangeAddLineItemDiscount", new()
        {
            ["id"] = (discount, _) => Gid.Of("OrderStagedChangeAddLineItemDiscount", discount.Id),
            ["description"] = (discount, _) => discount.Description ?? "",
        });
        answers.For<Percentage>("PricingPercentageValue", new() { ["percentage"] = (percentage, _) => percentage.Value });
    }

    private static object Value(EditedDiscount discount, string currency) => discount.Fixed is { } each ? new Money(each, currency) : new Percentage((double)discount.Percent!.Value);

    private static Money Of(OrderEdit edit, long amount) => new(amount, edit.Before.Currency);

    private sealed record Percentage(double Value);
}

using System.Globalization;
using ShopSupport.Core.Values;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Puts orders together for customers.</summary>
internal static class DraftActs
{
    private const int MostLines = 499;

    public static void AddTo(AdminAnswers answers)
    {
        RootFields drafts = new()
        {
            ["draftOrderCreate"] = Create,
            ["draftOrderUpdate"] = Update,
            ["draftOrderCalculate"] = Calculate,
            ["draftOrderInvoiceSend"] = Send,
            ["draftOrderComplete"] = Complete,
            ["draftOrderDelete"] = Delete,
        };
        foreach (var name in drafts.Keys)
        {
            answers.Writing[name] = "write_draft_orders";
        }

        answers.Root("Mutation", drafts);
    }

    private static Payload Create(Ask ask) => Checked(ask, () => new() { ["draftOrder"] = ask.Caller.Acts.AddDraft(draft => Fill(ask, draft, ask.Input("input"))) });

    private static Payload Update(Ask ask) => Checked(ask, () =>
    {
        var id = DraftId(ask, ask.Text("id")!);
        ask.Caller.Acts.ChangeDraft(id, draft => Fill(ask, draft, ask.Input("input")));
        return new() { ["draftOrder"] = ask.Shop.Drafts.Find(id) };
    });

    private static Payload Calculate(Ask ask) => Checked(ask, () => new() { ["calculatedDraftOrder"] = Fill(ask, ask.Caller.Acts.EmptyDraft(ask.Shop.Now), ask.Input("input")) });

    private static Payload Send(Ask ask) => Payload.Of(
        () =>
        {
            var id = DraftId(ask, ask.Text("id")!);
            ask.Caller.Acts.SendDraft(id, ask.Input("email").Text("to"));
            return new() { ["draftOrder"] = ask.Shop.Drafts.Find(id) };
        },
        ["id"]);

    private static Payload Complete(Ask ask) => Payload.Of(
        () =>
        {
            var id = DraftId(ask, ask.Text("id")!);
            ask.Caller.Acts.CompleteDraft(id, ask.Flag("paymentPending"), ask.Text("sourceName"));
            return new() { ["draftOrder"] = ask.Shop.Drafts.Find(id) };
        },
        ["id"]);

    private static Payload Delete(Ask ask) => Payload.Of(
        () =>
        {
            var gid = ask.Input("input").Text("id")!;
            ask.Caller.Acts.DeleteDraft(DraftId(ask, gid));
            return new() { ["deletedId"] = gid };
        },
        ["input", "id"]);

    private static Payload Checked(Ask ask, Func<Payload> act) => Payload.Of(
        () => ask.Input("input").Map("shippingAddress") is { } address && AddressRules.Problems(address, ["input", "shippingAddress"]) is { Count: > 0 } problems
            ? Payload.Refusing("userErrors", problems)
            : act(),
        ["input"]);

    private static DraftOrder Fill(Ask ask, DraftOrder draft, IReadOnlyDictionary<string, object?> input)
    {
        input.OnlyHeld(
            "DraftOrderInput", "lineItems", "purchasingEntity", "customerId", "email", "phone", "note", "poNumber", "tags", "customAttributes", "appliedDiscount", "shippingAddress", "shippingLine",
            "useCustomerDefaultAddress", "presentmentCurrencyCode");
        if (input.Text("presentmentCurrencyCode") is { } currency && !string.Equals(currency, draft.Currency, StringComparison.Ordinal))
        {
            throw AdminErrors.NotHeld("DraftOrderInput.presentmentCurrencyCode other than the shop's");
        }

        var customer = Customer(ask, input.Map("purchasingEntity")?.Text("customerId") ?? input.Text("customerId"));
        var lines = input.ContainsKey("lineItems") ? input.Maps("lineItems").Select(line => Line(ask, draft.Currency, line)).ToList() : draft.Lines;
        if (lines.Count is 0 or > MostLines)
        {
            throw new ShopRefusalException(lines.Count == 0 ? "Add at least 1 product" : $"Line items cannot be more than {MostLines}");
        }

        var shipping = input.Map("shippingLine");
        shipping?.OnlyHeld("ShippingLineInput", "title", "price", "priceWithCurrency");
        return draft with
        {
            CustomerId = customer?.Id ?? draft.CustomerId,
            Email = input.Text("email", draft.Email ?? customer?.Email),
            Phone = input.Text("phone", draft.Phone),
            Note = input.Text("note", draft.Note),
            PoNumber = input.Text("poNumber", draft.PoNumber),
            Tags = input.ContainsKey("tags") ? input.Texts("tags") : draft.Tags,
            Attributes = input.ContainsKey("customAttributes") ? input.Attributes("customAttributes") : draft.Attributes,
            Lines = [.. lines],
            Discount = input.ContainsKey("appliedDiscount") ? Discount(input.Map("appliedDiscount"), draft.Currency) : draft.Discount,
            ShippingTitle = shipping?.Text("title") ?? draft.ShippingTitle,
            Shipping = shipping is null ? draft.Shipping
                : shipping.Map("priceWithCurrency")?.Minor(draft.Currency, "Price must be in the currency of the draft order")
                    ?? (shipping.Text("price") is { } price ? InputWords.Minor(price, draft.Currency) : 0),
            Address = input.Map("shippingAddress") is { } address ? AddressRules.Read(address, ask.Shop.NewId()) : input.Flag("useCustomerDefaultAddress") ? customer?.Address : draft.Address,
        };
    }

    private static DraftLine Line(Ask ask, string currency, IReadOnlyDictionary<string, object?> input)
    {
        input.OnlyHeld("DraftOrderLineItemInput", "variantId", "quantity", "title", "sku", "originalUnitPrice", "originalUnitPriceWithCurrency", "appliedDiscount", "customAttributes", "requiresShipping", "taxable");
        var pieces = input.Number("quantity") ?? 0;
        if (pieces < 1)
        {
            throw new ShopRefusalException("Quantity must be greater than or equal to 1");
        }

        var item = input.Text("variantId") is { } gid ? Goods(ask, gid) : Custom(ask, currency, input);
        item = item with { Quantity = pieces, CurrentQuantity = pieces, FulfillableQuantity = pieces };
        var discount = Discount(input.Map("appliedDiscount"), currency);
        return new(item with { Discount = discount?.Of(item.Price * pieces, pieces) ?? 0 }, discount, input.Attributes("customAttributes"));
    }

    private static LineItem Goods(Ask ask, string gid)
    {
        var id = Gid.Read(gid, "ProductVariant") ?? 0;
        var variant = ask.Shop.Variant(id) ?? throw new ShopRefusalException(string.Create(CultureInfo.InvariantCulture, $"Product with ID {id} is no longer available."));
        var product = ask.Shop.Products.Find(variant.ProductId)!;
        return new()
        {
            Id = ask.Shop.NewId(),
            ProductId = product.Id,
            VariantId = variant.Id,
            Title = product.Title,
            VariantTitle = variant.Title is ProductVariant.OnlyOne ? null : variant.Title,
            Sku = variant.Sku,
            Vendor = product.Vendor,
            Price = variant.Price,
            Quantity = 0,
            CurrentQuantity = 0,
            FulfillableQuantity = 0,
        };
    }

    private static LineItem Custom(Ask ask, string currency, IReadOnlyDictionary<string, object?> input) => new()
    {
        Id = ask.Shop.NewId(),
        Title = input.Text("title") is { Length: > 0 } title ? title : throw new ShopRefusalException("Merchandise title is empty."),
        Sku = input.Text("sku"),
        Price = input.Map("originalUnitPriceWithCurrency")?.Minor(currency, "Price must be in the currency of the draft order")
            ?? (input.Text("originalUnitPrice") is { } price ? InputWords.Minor(price, currency) : 0),
        Quantity = 0,
        CurrentQuantity = 0,
        FulfillableQuantity = 0,
    };

    private static DraftDiscount? Discount(IReadOnlyDictionary<string, object?>? input, string currency)
    {
        if (input is null)
        {
            return null;
        }

        var value = Convert.ToDecimal(input["value"], CultureInfo.InvariantCulture);
        var isFixed = input.Text("valueType") is "FIXED_AMOUNT";
        return value < 0 || (!isFixed && value > 100)
            ? throw new ShopRefusalException("Applied discount value is invalid")
            : new(input.Text("title"), input.Text("description"), isFixed ? Currency.ToMinor(value, currency) ?? throw new ShopRefusalException("Applied discount value is invalid") : null, isFixed ? null : value);
    }

    private static Customer? Customer(Ask ask, string? gid) => gid is null ? null
        : (Gid.Read(gid, "Customer") is { } id ? ask.Shop.Customers.Find(id) : null) ?? throw new ShopRefusalException("Customer does not exist");

    private static long DraftId(Ask ask, string gid) => Gid.Read(gid, "DraftOrder") is { } id && ask.Shop.Drafts.Find(id) is not null ? id : throw new ShopRefusalException("Draft order does not exist");
}

using System.Globalization;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Discount codes.</summary>
internal static class DiscountActs
{
    private static readonly string[] Kinds = ["order", "product", "shipping"];

    public static void AddTo(AdminAnswers answers)
    {
        RootFields acts = new() { ["discountCodeBasicCreate"] = Create, ["discountCodeDeactivate"] = Deactivate, ["discountCodeDelete"] = Delete };
        foreach (var name in acts.Keys)
        {
            answers.Writing[name] = "write_discounts";
        }

        answers.Root("Mutation", acts);
        answers.Root("QueryRoot", new() { ["codeDiscountNodeByCode"] = ask => ask.Shop.DiscountOf(ask.Text("code")!) });
        answers.For<DiscountCode>("DiscountCodeNode", new() { ["id"] = (code, _) => Gid.Of("DiscountCodeNode", code.Id), ["codeDiscount"] = (code, _) => new Basic(code) });
        answers.For<Basic>("DiscountCodeBasic", new()
        {
            ["title"] = (basic, _) => basic.Of.Title,
            ["status"] = (basic, ask) => Words.Enum(basic.Of.StatusAt(ask.Shop.Now)),
            ["startsAt"] = (basic, _) => basic.Of.StartsAt,
            ["endsAt"] = (basic, _) => basic.Of.EndsAt,
            ["usageLimit"] = (basic, _) => basic.Of.UsageLimit,
            ["appliesOncePerCustomer"] = (basic, _) => basic.Of.IsOncePerCustomer,
            ["asyncUsageCount"] = (_, _) => 0,
            ["createdAt"] = (basic, _) => basic.Of.CreatedAt,
            ["updatedAt"] = (basic, _) => basic.Of.UpdatedAt,
            ["codes"] = (basic, ask) => Connection.Of([new RedeemCode(basic.Of)], ask),
            ["combinesWith"] = (basic, _) => basic,
            ["customerGets"] = (basic, _) => basic,
            ["context"] = (basic, ask) => basic.Of.Customers.Count == 0 ? new Everybody() : new Chosen([.. basic.Of.Customers.Select(ask.Shop.Customers.Find).OfType<Customer>()]),
            ["minimumRequirement"] = (basic, ask) => basic.Of.MinimumSubtotal is { } least ? new Minimum(new(least, ask.Shop.Profile.Currency)) : null,
        });
        AddParts(answers);
    }

    private static void AddParts(AdminAnswers answers)
    {
        answers.For<RedeemCode>("DiscountRedeemCode", new() { ["id"] = (code, _) => Gid.Of("DiscountRedeemCode", code.Of.CodeId), ["code"] = (code, _) => code.Of.Code, ["asyncUsageCount"] = (_, _) => 0 });
        answers.For<Basic>(
            "DiscountCombinesWith",
            new()
            {
                ["orderDiscounts"] = (basic, _) => basic.Of.CombinesWith.Contains("order", StringComparer.Ordinal),
                ["productDiscounts"] = (basic, _) => basic.Of.CombinesWith.Contains("product", StringComparer.Ordinal),
                ["shippingDiscounts"] = (basic, _) => basic.Of.CombinesWith.Contains("shipping", StringComparer.Ordinal),
            },
            isItsName: false);
        answers.For<Basic>(
            "DiscountCustomerGets",
            new()
            {
                ["items"] = (_, _) => new AllItems(),
                ["value"] = (basic, ask) => basic.Of.Share is { } share ? new Percentage(share) : new Fixed(new(basic.Of.Amount, ask.Shop.Profile.Currency), basic.Of.IsOnEachItem),
            },
            isItsName: false);
        answers.For<AllItems>("AllDiscountItems", new() { ["allItems"] = (_, _) => true });
        answers.For<Percentage>("DiscountPercentage", new() { ["percentage"] = (percentage, _) => percentage.Share });
        answers.For<Fixed>("DiscountAmount", new() { ["amount"] = (amount, _) => amount.Amount, ["appliesOnEachItem"] = (amount, _) => amount.IsOnEachItem });
        answers.For<Everybody>("DiscountBuyerSelectionAll", new() { ["all"] = (_, _) => "ALL" });
        answers.For<Chosen>("DiscountCustomers", new() { ["customers"] = (chosen, _) => chosen.Customers });
        answers.For<Minimum>("DiscountMinimumSubtotal", new() { ["greaterThanOrEqualToSubtotal"] = (minimum, _) => minimum.Amount });
    }

    private static Payload Create(Ask ask)
    {
        var input = ask.Input("basicCodeDiscount");
        input.OnlyHeld("DiscountCodeBasicInput", "title", "code", "startsAt", "endsAt", "usageLimit", "appliesOncePerCustomer", "context", "customerGets", "combinesWith", "minimumRequirement");
        var problems = Problems(ask, input).ToList();
        return problems.Count > 0 ? Payload.Refusing("userErrors", problems) : Payload.Of(
            () => new() { ["codeDiscountNode"] = ask.Caller.Acts.AddDiscount(at => Read(ask, input, at)) },
            ["basicCodeDiscount", "code"]);
    }

    private static IEnumerable<Refused> Problems(Ask ask, IReadOnlyDictionary<string, object?> input)
    {
        foreach (var (field, words) in new[] { ("title", "Title can't be blank"), ("code", "Code can't be blank"), ("startsAt", "Starts at can't be blank"), ("context", "Context can't be blank"), ("customerGets", "Customer gets can't be blank") })
        {
            if (input.GetValueOrDefault(field) is null or "")
            {
                yield return Refuse(field, words, "BLANK");
            }
        }

        if (input.Time("endsAt") <= input.Time("startsAt"))
        {
            yield return Refuse("endsAt", "Ends at needs to be after starts_at", "END_DATE_BEFORE_START_DATE");
        }

        if (input.Number("usageLimit") < 1)
        {
            yield return Refuse("usageLimit", "Usage limit must be greater than 0", "GREATER_THAN");
        }

        if (input.Map("customerGets")?.Map("value")?.GetValueOrDefault("percentage") is { } share && Convert.ToDouble(share, CultureInfo.InvariantCulture) is <= 0 or > 1)
        {
            yield return Refuse("customerGets", "Value must be between 0.0 and 1.0", "VALUE_OUTSIDE_RANGE");
        }

        if (input.Map("context")?.Map("customers")?.Texts("add").Any(gid => Gid.Read(gid, "Customer") is not { } id || ask.Shop.Customers.Find(id) is null) is true)
        {
            yield return Refuse("context", "Customer does not exist", "INVALID");
        }
    }

    private static DiscountCode Read(Ask ask, IReadOnlyDictionary<string, object?> input, DateTimeOffset at)
    {
        var (gets, context) = (input.Map("customerGets")!, input.Map("context")!);
        gets.OnlyHeld("DiscountCustomerGetsInput", "value", "items");
        gets.Map("items")?.OnlyHeld("DiscountItemsInput", "all");
        context.OnlyHeld("DiscountContextInput", "all", "customers");
        var value = gets.Map("value") ?? throw new ShopRefusalException("Customer gets value can't be blank", "BLANK");
        value.OnlyHeld("DiscountCustomerGetsValueInput", "percentage", "discountAmount");
        var (amount, currency) = (value.Map("discountAmount"), ask.Shop.Profile.Currency);
        var combines = input.Map("combinesWith");
        return new()
        {
            Id = ask.Shop.NewId(),
            CodeId = ask.Shop.NewId(),
            Code = input.Text("code")!,
            Title = input.Text("title")!,
            StartsAt = input.Time("startsAt")!.Value,
            EndsAt = input.Time("endsAt"),
            UsageLimit = input.Number("usageLimit"),
            IsOncePerCustomer = input.Flag("appliesOncePerCustomer"),
            Customers = [.. context.Map("customers")?.Texts("add").Select(gid => Gid.Read(gid, "Customer")!.Value) ?? []],
            Share = value.GetValueOrDefault("percentage") is { } share ? Convert.ToDouble(share, CultureInfo.InvariantCulture) : null,
            Amount = amount?.Text("amount") is { } minor ? InputWords.Minor(minor, currency) : 0,
            IsOnEachItem = amount?.Flag("appliesOnEachItem") is true,
            MinimumSubtotal = input.Map("minimumRequirement")?.Map("subtotal")?.Text("greaterThanOrEqualToSubtotal") is { } least ? InputWords.Minor(least, currency) : null,
            CombinesWith = [.. Kinds.Where(kind => combines?.Flag($"{kind}Discounts") is true)],
            CreatedAt = at,
            UpdatedAt = at,
        };
    }

    private static Payload Deactivate(Ask ask) => Payload.Of(
        () =>
        {
            var id = DiscountId(ask);
            ask.Caller.Acts.EndDiscount(id);
            return new() { ["codeDiscountNode"] = ask.Shop.Discounts.Find(id) };
        },
        ["id"]);

    private static Payload Delete(Ask ask) => Payload.Of(
        () =>
        {
            ask.Caller.Acts.DeleteDiscount(DiscountId(ask));
            return new() { ["deletedCodeDiscountId"] = ask.Text("id") };
        },
        ["id"]);

    private static long DiscountId(Ask ask) => Gid.Read(ask.Text("id")!, "DiscountCodeNode") ?? throw new ShopRefusalException("Code discount does not exist.", "INVALID");

    private static Refused Refuse(string field, string words, string code) => new(["basicCodeDiscount", field], words, code);

    private sealed record Basic(DiscountCode Of);

    private sealed record RedeemCode(DiscountCode Of);

    private sealed record AllItems;

    private sealed record Percentage(double Share);

    private sealed record Fixed(Money Amount, bool IsOnEachItem);

    private sealed record Everybody;

    private sealed record Chosen(IReadOnlyList<Customer> Customers);

    private sealed record Minimum(Money Amount);
}

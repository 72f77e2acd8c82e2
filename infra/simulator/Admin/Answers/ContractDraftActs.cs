using System.Globalization;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Changes of subscriptions: drafted and committed, or at once.</summary>
internal static class ContractDraftActs
{
    public static void AddTo(AdminAnswers answers)
    {
        RootFields acts = new()
        {
            ["subscriptionContractUpdate"] = ask => Payload.Of(() => new() { ["draft"] = ask.Caller.Acts.BeginContractDraft(ContractActs.ContractId(ask.Text("contractId")!)) }, ["contractId"], code: "INVALID"),
            ["subscriptionDraftUpdate"] = ask => Change(ask, contract => Update(ask, contract)),
            ["subscriptionDraftLineAdd"] = AddLine,
            ["subscriptionDraftLineUpdate"] = UpdateLine,
            ["subscriptionDraftLineRemove"] = RemoveLine,
            ["subscriptionDraftDiscountAdd"] = AddDiscount,
            ["subscriptionDraftDiscountRemove"] = RemoveDiscount,
            ["subscriptionDraftCommit"] = Commit,
            ["subscriptionContractProductChange"] = ChangeProduct,
        };
        foreach (var name in acts.Keys)
        {
            answers.Writing[name] = "write_own_subscription_contracts";
        }

        answers.Root("Mutation", acts);
    }

    private static SubscriptionContract Update(Ask ask, SubscriptionContract contract)
    {
        var input = ask.Input("input");
        input.OnlyHeld("SubscriptionDraftInput", "billingPolicy", "deliveryPolicy", "nextBillingDate", "status", "note");
        var (billing, delivery, next) = (input.Map("billingPolicy"), input.Map("deliveryPolicy"), input.Time("nextBillingDate"));
        billing?.OnlyHeld("SubscriptionBillingPolicyInput", "interval", "intervalCount", "minCycles", "maxCycles", "anchors");
        if (next <= ask.Shop.Now)
        {
            throw new ShopRefusalException("Next billing date must be in the future.", "INVALID_BILLING_DATE");
        }

        var (least, most) = (billing?.Number("minCycles") ?? contract.MinCycles, billing is null ? contract.MaxCycles : billing.Number("maxCycles"));
        return most < least
            ? throw new ShopRefusalException("Max cycles must be greater than min cycles.", "SELLING_PLAN_MAX_CYCLES_MUST_BE_GREATER_THAN_MIN_CYCLES")
            : contract with
            {
                BillingEvery = billing is null ? contract.BillingEvery : IntervalOf(billing),
                DeliveryEvery = delivery is null ? contract.DeliveryEvery : IntervalOf(delivery),
                MinCycles = least,
                MaxCycles = most,
                NextBillingAt = next ?? contract.NextBillingAt,
                Status = input.Text("status")?.ToLowerInvariant() ?? contract.Status,
                Note = input.Text("note", contract.Note),
            };
    }

    private static Payload AddLine(Ask ask)
    {
        SubscriptionLine? line = null;
        return With(ask, "lineAdded", () => line, contract =>
        {
            var input = ask.Input("input");
            input.OnlyHeld("SubscriptionLineInput", "productVariantId", "quantity", "currentPrice");
            line = Filled(ask, new(Guid.NewGuid().ToString(), 0, 0, "", VariantTitle: null, "", 1, 0), input, contract.Currency);
            return contract with { Lines = [.. contract.Lines, line] };
        });
    }

    private static Payload UpdateLine(Ask ask)
    {
        SubscriptionLine? line = null;
        return With(ask, "lineUpdated", () => line, contract =>
        {
            var input = ask.Input("input");
            input.OnlyHeld("SubscriptionLineUpdateInput", "productVariantId", "quantity", "currentPrice");
            var before = Held(contract, ask.Text("lineId")!);
            line = Filled(ask, before, input, contract.Currency);
            return contract with { Lines = [.. contract.Lines.Select(one => one == before ? line : one)] };
        });
    }

    private static Payload RemoveLine(Ask ask)
    {
        SubscriptionLine? line = null;
        return With(ask, "lineRemoved", () => line, contract =>
        {
            line = Held(contract, ask.Text("lineId")!);
            return contract with { Lines = [.. contract.Lines.Where(one => one != line)] };
        });
    }

    private static Payload AddDiscount(Ask ask)
    {
        var input = ask.Input("input");
        input.OnlyHeld("SubscriptionManualDiscountInput", "title", "value", "recurringCycleLimit", "entitledLines");
        input.Map("entitledLines")?.OnlyHeld("SubscriptionManualDiscountEntitledLinesInput", "all");
        ContractDiscount? added = null;
        var payload = Change(ask, contract =>
        {
            var (value, amount) = (input.Map("value"), input.Map("value")?.Map("fixedAmount"));
            added = new(
                Guid.NewGuid().ToString(),
                input.Text("title"),
                value?.Number("percentage"),
                amount?.GetValueOrDefault("amount") is { } given ? InputWords.Minor(Convert.ToString(given, CultureInfo.InvariantCulture)!, contract.Currency) : null,
                amount?.Flag("appliesOnEachItem") is true,
                input.Number("recurringCycleLimit"));
            return added is { Percent: null, Fixed: null } || added.Percent is < 1 or > 100 || added.Fixed < 1
                ? throw new ShopRefusalException("The discount value is invalid.", "INVALID_ADJUSTMENT_VALUE")
                : contract with { Discounts = [.. contract.Discounts, added] };
        });
        if (!payload.IsRefusal)
        {
            payload["discountAdded"] = new PartOf<SubscriptionContract, ContractDiscount>(((ContractDraft)payload["draft"]!).Now, added!);
        }

        return payload;
    }

    private static Payload RemoveDiscount(Ask ask) => Change(ask, contract => contract.Discounts.FirstOrDefault(one => ask.Text("discountId")!.EndsWith($"/{one.Id}", StringComparison.Ordinal)) is { } discount
        ? contract with { Discounts = [.. contract.Discounts.Where(one => one != discount)] }
        : throw new ShopRefusalException("Discount does not exist", "INVALID"));

    private static Payload Commit(Ask ask) => Payload.Of(
        () =>
        {
            var id = DraftId(ask);
            var contract = ask.Caller.Acts.ContractDraftOf(id).Before.Id;
            ask.Caller.Acts.CommitContractDraft(id);
            return new() { ["contract"] = ask.Shop.Contracts.Find(contract) };
        },
        ["draftId"],
        code: "INVALID");

    private static Payload ChangeProduct(Ask ask) => Payload.Of(
        () =>
        {
            var (id, input) = (ContractActs.ContractId(ask.Text("subscriptionContractId")!), ask.Input("input"));
            var lineId = ask.Text("lineId")!.Split('/')[^1];
            ask.Caller.Acts.ChangeContractLine(id, lineId, line => Filled(ask, line, input, ask.Shop.Profile.Currency));
            var contract = ask.Shop.Contracts.Find(id)!;
            return new() { ["contract"] = contract, ["lineUpdated"] = new PartOf<SubscriptionContract, SubscriptionLine>(contract, Held(contract, lineId)) };
        },
        ["subscriptionContractId"],
        code: "INVALID");

    private static SubscriptionLine Filled(Ask ask, SubscriptionLine line, IReadOnlyDictionary<string, object?> input, string currency)
    {
        if (input.Number("quantity") is <= 0)
        {
            throw new ShopRefusalException("Quantity must be greater than 0", "GREATER_THAN");
        }

        var filled = line with { Quantity = input.Number("quantity") ?? line.Quantity };
        if (input.Text("productVariantId") is { } gid)
        {
            var variant = (Gid.Read(gid, "ProductVariant") is { } id ? ask.Shop.Variant(id) : null) ?? throw new ShopRefusalException("Product variant does not exist", "INVALID");
            var product = ask.Shop.Products.Find(variant.ProductId)!;
            filled = filled with { ProductId = product.Id, VariantId = variant.Id, Title = product.Title, VariantTitle = variant.Title, Sku = variant.Sku, Price = variant.Price };
        }

        return input.Text("currentPrice") is { } price ? filled with { Price = InputWords.Minor(price, currency) } : filled;
    }

    private static SubscriptionLine Held(SubscriptionContract contract, string lineId) =>
        contract.Lines.FirstOrDefault(line => string.Equals(line.Id, lineId.Split('/')[^1], StringComparison.Ordinal)) ?? throw new ShopRefusalException("Subscription line does not exist", "INVALID");

    private static Interval IntervalOf(IReadOnlyDictionary<string, object?> policy) => policy.Number("intervalCount") is { } count and > 0
        ? new(policy.Text("interval")!, count)
        : throw new ShopRefusalException("Interval count must be greater than 0", "GREATER_THAN");

    private static Payload With(Ask ask, string field, Func<SubscriptionLine?> line, Func<SubscriptionContract, SubscriptionContract> change)
    {
        var payload = Change(ask, change);
        if (!payload.IsRefusal)
        {
            payload[field] = new PartOf<SubscriptionContract, SubscriptionLine>(((ContractDraft)payload["draft"]!).Now, line()!);
        }

        return payload;
    }

    private static Payload Change(Ask ask, Func<SubscriptionContract, SubscriptionContract> change) =>
        Payload.Of(() => new() { ["draft"] = ask.Caller.Acts.ChangeContractDraft(DraftId(ask), change) }, ["draftId"], code: "INVALID");

    private static long DraftId(Ask ask) => Gid.Read(ask.Text("draftId")!, "SubscriptionDraft") ?? throw new ShopRefusalException("Subscription draft does not exist", "INVALID");
}

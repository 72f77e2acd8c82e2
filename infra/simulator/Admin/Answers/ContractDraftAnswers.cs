using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Drafts of changed subscriptions, and what is taken off subscriptions.</summary>
internal static class ContractDraftAnswers
{
    public static void AddTo(AdminAnswers answers)
    {
        answers.For<ContractDraft>("SubscriptionDraft", new()
        {
            ["id"] = (draft, _) => Gid.Of("SubscriptionDraft", draft.Id),
            ["originalContract"] = (draft, ask) => ask.Shop.Contracts.Find(draft.Before.Id),
            ["customer"] = (draft, ask) => ask.Shop.Customers.Find(draft.Now.CustomerId),
            ["currencyCode"] = (draft, _) => draft.Now.Currency,
            ["status"] = (draft, _) => Words.Enum(draft.Now.Status),
            ["note"] = (draft, _) => draft.Now.Note,
            ["nextBillingDate"] = (draft, _) => draft.Now.NextBillingAt,
            ["billingPolicy"] = (draft, _) => draft.Now,
            ["deliveryPolicy"] = (draft, _) => draft.Now,
            ["lines"] = (draft, ask) => Lines(draft, draft.Now.Lines, ask),
            ["linesAdded"] = (draft, ask) => Lines(draft, [.. draft.Now.Lines.Where(line => !draft.Before.Lines.Any(one => string.Equals(one.Id, line.Id, StringComparison.Ordinal)))], ask),
            ["linesRemoved"] = (draft, ask) => Lines(draft, [.. draft.Before.Lines.Where(line => !draft.Now.Lines.Any(one => string.Equals(one.Id, line.Id, StringComparison.Ordinal)))], ask),
            ["discounts"] = (draft, ask) => Connection.Of([.. draft.Now.Discounts.Select(one => new PartOf<SubscriptionContract, ContractDiscount>(draft.Now, one))], ask),
        });
        answers.Root("QueryRoot", new() { ["subscriptionDraft"] = ask => Gid.Read(ask.Text("id")!, "SubscriptionDraft") is { } id ? ask.Caller.Acts.ContractDraftOf(id) : null });
        answers.For<PartOf<SubscriptionContract, ContractDiscount>>("SubscriptionManualDiscount", new()
        {
            ["id"] = (discount, _) => $"gid://shopify/SubscriptionManualDiscount/{discount.Part.Id}",
            ["title"] = (discount, _) => discount.Part.Title,
            ["recurringCycleLimit"] = (discount, _) => discount.Part.Cycles,
            ["usageCount"] = (discount, _) => discount.Part.Used,
            ["targetType"] = (_, _) => "LINE_ITEM",
            ["type"] = (_, _) => "MANUAL",
            ["value"] = (discount, _) => discount.Part.Fixed is { } amount ? new Fixed(new(amount, discount.Whole.Currency), discount.Part.IsOnEachItem) : new Percentage(discount.Part.Percent!.Value),
        });
        answers.For<Percentage>("SubscriptionDiscountPercentageValue", new() { ["percentage"] = (percentage, _) => percentage.Value });
        answers.For<Fixed>("SubscriptionDiscountFixedAmountValue", new() { ["amount"] = (amount, _) => amount.Amount, ["appliesOnEachItem"] = (amount, _) => amount.IsOnEachItem });
    }

    private static Connection Lines(ContractDraft draft, IReadOnlyList<SubscriptionLine> lines, Ask ask) => Connection.Of([.. lines.Select(line => new PartOf<SubscriptionContract, SubscriptionLine>(draft.Now, line))], ask);

    private sealed record Percentage(int Value);

    private sealed record Fixed(Money Amount, bool IsOnEachItem);
}

using System.Globalization;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>Refunds: what Shopify suggests, no more than is left, and each once.</summary>
public sealed class RefundTests
{
    [OnEachEngine]
    public async Task What_was_confirmed_is_what_the_shop_gives_back(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = PaidOrder(desk);
        var line = order.Lines[0];

        var (plan, request) = await desk.PlanAsync("refund", order.Id, ($"line-{line.Id}", "1"), ("restock", "true"), ("note", "破損"));
        var action = (await desk.AskAsync(request)).Action!;
        await desk.RunAsync();

        var done = await desk.FindAsync(action);
        Assert.Equal((ActionState.Done, plan.AmountMinor), (done.State, done.AmountMinor));
        Assert.True(plan.AmountMinor > 0);
        var refund = Assert.Single(desk.Shop.Orders.Find(order.Id)!.Refunds);
        Assert.Equal((plan.AmountMinor!.Value, "破損"), (refund.Amount, refund.Note));
        Assert.Equal((line.Id, 1), (refund.Lines[0].LineItemId, refund.Lines[0].Quantity));
    }

    [OnEachEngine]
    public async Task An_amount_above_what_is_left_is_refused_before_anybody_can_ask(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = PaidOrder(desk);

        var (plan, _) = await desk.PlanAsync("refund", order.Id, ("amount", "9999999"));

        Assert.Equal("more_than_left", plan.Refusal?.Key);
    }

    [OnEachEngine]
    public async Task What_somebody_gave_back_in_the_admin_meanwhile_is_not_given_back_again(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = PaidOrder(desk);
        var action = await desk.AskAsync("refund", order.Id, [.. order.Lines.Select(line => ($"line-{line.Id}", line.CurrentQuantity.ToString(CultureInfo.InvariantCulture)))]);
        desk.Desk.Store.Acts.Refund(order.Id, [.. order.Lines.Select(line => new ParcelLine(line.Id, line.CurrentQuantity))], amount: null, restock: false, note: null);

        await desk.RunAsync();

        var failed = await desk.FindAsync(action);
        Assert.Equal(ActionState.Failed, failed.State);
        Assert.Contains(failed.Reason, (string[])["nothing_left", "more_than_bought", "more_than_left", "shopify"], StringComparer.Ordinal);
        Assert.Single(desk.Shop.Orders.Find(order.Id)!.Refunds);
    }

    [Theory]
    [InlineData(nameof(MutationFault.CutAfter))]
    [InlineData(nameof(MutationFault.CutBefore))]
    [InlineData(nameof(MutationFault.FailAfter))]
    [InlineData(nameof(MutationFault.TooMany))]
    public async Task Money_goes_back_once_whatever_becomes_of_the_answer(string fault)
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);
        var order = PaidOrder(desk);
        desk.Faults.Add(Enum.Parse<MutationFault>(fault), "refundCreate", times: 2);

        var action = await desk.AskAsync("refund", order.Id, ($"line-{order.Lines[0].Id}", "1"));
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        Assert.Equal((1, 1), (desk.Desk.Store.App.Done.Count("refundCreate"), desk.Shop.Orders.Find(order.Id)!.Refunds.Count));
    }

    [Fact]
    public async Task An_offered_amount_follows_what_is_chosen_and_a_typed_one_stays()
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);
        var order = PaidOrder(desk);
        var line = $"line-{order.Lines[0].Id}";
        var (first, _) = await desk.PlanAsync("refund", order.Id, (line, "1"));

        var (followed, _) = await desk.PlanAsync("refund", order.Id, (line, "0"), ("amount", first.Wish.Find("amount")!), ("suggested", first.Wish.Find("suggested")!));
        var (typed, _) = await desk.PlanAsync("refund", order.Id, (line, "0"), ("amount", "100"), ("suggested", first.Wish.Find("suggested")!));

        Assert.Equal((0, "nothing_chosen"), (followed.AmountMinor, followed.Refusal?.Key));
        Assert.Equal((100, null), (typed.AmountMinor, typed.Refusal?.Key));
    }

    private static Order PaidOrder(ActionDesk desk) => desk.Shop.Orders.All().First(order =>
        order is { FinancialStatus: "paid", CancelledAt: null, Refunds.Count: 0 } && order.ProcessedAt > desk.Desk.Clock.GetUtcNow().AddDays(-60) && order.Lines[0].CurrentQuantity > 0);
}

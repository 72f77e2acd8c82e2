using System.Globalization;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Admin;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>What is on an order, before it is sent.</summary>
public sealed class EditTests
{
    [OnEachEngine]
    public async Task The_order_comes_to_what_the_confirmation_said(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.UnsentOrder();

        var (plan, request) = await desk.PlanAsync("edit_order", order.Id, [.. OrderSteps.OneMore(order)]);
        var action = (await desk.AskAsync(request)).Action!;
        await desk.RunAsync();

        var edited = desk.Shop.Orders.Find(order.Id)!;
        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        Assert.Equal(order.Lines[0].CurrentQuantity + 1, edited.Lines[0].CurrentQuantity);
        Assert.Equal(plan.AmountMinor, edited.CurrentTotal - order.CurrentTotal);
        Assert.Contains(plan.Effects, effect => effect.Key is "edit_due");
    }

    [OnEachEngine]
    public async Task Goods_are_added_that_the_customer_bought_before_and_a_line_is_cheaper(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        foreach (var order in desk.Shop.Orders.All().Where(one => one is { CancelledAt: null, Fulfillments.Count: 0, FinancialStatus: "paid", CustomerId: not null } && one.ProcessedAt > desk.Desk.Clock.GetUtcNow().AddDays(-60)))
        {
            var (first, _) = await desk.PlanAsync("edit_order", order.Id);
            if (first.Fields.OfType<ChoiceField>().FirstOrDefault(field => field.Name is "add") is not { } bought)
            {
                continue;
            }

            var action = await desk.AskAsync("edit_order", order.Id, ("add", bought.Options[1].Value), ("add_pieces", "2"), ("discount_line", order.Lines[0].Id.ToString(CultureInfo.InvariantCulture)), ("line_percent", "20"));
            await desk.RunAsync();

            var edited = desk.Shop.Orders.Find(order.Id)!;
            Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
            Assert.Equal((bought.Options[1].Value, 2), (edited.Lines[^1].VariantId!.Value.ToString(CultureInfo.InvariantCulture), edited.Lines[^1].CurrentQuantity));
            Assert.True(edited.Lines[0].Discount > order.Lines[0].Discount);
            return;
        }

        Assert.Fail("No customer with an order to edit bought anything else.");
    }

    [OnEachEngine]
    public async Task An_edit_that_was_begun_twice_is_committed_once(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.UnsentOrder();
        var action = await desk.AskAsync("edit_order", order.Id, [.. OrderSteps.OneMore(order)]);
        desk.Faults.Add(MutationFault.CutAfter, "orderEditSetQuantity");
        desk.Faults.Add(MutationFault.CutAfter, "orderEditCommit");
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        Assert.Equal((1, 0), (desk.Desk.Store.App.Done.Count("orderEditCommit"), desk.Faults.Waiting));
        Assert.Equal(order.Lines[0].CurrentQuantity + 1, desk.Shop.Orders.Find(order.Id)!.Lines[0].CurrentQuantity);
    }

    [OnEachEngine]
    public async Task An_order_that_changed_or_shipped_meanwhile_is_left_as_it_is(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.UnsentOrder();
        var changed = await desk.AskAsync("edit_order", order.Id, [.. OrderSteps.OneMore(order)]);
        desk.Desk.Store.Acts.EditLine(order.Id, order.Lines[0].Id, order.Lines[0].CurrentQuantity + 2);
        await desk.RunAsync();
        var shipped = await desk.AskAsync("edit_order", order.Id, OrderSteps.Pieces(order, 0, 1));
        desk.Desk.Store.Acts.Fulfil(order.Id, "Yamato (JA)", "1", null);
        await desk.RunAsync();

        Assert.Equal((ActionState.Failed, "order_changed"), ((await desk.FindAsync(changed)).State, (await desk.FindAsync(changed)).Reason));
        Assert.Equal((ActionState.Failed, "shipped_edit"), ((await desk.FindAsync(shipped)).State, (await desk.FindAsync(shipped)).Reason));
        Assert.Equal(order.Lines[0].CurrentQuantity + 2, desk.Shop.Orders.Find(order.Id)!.Lines[0].CurrentQuantity);
        Assert.Equal(0, desk.Desk.Store.App.Done.Count("orderEditCommit"));
    }

    [Fact]
    public async Task An_order_without_goods_is_to_be_cancelled_instead()
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);
        var order = desk.UnsentOrder();

        var (plan, _) = await desk.PlanAsync("edit_order", order.Id, [.. order.Lines.Select((_, index) => OrderSteps.Pieces(order, index, 0))]);

        Assert.Equal("edit_empty", plan.Refusal?.Key);
    }
}

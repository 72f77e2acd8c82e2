using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>What comes back: asked for, approved or declined, ended.</summary>
public sealed class ReturnTests
{
    [OnEachEngine]
    public async Task A_return_has_its_lines_its_reason_and_what_the_customer_pays_for_it(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.SentOrder();

        var action = await desk.AskAsync("create_return", order.Id, [.. OrderSteps.OneBack(order), ("return_note", "箱がつぶれていた"), ("return_fee", "600")]);
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        var back = Assert.Single(desk.Shop.Orders.Find(order.Id)!.Returns);
        Assert.Equal(("open", 1, 600L), (back.Status, back.Quantity, back.ShippingFee!.Amount));
        Assert.Equal((7L, "箱がつぶれていた"), (back.Lines[0].ReasonId!.Value, back.Lines[0].ReasonNote));
    }

    [OnEachEngine]
    public async Task What_was_asked_for_is_declined_with_a_word(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.WithReturn(isApproved: false);

        await desk.AskAsync("decline_return", order.Id, ("decline_reason", "final_sale"), ("decline_note", "開封後は返品できません"));
        await desk.RunAsync();

        var back = Assert.Single(desk.Shop.Orders.Find(order.Id)!.Returns);
        Assert.Equal(("declined", "final_sale", "開封後は返品できません"), (back.Status, back.DeclineReason, back.DeclineNote));
    }

    [OnEachEngine]
    public async Task Who_declines_what_a_colleague_approved_meanwhile_changes_nothing(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.WithReturn(isApproved: false);
        var declined = await desk.AskAsync("decline_return", order.Id);
        desk.Desk.Store.Acts.MoveReturn(order.Id, order.Returns[0].Id, "approve");

        await desk.RunAsync();

        Assert.Equal((ActionState.Failed, "shopify"), ((await desk.FindAsync(declined)).State, (await desk.FindAsync(declined)).Reason));
        Assert.Equal("open", Assert.Single(desk.Shop.Orders.Find(order.Id)!.Returns).Status);
    }

    [Theory]
    [InlineData("create_return", "nothing_chosen")]
    [InlineData("approve_return", "no_return_requested")]
    [InlineData("close_return", "no_return_open")]
    public async Task Where_nothing_can_be_done_the_confirmation_says_so(string kind, string refusal)
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);

        Assert.Equal(refusal, (await desk.PlanAsync(kind, desk.SentOrder().Id, ("shown", "true"))).Plan.Refusal?.Key);
    }

    [Fact]
    public async Task What_was_never_sent_can_not_come_back()
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);

        Assert.Equal("nothing_returnable", (await desk.PlanAsync("create_return", desk.UnsentOrder().Id)).Plan.Refusal?.Key);
    }
}

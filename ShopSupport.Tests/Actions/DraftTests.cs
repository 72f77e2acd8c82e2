using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Admin;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>The goods of an order once more: to be paid behind a link, or for nothing.</summary>
public sealed class DraftTests
{
    [OnEachEngine]
    public async Task The_customer_gets_a_link_for_what_the_agent_chose(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.SentOrder();

        var (plan, request) = await desk.PlanAsync("draft_order", order.Id, ("shown", "true"), OrderSteps.Pieces(order, 0, 3), ("discount", "10"));
        var action = (await desk.AskAsync(request)).Action!;
        await desk.RunAsync();

        var done = await desk.FindAsync(action);
        var draft = Assert.Single(desk.Shop.Drafts.All());
        Assert.Equal(ActionState.Done, done.State);
        Assert.Equal((plan.AmountMinor!.Value, order.CustomerId, false), (draft.Total, draft.CustomerId, draft.InvoiceSentAt is not null));
        Assert.Equal((order.Lines[0].VariantId, 3), (Assert.Single(draft.Lines).Item.VariantId, draft.Lines[0].Item.Quantity));
        Assert.Contains(done.Outcome.SelectMany(fact => fact.Values), value => string.Equals(value.Copy, draft.InvoiceUrl, StringComparison.Ordinal));
    }

    [OnEachEngine]
    public async Task A_mail_that_could_not_be_sent_leaves_the_link(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var action = await desk.AskAsync("draft_order", desk.SentOrder().Id, ("invoice", "true"));
        desk.Faults.Add(MutationFault.Throttled, TimeSpan.FromMinutes(30), "draftOrderInvoiceSend");

        await desk.RunAsync();

        var done = await desk.FindAsync(action);
        Assert.Equal(ActionState.Done, done.State);
        Assert.Contains(done.Outcome, fact => fact.Key is "draft_mail_failed");
        Assert.Contains(done.Outcome, fact => fact.Key is "draft_link");
    }

    [OnEachEngine]
    public async Task A_replacement_is_an_order_that_costs_nothing_and_names_the_first(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.SentOrder();

        var action = await desk.AskAsync("replacement", order.Id, ("shown", "true"), OrderSteps.Pieces(order, 0, 1), ("cause", "lost"));
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        var sent = desk.Shop.Orders.Find(Assert.Single(desk.Shop.Drafts.All()).OrderId!.Value)!;
        Assert.Equal((0, order.CustomerId, order.Address!.Zip), (sent.Total, sent.CustomerId, sent.Address!.Zip));
        Assert.Contains(order.Name, sent.Note, StringComparison.Ordinal);
        Assert.Contains("再送", sent.Tags, StringComparer.Ordinal);
        Assert.Equal(1, Assert.Single(sent.Lines).Quantity);
    }

    [Theory]
    [InlineData("draft_order")]
    [InlineData("replacement")]
    public async Task Nothing_chosen_is_nothing_to_send(string kind)
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);

        Assert.Equal("nothing_chosen", (await desk.PlanAsync(kind, desk.SentOrder().Id, ("shown", "true"))).Plan.Refusal?.Key);
    }
}

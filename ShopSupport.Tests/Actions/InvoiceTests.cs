using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Admin;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>A mail leaves nothing to look at: it is sent once, or nobody knows.</summary>
public sealed class InvoiceTests
{
    [OnEachEngine]
    public async Task The_customer_is_told_once_where_to_pay(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);

        var action = await desk.AskAsync("send_invoice", desk.UnsentOrder(isPaid: false).Id);
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        Assert.Equal(1, desk.Desk.Store.App.Done.Count("orderInvoiceSend"));
    }

    [OnEachEngine]
    public async Task A_mail_without_an_answer_is_never_sent_again_and_stays_unknown(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        desk.Faults.Add(MutationFault.CutAfter, "orderInvoiceSend");

        var action = await desk.AskAsync("send_invoice", desk.UnsentOrder(isPaid: false).Id);
        await desk.RunAsync(TimeSpan.FromMinutes(5));

        var ended = await desk.FindAsync(action);
        Assert.Equal((ActionState.Unknown, false, 1), (ended.State, ended.IsUnderWay, ended.Sends));
        Assert.Equal((1, 0), (desk.Desk.Store.App.Done.Count("orderInvoiceSend"), await desk.Desk.CountAsync("work", "kind = 'action'")));
    }

    [Fact]
    public async Task A_paid_order_has_nothing_to_be_paid()
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);

        Assert.Equal("paid_already", (await desk.PlanAsync("send_invoice", desk.UnsentOrder().Id)).Plan.Refusal?.Key);
    }
}

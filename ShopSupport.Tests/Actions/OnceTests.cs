using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Admin;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>Whatever happens to question, answer or process, an action that was asked for happens once.</summary>
public sealed class OnceTests
{
    /// <summary>An action of each way in which Shopify knows, or does not know, that it did something already.</summary>
    public static TheoryData<string, string> Kinds => new()
    {
        { "cancel_order", "orderCancel" },
        { "order_tags", "tagsAdd" },
        { "order_note", "orderUpdate" },
        { "change_address", "orderUpdate" },
        { "tracking", "fulfillmentTrackingInfoUpdate" },
        { "customer_note", "customerUpdate" },
        { "customer_tags", "tagsAdd" },
        { "customer_flag", "customerUpdate" },
        { "customer_flag", "tagsAdd" },
        { "discount_code", "discountCodeBasicCreate" },
        { "draft_order", "draftOrderCreate" },
        { "draft_order", "draftOrderInvoiceSend" },
        { "replacement", "draftOrderCreate" },
        { "replacement", "draftOrderComplete" },
        { "edit_order", "orderEditCommit" },
        { "request_return", "returnRequest" },
        { "create_return", "returnCreate" },
        { "approve_return", "returnApproveRequest" },
        { "decline_return", "returnDeclineRequest" },
        { "close_return", "returnClose" },
        { "pause_contract", "subscriptionContractPause" },
        { "cancel_contract", "subscriptionContractCancel" },
        { "skip_cycle", "subscriptionBillingCycleSkip" },
        { "move_next_date", "subscriptionContractSetNextBillingDate" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_done_once_and_said_to_be_done(string kind, string mutation)
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);

        var action = await AskAsync(desk, kind);
        await desk.RunAsync();

        Assert.Equal((ActionState.Done, null), ((await desk.FindAsync(action)).State, (await desk.FindAsync(action)).Reason));
        Assert.Equal(1, desk.Desk.Store.App.Done.Count(mutation));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_connection_that_is_cut_after_it_happened_makes_it_happen_once(string kind, string mutation)
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);
        desk.Faults.Add(MutationFault.CutAfter, mutation);

        var action = await AskAsync(desk, kind);
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        Assert.Equal((1, 0), (desk.Desk.Store.App.Done.Count(mutation), desk.Faults.Waiting));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_connection_that_is_cut_before_it_happened_makes_it_happen_once(string kind, string mutation)
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);
        desk.Faults.Add(MutationFault.CutBefore, mutation);

        var action = await AskAsync(desk, kind);
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        Assert.Equal((1, 0), (desk.Desk.Store.App.Done.Count(mutation), desk.Faults.Waiting));
    }

    [OnEachEngine]
    public async Task An_answer_that_is_lost_is_looked_for_and_shown_as_unknown_meanwhile(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        desk.Faults.Add(MutationFault.CutAfter, "subscriptionContractPause");
        var action = await desk.AskAsync("pause_contract", desk.Contract().Id);

        await desk.RunOnceAsync();
        Assert.Equal(ActionState.Unknown, (await desk.FindAsync(action)).State);
        await desk.RunAsync();

        Assert.Equal((ActionState.Done, 1), ((await desk.FindAsync(action)).State, (await desk.FindAsync(action)).Sends));
    }

    [OnEachEngine]
    public async Task While_the_shop_can_not_be_looked_at_nobody_says_that_nothing_happened(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        desk.Faults.Add(MutationFault.CutAfter, "subscriptionContractPause");
        var action = await desk.AskAsync("pause_contract", desk.Contract().Id);
        await desk.RunOnceAsync();
        var scopes = desk.Desk.Store.App.Scopes;

        desk.Desk.Store.App.Scopes = scopes.Where(scope => !scope.EndsWith("_own_subscription_contracts", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        await desk.RunOnceAsync();
        Assert.Equal((ActionState.Unknown, null), ((await desk.FindAsync(action)).State, (await desk.FindAsync(action)).Reason));

        desk.Desk.Store.App.Scopes = scopes;
        await desk.RunAsync();
        Assert.Equal((ActionState.Done, 1), ((await desk.FindAsync(action)).State, (await desk.FindAsync(action)).Sends));
    }

    [OnEachEngine]
    public async Task A_minute_of_refusals_for_being_too_fast_only_delays_it(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var action = await desk.AskAsync("cancel_order", desk.UnsentOrder().Id);
        desk.Faults.Add(MutationFault.Throttled, TimeSpan.FromMinutes(1));

        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        Assert.Equal(1, desk.Desk.Store.App.Done.Count("orderCancel"));
    }

    [OnEachEngine]
    public async Task A_process_that_dies_anywhere_loses_nothing_and_doubles_nothing(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var random = new Random(7);
        var killed = 0;
        var actions = new List<DeskAction>();
        for (var round = 0; killed < 50; round++)
        {
            actions.Add(await desk.AskAsync("order_tags", desk.UnsentOrder().Id, ("shown", "true"), ("tags", $"round-{round}")));
            while (true)
            {
                desk.Desk.Clock.KillAfter(random.Next(0, 12));
                try
                {
                    var isMore = await desk.RunOnceAsync();
                    desk.Desk.Clock.Spare();
                    desk.Desk.Pass(TimeSpan.FromSeconds(30));
                    if (!isMore)
                    {
                        break;
                    }
                }
                catch (OperationCanceledException)
                {
                    killed++;
                    desk.Desk.Clock.Spare();
                }
            }
        }

        foreach (var action in actions)
        {
            Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        }

        Assert.Equal(actions.Count, desk.Desk.Store.App.Done.Count("tagsAdd"));
    }

    private static Task<DeskAction> AskAsync(ActionDesk desk, string kind) => kind switch
    {
        "cancel_order" => desk.AskAsync(kind, desk.UnsentOrder().Id),
        "order_tags" => desk.AskAsync(kind, desk.UnsentOrder().Id, ("shown", "true"), ("tags", "要注意, VIP")),
        "order_note" => desk.AskAsync(kind, desk.UnsentOrder().Id, ("shown", "true"), ("shop_note", "玄関前に置く")),
        "change_address" => desk.AskAsync(kind, desk.UnsentOrder().Id, [.. OrderSteps.Address]),
        "tracking" => desk.AskAsync(kind, desk.SentOrder().Id, [.. OrderSteps.Tracking(desk.SentOrder())]),
        "customer_note" => desk.AskAsync(kind, desk.SentOrder().CustomerId!.Value, ("shown", "true"), ("shop_note", "電話は午後に")),
        "customer_tags" => desk.AskAsync(kind, desk.SentOrder().CustomerId!.Value, ("shown", "true"), ("tags", "VIP, 卸")),
        "draft_order" => desk.AskAsync(kind, desk.SentOrder().Id, ("invoice", "true")),
        "replacement" => desk.AskAsync(kind, desk.SentOrder().Id),
        "edit_order" => desk.AskAsync(kind, desk.UnsentOrder().Id, [.. OrderSteps.OneMore(desk.UnsentOrder())]),
        "request_return" or "create_return" => desk.AskAsync(kind, desk.SentOrder().Id, [.. OrderSteps.OneBack(desk.SentOrder())]),
        "approve_return" or "decline_return" => desk.AskAsync(kind, desk.WithReturn(isApproved: false).Id),
        "close_return" => desk.AskAsync(kind, desk.WithReturn(isApproved: true).Id),
        "customer_flag" or "discount_code" => desk.AskAsync(kind, desk.SentOrder().CustomerId!.Value),
        "move_next_date" => desk.AskAsync(kind, desk.Contract().Id, ("day", desk.Desk.Clock.GetUtcNow().AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
        _ => desk.AskAsync(kind, desk.Contract().Id),
    };
}

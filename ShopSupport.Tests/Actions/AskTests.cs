using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>Asking for an action: once, by who has seen how it stands, and for what the shop has.</summary>
public sealed class AskTests
{
    [OnEachEngine]
    public async Task Pressed_twice_it_is_one_action(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var (_, request) = await desk.PlanAsync("pause_contract", desk.Contract().Id);

        var asked = await Task.WhenAll(desk.AskAsync(request), desk.AskAsync(request), desk.AskAsync(request));

        Assert.Equal(1, asked.Count(one => one.Outcome is AskOutcome.Asked));
        Assert.Single(asked.Select(one => one.Action!.Id).Distinct());
        Assert.Equal((1, 1), (await desk.Desk.CountAsync("actions"), await desk.Desk.CountAsync("work", "kind = 'action'")));
    }

    [OnEachEngine]
    public async Task Of_two_screens_that_show_the_same_only_one_can_ask_for_it(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var id = desk.Contract().Id;
        var (_, first) = await desk.PlanAsync("pause_contract", id);
        var (_, second) = await desk.PlanAsync("skip_cycle", id);

        var asked = await Task.WhenAll(desk.AskAsync(first), desk.AskAsync(second));

        var overtaken = Assert.Single(asked, one => one.Outcome is AskOutcome.Overtaken);
        Assert.Equal(asked.Single(one => one.Outcome is AskOutcome.Asked).Action!.Id, overtaken.Action!.Id);
        Assert.Equal(1, await desk.Desk.CountAsync("actions"));
    }

    [OnEachEngine]
    public async Task Who_saw_how_it_stands_now_can_ask_again(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var id = desk.Contract().Id;
        await desk.AskAsync("pause_contract", id);
        await desk.RunAsync();

        var resumed = await desk.AskAsync("resume_contract", id);
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(resumed)).State);
        Assert.Equal("active", desk.Shop.Contracts.Find(id)!.Status);
    }

    [OnEachEngine]
    public async Task What_another_shop_has_is_not_there(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var other = await desk.Desk.Db.AddShopAsync();
        var order = desk.UnsentOrder().Id;

        Assert.Null(await desk.Store.FindTargetAsync(other, ActionSubject.Order, order, CancellationToken.None));
        var (_, request) = await desk.PlanAsync("cancel_order", order);
        Assert.Equal(AskOutcome.NotFound, (await desk.Store.AskAsync(other, desk.Agent.Id, request, CancellationToken.None)).Outcome);
        var elsewhere = request with { ConversationId = new ConversationId(987654) };
        Assert.Equal(AskOutcome.NotFound, (await desk.AskAsync(elsewhere)).Outcome);
        Assert.Equal(0, await desk.Desk.Db.FindAsync<int>("SELECT COUNT(*) FROM actions WHERE shop_id > 0", new { }));
    }

    [OnEachEngine]
    public async Task Each_step_is_told_to_the_open_screens(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var before = await desk.Desk.CountAsync("shop_events", "kind = 'action'");

        await desk.AskAsync("pause_contract", desk.Contract().Id);
        await desk.RunAsync();

        // Asked for, sent, done.
        Assert.Equal(before + 3, await desk.Desk.CountAsync("shop_events", "kind = 'action'"));
        Assert.Equal(1, await desk.Desk.CountAsync("fetch_requests", $"resource = 'subscription_contract' AND resource_id = {desk.Contract("paused").Id}"));
    }
}

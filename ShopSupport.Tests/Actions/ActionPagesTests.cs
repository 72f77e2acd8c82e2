using ShopSupport.Core.Values;
using ShopSupport.Tests.Outside;
using static ShopSupport.Tests.Actions.AskingDesk;

namespace ShopSupport.Tests.Actions;

/// <summary>Confirmations over HTTP: what is asked for is what was shown, to the agent to whom it was shown.</summary>
public sealed class ActionPagesTests
{
    private const string TooOld = "開いてから時間がたったため";

    [Fact]
    public async Task What_was_shown_is_asked_for_once_however_often_it_is_sent()
    {
        await using var desk = await OpenAsync();
        var shown = await desk.SealedAsync();

        var first = await desk.PostAsync($"/actions/refund/{desk.Order}", Agent, ("sealed", shown), ("amount", "12430"));
        var again = await desk.PostAsync($"/actions/refund/{desk.Order}", Agent, ("sealed", shown), ("amount", "12430"));

        Assert.Equal((302, 302), (first.Status, again.Status));
        Assert.Equal((1, 1), (await desk.CountAsync("actions WHERE state = 'asked' AND amount_minor = 12430"), await desk.CountAsync("work WHERE kind = 'action'")));
    }

    [Theory]
    [InlineData("tampered")]
    [InlineData("none")]
    [InlineData("of another agent")]
    [InlineData("of another order")]
    [InlineData("of another conversation")]
    public async Task What_was_not_shown_to_this_agent_for_this_order_is_shown_first(string seal)
    {
        await using var desk = await OpenAsync();
        var another = await desk.Desk.Host.Db.FindAsync<long>("SELECT MAX(id) FROM orders WHERE shop_id = @Shop AND is_deleted = 0", new { desk.Shop });
        Assert.NotEqual(desk.Order, another);
        var shown = await desk.SealedAsync(seal is "of another conversation" ? "?conversation=5" : "", seal is "of another agent" ? Manager : Agent);
        var sent = seal switch
        {
            "tampered" => $"{shown[..^6]}{(shown[^6] == 'A' ? 'B' : 'A')}{shown[^5..]}",
            "none" => "",
            _ => shown,
        };

        var (status, body) = await desk.PostAsync($"/actions/refund/{(seal is "of another order" ? another : desk.Order)}", Agent, ("sealed", sent), ("amount", "12430"));

        Assert.Equal(409, status);
        Assert.Contains(TooOld, body, StringComparison.Ordinal);
        Assert.NotEqual(sent, Seal(body), StringComparer.Ordinal);
        Assert.Equal(0, await desk.CountAsync("actions"));
    }

    [Fact]
    public async Task A_field_that_was_changed_after_it_was_shown_gets_the_plan_anew()
    {
        await using var desk = await OpenAsync();

        var (status, body) = await desk.PostAsync($"/actions/refund/{desk.Order}", Agent, ("sealed", await desk.SealedAsync()), ("amount", "999"));
        var (confirmed, _) = await desk.PostAsync($"/actions/refund/{desk.Order}", Agent, ("sealed", Seal(body)), ("amount", "999"));

        Assert.Equal((409, 302), (status, confirmed));
        Assert.Contains("選択が変わりました", body, StringComparison.Ordinal);
        Assert.Contains("¥999 を返金する", body, StringComparison.Ordinal);
        Assert.Equal(1, await desk.CountAsync("actions WHERE amount_minor = 999"));
    }

    [Fact]
    public async Task Another_shops_order_and_a_kind_that_nobody_knows_are_not_there()
    {
        await using var desk = await OpenAsync();
        var other = await desk.Desk.Host.Db.AddShopAsync();
        await desk.Desk.Host.Db.ExecuteAsync("UPDATE orders SET shop_id = @other WHERE id = @Order", new { other, desk.Order });

        Assert.Equal(404, (await desk.GetAsync($"/actions/refund/{desk.Order}")).Status);
        Assert.Equal(404, (await desk.PostAsync($"/actions/refund/{desk.Order}/plan", Agent, ("amount", "1"))).Status);
        Assert.Equal(404, (await desk.PostAsync($"/actions/refund/{desk.Order}", Agent, ("amount", "1"))).Status);
        Assert.Equal(404, (await desk.GetAsync($"/actions/paint/{desk.Order}")).Status);
        Assert.Equal(404, (await desk.PostAsync($"/actions/paint/{desk.Order}", Agent, ("amount", "1"))).Status);
    }

    [Fact]
    public async Task An_order_that_goes_to_nobody_between_showing_and_asking_is_not_there()
    {
        await using var desk = await OpenAsync();
        var shown = await desk.SealedAsync();
        await desk.Desk.Host.Db.ExecuteAsync("UPDATE orders SET is_deleted = 1 WHERE id = @Order", new { desk.Order });

        Assert.Equal(404, (await desk.PostAsync($"/actions/refund/{desk.Order}", Agent, ("sealed", shown), ("amount", "12430"))).Status);
    }

    [Fact]
    public async Task A_missing_permission_is_said_and_can_be_asked_for_in_the_admin_alone()
    {
        await using var desk = await OpenAsync();

        var (status, body) = await desk.PostAsync($"/actions/refund/{desk.Order}/plan", Agent, ("amount", "403"));

        Assert.Equal(422, status);
        Assert.Contains("ショップがこの操作をまだ許可していません", body, StringComparison.Ordinal);
        Assert.Contains("data-grant=\"write_orders\"", body, StringComparison.Ordinal);
        Assert.Equal("", Seal(body));
    }

    [Fact]
    public async Task Above_the_limit_the_sheet_says_who_decides_and_by_how_much_and_a_manager_does()
    {
        await using var desk = await OpenAsync();
        await desk.LimitAsync(10_000);

        var (_, sheet) = await desk.GetAsync($"/actions/refund/{desk.Order}");
        Assert.Contains("佐藤 花子（管理者）の承認が必要です。", sheet, StringComparison.Ordinal);
        Assert.Contains("高木さんの上限 1件 ¥10,000 を ¥2,430 超えています。", sheet, StringComparison.Ordinal);
        Assert.Contains("¥12,430 の承認を依頼", sheet, StringComparison.Ordinal);
        Assert.Equal(302, (await desk.PostAsync($"/actions/refund/{desk.Order}", Agent, ("sealed", Seal(sheet)), ("amount", "12430"), ("to-manager", "破損のため"))).Status);
        var id = await desk.Desk.Host.Db.FindAsync<ActionId>("SELECT id FROM actions WHERE shop_id = @Shop AND state = 'waiting'", new { desk.Shop });

        var (_, list) = await desk.GetAsync("/approvals", Manager);
        Assert.Contains("破損のため", list, StringComparison.Ordinal);
        Assert.Contains("¥2,430 超えています", list, StringComparison.Ordinal);
        Assert.Equal(403, (await desk.PostAsync($"/approvals/{id}", Agent, ("decision", "approved"))).Status);
        Assert.Equal(400, (await desk.PostAsync($"/approvals/{id}", Manager, ("decision", "perhaps"))).Status);
        Assert.Equal(302, (await desk.PostAsync($"/approvals/{id}", Manager, ("decision", "approved"), ("why", "どうぞ"))).Status);
        var (late, told) = await desk.PostAsync($"/approvals/{id}", Manager, ("decision", "declined"));
        Assert.Equal(409, late);
        Assert.Contains("この依頼はすでに処理されています。", told, StringComparison.Ordinal);
        Assert.Equal((1, 1), (await desk.CountAsync("actions WHERE state = 'asked' AND decided_why = 'どうぞ'"), await desk.CountAsync("work WHERE kind = 'action'")));
        Assert.Equal(404, (await desk.PostAsync("/approvals/987654", Manager, ("decision", "approved"))).Status);
    }

    [Fact]
    public async Task Limits_are_saved_as_a_whole_or_explained_beside_their_fields()
    {
        await using var desk = await OpenAsync();

        var (wrong, explained) = await desk.PostAsync("/settings/approvals", Manager, ("newcomer_days", "14"), ("rule-refund-everyone", "most"), ("most-refund-everyone", "1.5"), ("rule-refund-outside", "always"));
        Assert.Equal((422, 0), (wrong, await desk.CountAsync("action_limits")));
        Assert.Contains("value=\"1.5\"", explained, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", explained, StringComparison.Ordinal);
        var (saved, _) = await desk.PostAsync("/settings/approvals", Manager, ("newcomer_days", "14"), ("rule-refund-everyone", "most"), ("most-refund-everyone", "10,000"), ("rule-refund-outside", "always"));

        Assert.Equal(200, saved);
        Assert.Equal((1, 1), (await desk.CountAsync("action_limits WHERE agent_class = 'everyone' AND most_minor = 10000 AND currency = 'JPY'"), await desk.CountAsync("action_limits WHERE agent_class = 'outside' AND most_minor IS NULL")));
        Assert.Equal(1, await desk.CountAsync("audit WHERE what = 'limits_changed'"));
    }

    [Theory]
    [InlineData("/approvals")]
    [InlineData("/settings/approvals")]
    [InlineData("/audit")]
    public async Task What_is_for_managers_is_for_nobody_else(string path)
    {
        await using var desk = await OpenAsync();

        var (status, body) = await desk.GetAsync(path);
        var session = await OutsideSessionTests.JoinAsync(desk.Desk);
        using var outside = await OutsideSessionTests.SendAsync(desk.Desk, HttpMethod.Get, path, session);

        Assert.Equal((403, 403, 200), (status, (int)outside.StatusCode, (await desk.GetAsync(path, Manager)).Status));
        Assert.Contains("管理者専用の画面です", body, StringComparison.Ordinal);
    }
}

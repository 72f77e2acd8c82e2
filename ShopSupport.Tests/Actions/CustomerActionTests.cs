using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>What agents note about customers, and the codes that they give them.</summary>
public sealed class CustomerActionTests
{
    [OnEachEngine]
    public async Task A_note_that_somebody_else_wrote_meanwhile_is_not_written_over(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var customer = desk.SentOrder().CustomerId!.Value;
        var action = await desk.AskAsync("customer_note", customer, ("shown", "true"), ("shop_note", "電話は午後に"));
        desk.Desk.Store.Acts.ChangeCustomer(customer, one => one with { Note = "アレルギーあり" });

        await desk.RunAsync();

        Assert.Equal((ActionState.Failed, "note_changed"), ((await desk.FindAsync(action)).State, (await desk.FindAsync(action)).Reason));
        Assert.Equal("アレルギーあり", desk.Shop.Customers.Find(customer)!.Note);
    }

    [OnEachEngine]
    public async Task A_customer_to_be_careful_with_has_a_tag_and_a_line_that_says_why(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var customer = desk.SentOrder().CustomerId!.Value;
        desk.Desk.Store.Acts.ChangeCustomer(customer, one => one with { Note = "常連" });

        await desk.AskAsync("customer_flag", customer, ("flag", "refused"), ("why", "3回続けて不在"));
        await desk.RunAsync();

        var marked = desk.Shop.Customers.Find(customer)!;
        Assert.Contains("要注意", marked.Tags, StringComparer.Ordinal);
        Assert.StartsWith("常連\n[要注意: 受取拒否・未払い] 3回続けて不在 (高木 ", marked.Note, StringComparison.Ordinal);
    }

    [OnEachEngine]
    public async Task A_code_is_for_one_customer_once_until_the_end_of_a_day(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var customer = desk.SentOrder().CustomerId!.Value;

        var action = await desk.AskAsync("discount_code", customer, ("value_kind", "amount"), ("off", "500"), ("until", desk.Desk.Clock.GetUtcNow().AddDays(14).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        await desk.RunAsync();

        var done = await desk.FindAsync(action);
        var code = Assert.Single(desk.Shop.Discounts.All());
        Assert.Equal((500, 1, true), (code.Amount, code.UsageLimit, code.IsOncePerCustomer));
        Assert.Equal([customer], code.Customers);
        Assert.Equal(new TimeSpan(23, 59, 59), code.EndsAt!.Value.ToOffset(TimeSpan.FromHours(9)).TimeOfDay);
        Assert.Contains(done.Outcome.SelectMany(fact => fact.Values), value => string.Equals(value.Copy, code.Code, StringComparison.Ordinal));
        Assert.Contains(done.Outcome.SelectMany(fact => fact.Values), value => value.Copy?.EndsWith($"/discount/{code.Code}", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("off", "abc", "no_amount")]
    [InlineData("off", "0", "no_amount")]
    [InlineData("until", "2020-01-01", "code_day")]
    public async Task A_code_for_nothing_or_for_a_day_that_is_gone_is_refused(string field, string value, string refusal)
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);

        var (plan, _) = await desk.PlanAsync("discount_code", desk.SentOrder().CustomerId!.Value, [("value_kind", "amount"), .. field is "off" ? [] : new[] { ("off", "500") }, (field, value)]);

        Assert.Equal(refusal, plan.Refusal?.Key);
    }
}

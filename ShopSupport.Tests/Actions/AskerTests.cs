using ShopSupport.Core.Actions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>Who may do what without a manager.</summary>
public sealed class AskerTests
{
    [Theory]
    [InlineData(10_000, "JPY", null)]
    [InlineData(10_001, "JPY", ApprovalNeed.Amount)]
    [InlineData(1, "USD", ApprovalNeed.Currency)]
    [InlineData(null, null, null)]
    public void Up_to_the_limit_nobody_is_asked_and_above_it_a_manager(int? amount, string? currency, ApprovalNeed? need) =>
        Assert.Equal(need, Asker(new ActionLimit { AgentClass = AgentClass.Everyone, MostMinor = 10_000, Currency = "JPY" }).Judge(amount, currency, TestClock.Start)?.Need);

    [Theory]
    [InlineData(false, 40, AgentClass.Everyone)]
    [InlineData(false, 30, AgentClass.Everyone)]
    [InlineData(false, 29, AgentClass.Newcomer)]
    [InlineData(true, 29, AgentClass.Outside)]
    [InlineData(true, 400, AgentClass.Outside)]
    public void Of_which_class_somebody_is_depends_on_their_seat_and_then_on_their_days(bool isOutside, int days, AgentClass expected) =>
        Assert.Equal(expected, (Asker() with { IsOutside = isOutside, JoinedAt = TestClock.Start.AddDays(-days) }).ClassAt(TestClock.Start));

    [Fact]
    public void A_manager_has_no_limit_in_any_currency() =>
        Assert.Null((Asker(new ActionLimit { AgentClass = AgentClass.Everyone }) with { IsManager = true }).Judge(1_000_000, "USD", TestClock.Start));

    [Fact]
    public void Where_no_limit_is_set_only_another_currency_needs_a_manager()
    {
        Assert.Null(Asker().Judge(1_000_000, "JPY", TestClock.Start));
        Assert.Equal(ApprovalNeed.Currency, Asker().Judge(1, "USD", TestClock.Start)?.Need);
        Assert.Null((Asker() with { ShopCurrency = null }).Judge(1, "USD", TestClock.Start));
    }

    [Fact]
    public void A_limit_in_the_money_that_the_shop_had_before_holds_nothing_back_unseen() =>
        Assert.Equal(ApprovalNeed.Currency, Asker(new ActionLimit { AgentClass = AgentClass.Everyone, MostMinor = 9_999_999, Currency = "USD" }).Judge(1, "JPY", TestClock.Start)?.Need);

    private static Asker Asker(params ActionLimit[] limits) => new()
    {
        Name = "高木",
        IsManager = false,
        IsOutside = false,
        JoinedAt = TestClock.Start.AddDays(-100),
        NewcomerDays = 30,
        ShopCurrency = "JPY",
        Limits = limits,
    };
}

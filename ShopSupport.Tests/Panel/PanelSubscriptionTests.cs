using System.Globalization;
using ShopSupport.Core.Panel;

namespace ShopSupport.Tests.Panel;

public sealed class PanelSubscriptionTests
{
    // Half past midnight of the 31st in Tokyo is still the 30th in UTC, and a month later the two end on different days.
    [Theory]
    [InlineData("Asia/Tokyo", "month", 1, "2026-01-30T15:30:00Z", "2026-02-27T15:30:00Z")]
    [InlineData("Asia/Tokyo", "year", 1, "2024-02-28T15:30:00Z", "2025-02-27T15:30:00Z")]
    [InlineData("America/New_York", "month", 1, "2026-02-15T14:00:00Z", "2026-03-15T13:00:00Z")]
    [InlineData("America/New_York", "week", 4, "2026-02-15T14:00:00Z", "2026-03-15T13:00:00Z")]
    [InlineData("America/New_York", "day", 30, "2026-10-15T13:00:00Z", "2026-11-14T14:00:00Z")]
    public void The_next_delivery_is_counted_in_the_calendar_of_the_shop(string zone, string unit, int count, string paid, string expected) =>
        Assert.Equal(Time(expected), Of(unit, count, paid).NextExpectedAt(TimeZoneInfo.FindSystemTimeZoneById(zone), Time(paid)));

    [Fact]
    public void An_hour_that_the_clocks_leave_out_becomes_the_one_after_it() =>
        Assert.Equal(Time("2026-03-08T07:30:00Z"), Of("month", 1, "2026-02-08T07:30:00Z").NextExpectedAt(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), Time("2026-02-08T07:30:00Z")));

    [Theory]
    [InlineData("fortnight", 1)]
    [InlineData("month", 0)]
    [InlineData("year", 1001)]
    [InlineData("day", int.MaxValue)]
    [InlineData(null, 1)]
    public void Without_an_interval_that_makes_sense_nothing_is_expected(string? unit, int count) =>
        Assert.Null(Of(unit, count, "2026-01-30T15:30:00Z").NextExpectedAt(TimeZoneInfo.Utc, Time("2026-02-01T00:00:00Z")));

    [Fact]
    public void A_paused_subscription_expects_nothing() =>
        Assert.Null((Of("month", 1, "2026-01-30T15:30:00Z") with { Status = "paused" }).NextExpectedAt(TimeZoneInfo.Utc, Time("2026-02-01T00:00:00Z")));

    [Theory]
    // The coming one is skipped, as is the one after it; a cycle's date may lie some days off.
    [InlineData("2026-02-28", "2026-03-30")]
    [InlineData("2026-02-26,2026-03-31", "2026-04-30")]
    // Skipped long ago, or far ahead.
    [InlineData("2025-12-30,2026-04-30", "2026-02-28")]
    public void A_cycle_that_is_skipped_is_not_the_next_one(string skipped, string expected)
    {
        var subscription = Of("month", 1, "2026-01-30T00:00:00Z") with
        {
            Skips = [.. skipped.Split(',').Select(day => new SkippedCycle { BillingExpectedAt = Time(day + "T00:00:00Z") })],
        };

        Assert.Equal(Time(expected + "T00:00:00Z"), subscription.NextExpectedAt(TimeZoneInfo.Utc, Time("2026-02-01T00:00:00Z")));
    }

    [Fact]
    public void The_days_that_are_left_out_until_the_next_delivery_are_told_and_no_others()
    {
        var subscription = Of("month", 1, "2026-01-30T00:00:00Z") with
        {
            Skips = [.. new[] { "2025-12-30", "2026-02-28", "2026-04-30" }.Select(day => new SkippedCycle { BillingExpectedAt = Time(day + "T00:00:00Z") }), new SkippedCycle()],
        };
        var now = Time("2026-02-01T00:00:00Z");

        Assert.Equal([Time("2026-02-28T00:00:00Z")], subscription.SkippedBefore(Time("2026-03-30T00:00:00Z"), now));
        Assert.Equal([Time("2026-02-28T00:00:00Z"), Time("2026-04-30T00:00:00Z")], subscription.SkippedBefore(next: null, now));
    }

    [Fact]
    public void Where_a_skipped_cycle_has_no_date_none_is_guessed()
    {
        var subscription = Of("month", 1, "2026-01-30T00:00:00Z") with { Cycles = 3, Skips = [new SkippedCycle { CycleIndex = 4 }] };

        Assert.Null(subscription.NextExpectedAt(TimeZoneInfo.Utc, Time("2026-02-01T00:00:00Z")));
        Assert.NotNull((subscription with { Cycles = 4 }).NextExpectedAt(TimeZoneInfo.Utc, Time("2026-02-01T00:00:00Z")));
    }

    [Fact]
    public void What_is_overdue_is_not_expected_in_the_past() =>
        Assert.Null(Of("month", 1, "2026-01-30T00:00:00Z").NextExpectedAt(TimeZoneInfo.Utc, Time("2026-03-01T00:00:00Z")));

    [Fact]
    public void What_Shopify_names_is_no_estimate_and_a_skipped_date_moves_it()
    {
        var subscription = Of("month", 1, "2026-01-30T00:00:00Z") with { IsRead = true, NextBillingAt = Time("2026-03-05T00:00:00Z") };
        var named = subscription.NextExpectedAt(TimeZoneInfo.Utc, Time("2026-02-01T00:00:00Z"));
        var skipping = subscription with { Cycles = 1, Skips = [new() { CycleIndex = 2, BillingExpectedAt = Time("2026-03-05T00:00:00Z") }] };
        var moved = skipping.NextExpectedAt(TimeZoneInfo.Utc, Time("2026-02-01T00:00:00Z"));

        Assert.Equal(Time("2026-03-05T00:00:00Z"), named);
        Assert.False(subscription.IsEstimate(named!.Value));
        Assert.Equal(Time("2026-04-05T00:00:00Z"), moved);
        Assert.True(skipping.IsEstimate(moved!.Value));
        Assert.Equal([Time("2026-03-05T00:00:00Z")], skipping.SkippedBefore(moved, Time("2026-02-01T00:00:00Z")));
        Assert.Null((subscription with { NextBillingAt = null }).NextExpectedAt(TimeZoneInfo.Utc, Time("2026-02-01T00:00:00Z")));
        Assert.Equal(Time("2026-03-05T00:00:00Z"), (subscription with { DeliveryInterval = null }).NextExpectedAt(TimeZoneInfo.Utc, Time("2026-02-01T00:00:00Z")));
    }

    private static PanelSubscription Of(string? unit, int count, string paid) =>
        new() { Status = "active", DeliveryInterval = unit, DeliveryIntervalCount = count, LastPaidAt = Time(paid) };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

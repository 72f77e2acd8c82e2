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
        Assert.Equal(Time(expected), Of(unit, count, paid).NextExpectedAt(TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void An_hour_that_the_clocks_leave_out_becomes_the_one_after_it() =>
        Assert.Equal(Time("2026-03-08T07:30:00Z"), Of("month", 1, "2026-02-08T07:30:00Z").NextExpectedAt(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));

    [Theory]
    [InlineData("fortnight", 1)]
    [InlineData("month", 0)]
    [InlineData("year", 1001)]
    [InlineData("day", int.MaxValue)]
    [InlineData(null, 1)]
    public void Without_an_interval_that_makes_sense_nothing_is_expected(string? unit, int count) =>
        Assert.Null(Of(unit, count, "2026-01-30T15:30:00Z").NextExpectedAt(TimeZoneInfo.Utc));

    [Fact]
    public void A_paused_subscription_expects_nothing() =>
        Assert.Null((Of("month", 1, "2026-01-30T15:30:00Z") with { Status = "paused" }).NextExpectedAt(TimeZoneInfo.Utc));

    private static PanelSubscription Of(string? unit, int count, string paid) =>
        new() { Status = "active", DeliveryInterval = unit, DeliveryIntervalCount = count, LastPaidAt = Time(paid) };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

using System.Globalization;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Tests.Work;

public sealed class NightTests
{
    [Theory]
    [InlineData("2026-11-01T09:00:00Z", "Asia/Tokyo", 30, "2026-11-01T17:30:00Z")]
    [InlineData("2026-11-01T17:30:00Z", "Asia/Tokyo", 30, "2026-11-02T17:30:00Z")]
    [InlineData("2026-11-01T17:29:59Z", "Asia/Tokyo", 30, "2026-11-01T17:30:00Z")]
    [InlineData("2026-11-01T09:00:00Z", null, 0, "2026-11-02T02:00:00Z")]
    [InlineData("2026-11-01T09:00:00Z", "Moon/Base", 181, "2026-11-02T02:01:00Z")]
    // New York's clock leaves out two to three on 8 March, and has one to two twice on 1 November.
    [InlineData("2026-03-08T03:00:00Z", "America/New_York", 30, "2026-03-08T07:30:00Z")]
    [InlineData("2026-11-01T04:00:00Z", "America/New_York", 0, "2026-11-01T07:00:00Z")]
    public void Every_shop_has_its_minute_in_its_own_night(string now, string? zone, long shop, string next) => Assert.Equal(
        DateTimeOffset.Parse(next, CultureInfo.InvariantCulture),
        Night.After(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), zone, new ShopId(shop)));
}

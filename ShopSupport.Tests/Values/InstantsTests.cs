using System.Globalization;
using ShopSupport.Core.Values;

namespace ShopSupport.Tests.Values;

public sealed class InstantsTests
{
    [Theory]
    [InlineData("2026-10-20T12:00:00Z", "2026-10-20T12:00:00.0000000")]
    [InlineData("2026-10-20T21:00:00+09:00", "2026-10-20T12:00:00.0000000")]
    [InlineData("2026-10-20T08:00:00-0400", "2026-10-20T12:00:00.0000000")]
    [InlineData("2026-10-20 12:00:00.123Z", "2026-10-20T12:00:00.1230000")]
    [InlineData("2026-10-20T12:00:00.123456789Z", "2026-10-20T12:00:00.1234567")]
    [InlineData("2024-02-29T23:59:59+00:00", "2024-02-29T23:59:59.0000000")]
    public void A_time_is_read_with_its_offset(string text, string expected) =>
        Assert.Equal(expected, Instants.Parse(text)?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5:00")]
    [InlineData("2026")]
    [InlineData("2026-10-20")]
    [InlineData("2026-10-20T12:00Z")]
    [InlineData("2026-10-20T12:00:00")]
    [InlineData("20 Oct 2026 12:00:00 GMT")]
    [InlineData("10/20/2026 12:00:00 +00:00")]
    [InlineData(" 2026-10-20T12:00:00Z")]
    [InlineData("2026-10-20T12:00:00Z\n")]
    [InlineData("2026-02-30T12:00:00Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-10-20T24:30:00Z")]
    [InlineData("2026-10-20T12:00:00+15:00")]
    [InlineData("2026-10-20T12:00:00+09:99")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+09:00")]
    [InlineData("9999-12-31T23:59:59-09:00")]
    [InlineData("12026-10-20T12:00:00Z")]
    [InlineData("２０２６-10-20T12:00:00Z")]
    public void What_is_no_whole_time_is_none(string? text) => Assert.Null(Instants.Parse(text));
}

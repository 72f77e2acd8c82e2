using System.Globalization;
using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Shops;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed class FormatTests
{
    [Theory]
    [InlineData("ja-JP", 84360, "JPY", "¥84,360")]
    [InlineData("ja-JP", -500, "JPY", "−¥500")]
    [InlineData("ja-JP", 1250, "USD", "$12.50\u00a0USD")]
    [InlineData("en-US", 5152, "EUR", "€51.52")]
    [InlineData("en-US", 12345, "KWD", "12.345\u00a0KWD")]
    [InlineData("en-US", 0, "JPY", "¥0")]
    public void Money_has_the_decimals_of_its_currency_and_names_a_foreign_one_whose_sign_leaves_a_doubt(string culture, long minor, string currency, string expected) =>
        Assert.Equal(expected, In(culture).Money(minor, currency));

    [Theory]
    [InlineData("ja-JP", 0, "今日 18:00")]
    [InlineData("ja-JP", -1080, "今日 0:00")]
    [InlineData("ja-JP", -1081, "昨日 23:59")]
    [InlineData("en-US", 0, "Today 6:00 PM")]
    [InlineData("ja-JP", -4320, "10月29日 18:00")]
    public void A_moment_is_told_in_the_time_of_the_shop(string culture, int minutes, string expected) =>
        Assert.Equal(expected, In(culture).Moment(TestClock.Start.AddMinutes(minutes)));

    [Theory]
    [InlineData("ja-JP", 0, "1分未満")]
    [InlineData("ja-JP", 1, "1分")]
    [InlineData("ja-JP", 59, "59分")]
    [InlineData("ja-JP", 60, "1時間")]
    [InlineData("en-US", 1440, "1 day")]
    [InlineData("en-US", 2880, "2 days")]
    [InlineData("ja-JP", 47520, "33日")]
    public void How_long_ago_is_told_in_one_unit(string culture, int minutes, string expected) =>
        Assert.Equal(expected, In(culture).Ago(TestClock.Start.AddMinutes(-minutes)));

    [Theory]
    [InlineData("2023-09-01", "登録から3年2か月")]
    [InlineData("2024-11-01", "登録から2年")]
    [InlineData("2026-08-15", "登録から2か月")]
    [InlineData("2026-10-31", "登録から1日")]
    [InlineData("2026-11-01", "本日登録")]
    public void The_time_as_a_customer_counts_whole_months(string since, string expected) =>
        Assert.Equal(expected, In("ja-JP").CustomerFor(DateTimeOffset.Parse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)));

    [Theory]
    [InlineData("ja-JP", "VN", "Hanoi", "Hanoi", "ベトナム・Hanoi")]
    [InlineData("en-US", "VN", "Hanoi", "Hanoi", "Hanoi, Vietnam")]
    [InlineData("ja-JP", "US", "Oregon", "Portland", "アメリカ合衆国・Portland, Oregon")]
    [InlineData("ja-JP", "KR", "서울특별시", "강남구", "韓国 서울특별시 강남구")]
    [InlineData("ja-JP", "ZZ", null, "Nowhere", "ZZ・Nowhere")]
    [InlineData("ja-JP", "VN", null, null, "ベトナム")]
    public void A_foreign_country_is_called_as_its_reader_calls_it_and_no_place_twice(string culture, string country, string? province, string? city, string place) =>
        Assert.Equal(place, In(culture).Place(country, province, city));

    [Theory]
    [InlineData("2027-01-06", "1月6日")]
    [InlineData("2027-07-06", "2027年7月6日")]
    public void The_year_of_a_day_that_is_near_goes_without_saying(string day, string said) =>
        Assert.Equal(said, In("ja-JP").Soon(DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)));

    [Theory]
    [InlineData("3980", "¥3,980")]
    [InlineData("3980.00", "¥3,980")]
    [InlineData("ask us", "ask us")]
    public void A_price_is_written_in_the_money_of_the_shop(string price, string said) => Assert.Equal(said, In("ja-JP").Price(price));

    [Theory]
    [InlineData("ja-JP", "JP", "東京都", "渋谷区", "神南1-1-1", "東京都渋谷区", "東京都渋谷区神南1-1-1")]
    [InlineData("en-US", "JP", "東京都", "渋谷区", "神南1-1-1", "東京都渋谷区", "東京都渋谷区神南1-1-1")]
    [InlineData("en-US", "JP", "Tokyo", "Shibuya-ku", "Jinnan 1-1-1", "Tokyo Shibuya-ku", "Tokyo Shibuya-ku Jinnan 1-1-1")]
    [InlineData("en-US", "KR", "서울특별시", "강남구", "테헤란로 1", "South Korea 서울특별시 강남구", "서울특별시 강남구 테헤란로 1 South Korea")]
    [InlineData("en-US", "US", "Oregon", "Portland", "1 Main St", "Portland, Oregon, United States", "1 Main St, Portland, Oregon, United States")]
    public void A_place_is_written_in_the_order_of_its_country(string culture, string country, string province, string city, string first, string place, string address)
    {
        var format = In(culture);

        Assert.Equal((place, address), (format.Place(country, province, city), format.Address(country, null, province, city, first, null)));
    }

    private static Format In(string culture)
    {
        var agent = new CurrentAgent(AgentClaims.Write(new Shop { Currency = "JPY", Country = "JP", TimeZone = "Asia/Tokyo" }, new Agent(), "Test"));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(culture), CultureInfo.GetCultureInfo(culture));
        return new Format(agent, new TestClock(), new Texts());
    }
}

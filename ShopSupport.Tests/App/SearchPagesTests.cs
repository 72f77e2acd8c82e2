using System.Net;
using ShopSupport.Core.Channels;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed class SearchPagesTests
{
    [Theory]
    [InlineData("ja", "解約", "<mark>解約</mark>")]
    [InlineData("ja", "＃２００１", "<mark>#2001</mark>")]
    [InlineData("ja", "タロウ", "<mark>たろう</mark>")]
    [InlineData("en", "no such thing", "Nothing matches")]
    [InlineData("ja", ">保留&can=snooze", "data-command=\"s\"")]
    [InlineData("ja", "\" OR [*", "に一致する")]
    public async Task The_one_box_finds_and_marks_what_is_asked(string language, string question, string expected)
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        await app.SendAsync("customers/create", """{"id":7001,"first_name":"たろう","last_name":"山田","email":"taro@example.jp","updated_at":"2026-11-01T00:00:00Z"}""");
        await app.SendAsync("orders/create", """{"id":1,"name":"#2001","currency":"JPY","total_price":"500","created_at":"2026-11-01T00:00:00Z","updated_at":"2026-11-01T00:00:00Z","customer":{"id":7001},"line_items":[]}""");
        await app.SayAsync("""{"kind":"customer","channel":"mail","thread_key":"t","message_key":"m","text":"定期の解約をお願いします","sent_at":"2026-11-01T00:00:00Z","customer":{"email":"taro@example.jp"}}"""u8.ToArray());
        await app.UntilAsync("SELECT COUNT(*) FROM orders");
        await app.UntilAsync("SELECT COUNT(*) FROM messages");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/search?q={string.Join("&can=", question.Split("&can=").Select(Uri.EscapeDataString))}&lang={language}");
        // Of the Japanese shop, in whatever language.
        request.Headers.Add("Cookie", "demo_shop=ja");
        request.Headers.Add("HX-Request-Type", "partial");
        using var response = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(expected, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#")]
    [InlineData("＃")]
    [InlineData("@")]
    [InlineData("＠")]
    [InlineData("\"")]
    [InlineData("「」")]
    [InlineData("#", "customer")]
    [InlineData("", "order")]
    public async Task A_sign_alone_asks_nothing_yet(string question, string kind = "")
    {
        await using var desk = await DeskHost.StartAsync();
        await desk.OpenAsync("#", "taro@example.jp", "# @ ＃ \"");

        var (_, body) = await desk.GetAsync($"/search?q={Uri.EscapeDataString(question)}&kind={kind}&lang=ja", partial: true);

        Assert.Contains("data-asked=\"false\"", body, StringComparison.Ordinal);
        Assert.Contains("入力してください", body, StringComparison.Ordinal);
        Assert.DoesNotContain("に一致する", body, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"hit", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hit_writes_places_in_the_order_of_their_country_numbers_as_people_do_and_says_that_there_is_no_subject()
    {
        await using var desk = await DeskHost.StartAsync();
        foreach (var (id, first, country, province, city) in new[] { (1L, "aoi", "JP", "東京都", "渋谷区"), (2L, "linh", "US", "Oregon", "Portland") })
        {
            await desk.Db.AddAsync("customers", new { ShopifyId = id, FirstName = first, LastName = "山田", Email = $"{first}@example.jp" });
            await desk.Db.AddAsync("customer_addresses", new { ShopifyCustomerId = id, CountryCode = country, Province = province, City = city, Version = 1L, VersionRank = 0L });
        }

        await desk.SayAsync(new Said("t", new ChannelPerson(Phone: "+819012345678"), Channel.Phone).ByCustomer(0, "解約したいです"));

        var (_, aoi) = await desk.GetAsync("/search?q=aoi@&kind=customer&lang=ja", partial: true);
        var (_, linh) = await desk.GetAsync("/search?q=linh@&kind=customer&lang=ja", partial: true);
        var (_, message) = await desk.GetAsync($"/search?q={Uri.EscapeDataString("解約")}&lang=ja", partial: true);

        Assert.Contains("東京都渋谷区", WebUtility.HtmlDecode(aoi), StringComparison.Ordinal);
        Assert.Contains("Portland, Oregon", linh, StringComparison.Ordinal);
        Assert.Contains("<bdi>+81 90-1234-5678</bdi>・<bdi>（件名なし）</bdi>", WebUtility.HtmlDecode(message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_thousand_letters_are_a_question_too()
    {
        await using var desk = await DeskHost.StartAsync();

        var (status, body) = await desk.GetAsync($"/search?q={Uri.EscapeDataString(new string('茶', 3000))}&lang=ja");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("一致する注文・お客様・会話・商品はありません", body, StringComparison.Ordinal);
    }
}

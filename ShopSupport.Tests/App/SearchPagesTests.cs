using System.Net;

namespace ShopSupport.Tests.App;

public sealed class SearchPagesTests
{
    [Theory]
    [InlineData("ja", "解約", "<mark>解約</mark>")]
    [InlineData("ja", "＃２００１", "<mark>#2001</mark>")]
    [InlineData("ja", "タロウ", "<mark>たろう</mark>")]
    [InlineData("en", "no such thing", "Nothing matches")]
    [InlineData("ja", ">スヌーズ", "data-command=\"s\"")]
    [InlineData("ja", "\" OR [*", "に一致する")]
    public async Task The_one_box_finds_and_marks_what_is_asked(string language, string question, string expected)
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        await app.SendAsync("customers/create", """{"id":7001,"first_name":"たろう","last_name":"山田","email":"taro@example.jp","updated_at":"2026-11-01T00:00:00Z"}""");
        await app.SendAsync("orders/create", """{"id":1,"name":"#2001","currency":"JPY","total_price":"500","created_at":"2026-11-01T00:00:00Z","updated_at":"2026-11-01T00:00:00Z","customer":{"id":7001},"line_items":[]}""");
        await app.SayAsync("""{"kind":"customer","channel":"mail","thread_key":"t","message_key":"m","text":"定期の解約をお願いします","sent_at":"2026-11-01T00:00:00Z","customer":{"email":"taro@example.jp"}}"""u8.ToArray());
        await app.UntilAsync("SELECT COUNT(*) FROM orders");
        await app.UntilAsync("SELECT COUNT(*) FROM messages");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/search?q={Uri.EscapeDataString(question)}&lang={language}");
        // Of the Japanese shop, in whatever language.
        request.Headers.Add("Cookie", "demo_shop=ja");
        request.Headers.Add("HX-Request-Type", "partial");
        using var response = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(expected, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_thousand_letters_are_a_question_too()
    {
        await using var desk = await DeskHost.StartAsync();

        var (status, body) = await desk.GetAsync($"/search?q={Uri.EscapeDataString(new string('茶', 3000))}&lang=ja");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("一致する注文・お客様・会話はありません", body, StringComparison.Ordinal);
    }
}

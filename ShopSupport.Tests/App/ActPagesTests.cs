using System.Net;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed class ActPagesTests
{
    [Fact]
    public async Task An_act_answers_with_the_list_the_counts_the_conversation_and_a_line_that_takes_it_back()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("届きません", "taro@example.jp", "いつ届きますか");

        var (status, body) = await PostAsync(desk, $"/inbox/{id}/tags?view=waiting&open={id}", ("add", "急ぎ"));

        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var part in new[] { "タグ「急ぎ」を付けました", "name=\"key\" value=\"act/", "hx-target=\"#list\"", "hx-target=\"#views\"", "#head", "#<bdi>急ぎ</bdi>" })
        {
            Assert.Contains(part, body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_done_opens_what_waits_longest_and_nothing_when_nothing_waits()
    {
        await using var desk = await DeskHost.StartAsync();
        var first = await desk.OpenAsync("一番目", "a@example.jp", "いつ届きますか");
        var second = await desk.OpenAsync("二番目", "b@example.jp", "いつ届きますか", 1);

        var (_, next) = await PostAsync(desk, $"/inbox/{first}/close?view=waiting&open={first}");
        var (_, nothing) = await PostAsync(desk, $"/inbox/{second}/close?view=waiting&open={second}");

        Assert.Contains($"data-conversation=\"{second}\"", next, StringComparison.Ordinal);
        Assert.Contains("会話を選んでください", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_colleague_finished_meanwhile_is_said_and_can_not_be_taken_back()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("届きません", "taro@example.jp", "いつ届きますか");
        await PostAsync(desk, $"/inbox/{id}/close?view=waiting");

        var (status, body) = await PostAsync(desk, $"/inbox/{id}/close?view=waiting");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("すでに完了しています", body, StringComparison.Ordinal);
        Assert.DoesNotContain("/undo", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "snooze", "until", "2020-01-01T09:00", HttpStatusCode.UnprocessableEntity, "過ぎた日時")]
    [InlineData("en", "snooze", "until", "nonsense", HttpStatusCode.UnprocessableEntity, "Choose a time from now")]
    [InlineData("ja", "snooze", "until", "0001-01-01T00:00", HttpStatusCode.UnprocessableEntity, "過ぎた日時")]
    [InlineData("ja", "snooze", "until", "99999999999999999", HttpStatusCode.UnprocessableEntity, "過ぎた日時")]
    [InlineData("ja", "assignee", "assignee", "987654", HttpStatusCode.Conflict, "この担当者はもういません")]
    [InlineData("ja", "tags", "add", "　", HttpStatusCode.UnprocessableEntity, "1～40文字")]
    [InlineData("ja", "tags", "add", "\u200b\u202e", HttpStatusCode.UnprocessableEntity, "1～40文字")]
    [InlineData("ja", "undo", "key", "act/unknown", HttpStatusCode.Conflict, "もう元に戻せません")]
    public async Task What_can_not_be_done_is_explained_where_it_was_asked_for(string language, string act, string field, string value, HttpStatusCode status, string words)
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("届きません", "taro@example.jp", "いつ届きますか");

        var (answered, body) = await PostAsync(desk, $"/inbox/{id}/{act}?view=waiting&open={id}&lang={language}", (field, value));

        Assert.Equal(status, answered);
        Assert.Contains(words, body, StringComparison.Ordinal);
        Assert.Contains("status", await desk.Db.DumpAsync("SELECT CONCAT('status ', status) FROM conversations WHERE status = 'open'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_done_in_another_shop()
    {
        await using var desk = await DeskHost.StartAsync();
        var other = await desk.Db.AddShopAsync();
        await desk.Db.ReceiveAsync(new Said("m", new(null, "taro@example.jp")).ByCustomer(1), Said.At(1), other);
        var id = await desk.Db.FindAsync<long>("SELECT id FROM conversations WHERE shop_id = @other", new { other });

        foreach (var (path, field) in new[] { ("assignee", "assignee"), ("close", "x"), ("reopen", "x"), ("tags", "add"), ("snooze", "until"), ("undo", "key"), ("drafts/note", "text"), ("messages", "text") })
        {
            var (status, _) = await PostAsync(desk, $"/inbox/{id}/{path}", (field, path switch { "assignee" => "", "snooze" => "hours", _ => "1" }), ("kind", "note"), ("key", "1"));
            Assert.Equal(HttpStatusCode.NotFound, status);
        }

        Assert.Equal(1, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM conversation_events WHERE shop_id = @other", new { other }));
        Assert.Equal(0, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM drafts"));
    }

    [Fact]
    public async Task An_answer_over_a_newer_message_asks_first_and_the_text_stays()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("届きません", "taro@example.jp", "いつ届きますか");
        await desk.SayAsync(new Said("届きません", new(null, "taro@example.jp")).ByCustomer(5, "届きました"));

        var (status, body) = await PostAsync(desk, $"/inbox/{id}/messages?view=waiting", ("kind", "reply"), ("text", "明日お届けします"), ("key", "k"), ("seen", "1"));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("新しいメッセージが届きました", body, StringComparison.Ordinal);
        Assert.Contains(">明日お届けします</textarea>", body, StringComparison.Ordinal);
        Assert.Contains("届きました", body, StringComparison.Ordinal);
        Assert.Equal(0, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM messages WHERE kind = 'agent'"));
    }

    [Fact]
    public async Task A_colleagues_draft_stands_at_the_composer()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("届きません", "taro@example.jp", "いつ届きますか");
        var mori = await new AgentStore(desk.Db.Database, desk.Db.Clock).FindOrAddAsync(desk.Db.ShopId, "mori", "森", CancellationToken.None);
        await new Core.Inbox.DraftStore(desk.Db.Database, desk.Db.Clock).KeepAsync(
            desk.Db.ShopId, new ConversationId(id), mori.Id, Core.Channels.MessageKind.Agent, "ただいま確認中", "k", 0, CancellationToken.None);
        await PostAsync(desk, $"/inbox/{id}/drafts/reply", ("text", "自分の書きかけ"));

        var (_, body) = await desk.GetAsync($"/inbox/{id}");

        Assert.Contains("森さんも返信を書いています", body, StringComparison.Ordinal);
        Assert.Contains("ただいま確認中", body, StringComparison.Ordinal);
        Assert.Contains(">自分の書きかけ</textarea>", body, StringComparison.Ordinal);
        Assert.Contains("下書き保存済み", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("お届け\u001b先は\u0007千代田区です", "お届け先は千代田区です")]
    [InlineData("一行目\r\n二行目\tと", "一行目\n二行目\tと")]
    public async Task What_no_person_writes_is_taken_out_and_all_behind_it_is_kept(string text, string kept)
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("届きません", "taro@example.jp", "いつ届きますか");

        await PostAsync(desk, $"/inbox/{id}/messages?view=waiting", ("kind", "note"), ("text", text), ("key", "k"));

        Assert.Equal(kept, await desk.Db.FindAsync<string>("SELECT body FROM messages WHERE kind = 'note'"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(DeskHost desk, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("HX-Request-Type", "partial");
        using var response = await desk.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

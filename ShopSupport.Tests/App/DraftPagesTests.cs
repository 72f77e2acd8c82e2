namespace ShopSupport.Tests.App;

public sealed class DraftPagesTests
{
    [Fact]
    public async Task A_save_that_a_newer_one_overtook_changes_nothing()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("届きません", "taro@example.jp", "いつ届きますか");

        Assert.Contains("\"time\"", await SaveAsync(desk, id, "明日お届けします", 2), StringComparison.Ordinal);
        Assert.Contains("\"isOvertaken\":true", await SaveAsync(desk, id, "明日", 1), StringComparison.Ordinal);
        Assert.Contains("data-reply=\"明日お届けします\"", await PageAsync(desk, id), StringComparison.Ordinal);

        // Emptied is saved, too.
        Assert.Contains("\"time\"", await SaveAsync(desk, id, "", 4), StringComparison.Ordinal);
        Assert.Contains("\"isOvertaken\":true", await SaveAsync(desk, id, "明日お届けします。", 3), StringComparison.Ordinal);
        Assert.Contains("data-reply=\"\"", await PageAsync(desk, id), StringComparison.Ordinal);

        Assert.Contains("\"time\"", await SaveAsync(desk, id, "明後日", 5), StringComparison.Ordinal);
        Assert.Contains("data-reply=\"明後日\"", await PageAsync(desk, id), StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(DeskHost desk, long id) => System.Net.WebUtility.HtmlDecode((await desk.GetAsync($"/inbox/{id}")).Body);

    private static async Task<string> SaveAsync(DeskHost desk, long id, string text, int revision)
    {
        using var content = new FormUrlEncodedContent(
            [KeyValuePair.Create("text", text), KeyValuePair.Create("key", "a key"), KeyValuePair.Create("revision", $"{revision}")]);
        using var response = await desk.Client.PostAsync(new Uri($"/inbox/{id}/drafts/reply", UriKind.Relative), content);
        return await response.Content.ReadAsStringAsync();
    }
}

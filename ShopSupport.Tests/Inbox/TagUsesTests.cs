using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inbox;

public sealed class TagUsesTests
{
    [OnEachEngine]
    public async Task A_tag_is_a_choice_as_long_as_a_conversation_has_it(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await desk.Db.ReceiveAsync(new Said("m2", new ChannelPerson("花子", Email: "hanako@example.jp")).ByCustomer(2));
        var other = await desk.Db.FindAsync<ConversationId>("SELECT MAX(id) FROM conversations WHERE shop_id = @ShopId", new { desk.Db.ShopId });
        await desk.TagAsync("破損");
        var tagged = await desk.Acts.TagAsync(desk.Db.ShopId, other, desk.Sato.Id, "破損", CancellationToken.None);
        await desk.TagAsync("急ぎ");

        await UntagAsync("破損");
        Assert.Equal("急ぎ 破損", await KnownAsync());
        await desk.Acts.UndoAsync(desk.Db.ShopId, other, desk.Sato.Id, tagged.Key!, CancellationToken.None);
        Assert.Equal("急ぎ", await KnownAsync());

        var untagged = await UntagAsync("急ぎ");
        Assert.Equal("", await KnownAsync());
        await desk.UndoAsync(untagged);
        Assert.Equal("急ぎ", await KnownAsync());

        Task<Acted> UntagAsync(string tag) => desk.Acts.UntagAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, tag, CancellationToken.None);
        async Task<string> KnownAsync() => string.Join(' ', (await desk.Acts.ListTagsAsync(desk.Db.ShopId, 9, CancellationToken.None)).Order(StringComparer.Ordinal));
    }

    [OnEachEngine]
    public async Task What_was_tagged_before_tags_were_counted_is_counted(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await desk.TagAsync("100%_破損");
        await desk.TagAsync("急ぎ");
        await desk.Db.AddAsync("conversation_tags", new { Name = "ぎ", UsedAt = desk.Now });
        await desk.Db.ExecuteAsync("UPDATE conversation_tags SET uses = 0 WHERE shop_id = @ShopId", new { desk.Db.ShopId });

        var (_, text) = Migrator.Files(Migrator.Main).Single(migration => migration.Name.Contains("tag_uses", StringComparison.Ordinal));
        foreach (var statement in Migrator.Statements(text).Skip(1))
        {
            await desk.Db.Database.ExecuteAsync(SqlText.Of(statement), null, CancellationToken.None);
        }

        Assert.Equal(
            "100%_破損=1 急ぎ=1",
            string.Join(' ', (await desk.Db.QueryAsync<(string Name, long Uses)>("SELECT name, uses FROM conversation_tags WHERE shop_id = @ShopId ORDER BY uses, name", new { desk.Db.ShopId }))
                .Select(tag => $"{tag.Name}={tag.Uses}")));
    }
}

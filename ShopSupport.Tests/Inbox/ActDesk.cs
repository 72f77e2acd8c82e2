using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inbox;

/// <summary>One conversation in which a customer waits, and two agents.</summary>
internal sealed class ActDesk : IAsyncDisposable
{
    public static readonly Said Mail = new("m", new ChannelPerson("太郎", Email: "taro@example.jp"));

    private ActDesk(TestDatabase db, ConversationId id, Agent sato, Agent mori)
    {
        (Db, Id, Sato, Mori) = (db, id, sato, mori);
        Acts = new ActStore(db.Database, db.Clock);
        Drafts = new DraftStore(db.Database, db.Clock);
        Writing = new ConversationStore(db.Database, db.Clock);
        Inbox = new InboxStore(db.Database);
    }

    public TestDatabase Db { get; }

    public ConversationId Id { get; }

    public Agent Sato { get; }

    public Agent Mori { get; }

    public ActStore Acts { get; }

    public DraftStore Drafts { get; }

    public ConversationStore Writing { get; }

    public InboxStore Inbox { get; }

    public DateTimeOffset Now => Db.Clock.GetUtcNow();

    public static async Task<ActDesk> OpenAsync(DatabaseProvider engine)
    {
        var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Mail.ByCustomer(1));
        var agents = new AgentStore(db.Database, db.Clock);
        return new ActDesk(
            db,
            await db.FindAsync<ConversationId>("SELECT id FROM conversations WHERE shop_id = @ShopId", new { db.ShopId }),
            await agents.FindOrAddAsync(db.ShopId, "sato", "佐藤", CancellationToken.None),
            await agents.FindOrAddAsync(db.ShopId, "mori", "森", CancellationToken.None));
    }

    public async Task<Conversation> FindAsync() =>
        (await Inbox.FindAsync(Db.ShopId, Id, Sato.Id, InboxStore.MessagesShown, CancellationToken.None))!;

    public Task<Acted> AssignAsync(AgentId? who) => Acts.AssignAsync(Db.ShopId, Id, Sato.Id, who, CancellationToken.None);

    public Task<Acted> SnoozeAsync(DateTimeOffset until, MessageId? seen = null) => Acts.SnoozeAsync(Db.ShopId, Id, Sato.Id, until, seen, CancellationToken.None);

    public Task<Acted> CloseAsync(AgentId? by = null, MessageId? seen = null) => Acts.CloseAsync(Db.ShopId, Id, by ?? Sato.Id, outcome: null, seen, CancellationToken.None);

    public Task<Acted> ReopenAsync() => Acts.ReopenAsync(Db.ShopId, Id, Sato.Id, CancellationToken.None);

    public Task<Acted> TagAsync(string tag) => Acts.TagAsync(Db.ShopId, Id, Sato.Id, tag, CancellationToken.None);

    public Task<Acted> UndoAsync(Acted act, AgentId? by = null) => Acts.UndoAsync(Db.ShopId, Id, by ?? Sato.Id, act.Key!, CancellationToken.None);

    /// <summary>Where the conversation stands, as the list and the counts of both agents say.</summary>
    public async Task<string> StandAsync()
    {
        var rows = await Db.DumpAsync(
            """
            SELECT status, assignee_id, waiting_since, snoozed_until, closed_at, outcome, tags, last_message_at, last_message_text
            FROM conversations WHERE shop_id = @ShopId
            """,
            new { Db.ShopId });
        var counts = await Db.DumpAsync(
            "SELECT status, is_waiting, assignee_id, total FROM conversation_counts WHERE shop_id = @ShopId AND total <> 0 ORDER BY status, is_waiting, assignee_id",
            new { Db.ShopId });
        return $"{rows}\n{counts}";
    }

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}

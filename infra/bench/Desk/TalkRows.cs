using System.Globalization;
using Microsoft.Data.Sqlite;
using ShopSupport.Bench.Search;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Values;

namespace ShopSupport.Bench.Desk;

/// <summary>
/// Agents, conversations with their messages, and the counts that belong to them. One conversation in ten is open. Where texts
/// are given, messages say those, and can be found by their words.
/// </summary>
internal sealed class TalkRows(SqliteConnection connection, BenchOptions sizes, SpokenTexts? texts)
{
    private const int Shop = TradeRows.Shop;
    private const int Agents = 20;

    private static readonly string[] Channels = ["mail", "mail", "mail", "chat", "line", "phone"];
    private static readonly string[] Names = ["高木", "森", "池田", "橋本", "石川", "前田", "小川", "岡田", "長谷川", "藤田"];
    private static readonly string[] Subjects = ["荷物が届きません", "定期便を解約したいです", "瓶が割れていました", "返品したいのですが", "次回のお届け日を変更したい", "成分について教えてください"];
    private static readonly string[] Asked = ["お世話になっております。先週注文した商品がまだ届いていないのですが、いつ頃になりますでしょうか。", "海外に転勤することになったので、定期便を止めたいです。手続きを教えてください。", "届いた箱を開けたら瓶が割れていて、中身が漏れていました。写真を送ります。"];
    private static readonly string[] Answered = ["お問い合わせありがとうございます。お調べいたしますので、少々お待ちください。", "ご不便をおかけして申し訳ございません。本日、代わりの品を発送いたしました。"];

    private readonly Chance _chance = new(11);
    private long _messages;
    private readonly Dictionary<(string Status, bool IsWaiting, int Assignee), int> _counts = [];

    public void Write()
    {
        WriteAgents();
        WriteConversations();
        using var counts = new BulkInsert(connection, "conversation_counts", "shop_id, status, is_waiting, assignee_id, total");
        foreach (var ((status, isWaiting, assignee), total) in _counts)
        {
            counts.Add(Shop, status, isWaiting, assignee, total);
        }
    }

    private void WriteAgents()
    {
        using var agents = new BulkInsert(connection, "agents", "id, shop_id, handle, name, is_active, created_at");
        for (var i = 0; i < Agents; i++)
        {
            agents.Add(i + 1, Shop, i == 0 ? "takagi" : string.Create(CultureInfo.InvariantCulture, $"agent{i}"), Names[i % Names.Length], 1, TradeRows.Now);
        }
    }

    private void WriteConversations()
    {
        using var conversations = new BulkInsert(
            connection,
            "conversations",
            "id, shop_id, number, customer_id, channel, thread_key, subject, status, assignee_id, language, waiting_since, last_message_at, last_message_kind, last_message_by, last_message_text, outcome, snoozed_until, closed_at, created_at");
        using var messages = new BulkInsert(connection, "messages", "shop_id, conversation_id, message_key, kind, agent_id, author, body, sent_at");
        using var words = texts is null ? null : new BulkInsert(connection, "message_words", "rowid, shop_id, words");
        var waiting = new PriorityQueue<string, long>();
        var step = TimeSpan.FromDays(1095) / sizes.Conversations;
        for (var i = 0; i < sizes.Conversations; i++)
        {
            var last = TradeRows.Now - (step * (sizes.Conversations - i));
            var talk = Talk.Of(i, _chance);
            var (subject, key) = (Subjects[i % Subjects.Length], i.ToString("x8", CultureInfo.InvariantCulture));
            conversations.Add(
                i + 1, Shop, i + 1, _chance.Customer(sizes.Customers) + 1, Channels[i % Channels.Length], $"thread-{key}", subject, talk.Status,
                talk.Assignee == 0 ? null : talk.Assignee, "ja", talk.IsWaiting ? last : null, last, talk.IsWaiting ? "customer" : "agent",
                Names[i % Names.Length], talk.IsWaiting ? Asked[i % Asked.Length] : Answered[i % Answered.Length],
                talk.IsClosed ? "代わりの品を発送" : null, talk.IsSnoozed ? TradeRows.Now.AddDays(1) : null, talk.IsClosed ? last : null, last.AddDays(-1));
            WriteMessages(messages, words is null ? null : waiting, i, key, last, talk);
            // In the order of their keys, or each would make an index of its own: no later conversation begins before this.
            WriteWords(words, waiting, MessageWords.SentKey(last.AddDays(-1)));
            _counts[talk.Bucket] = _counts.GetValueOrDefault(talk.Bucket) + 1;
        }

        WriteWords(words, waiting, long.MaxValue);
    }

    private static void WriteWords(BulkInsert? words, PriorityQueue<string, long> waiting, long until)
    {
        while (waiting.TryPeek(out var text, out var key) && key < until)
        {
            words!.Add(key, Shop, text);
            waiting.Dequeue();
        }
    }

    private void WriteMessages(BulkInsert messages, PriorityQueue<string, long>? words, int conversation, string key, DateTimeOffset last, Talk talk)
    {
        var count = (int)(((conversation + 1L) * sizes.Messages / sizes.Conversations) - ((long)conversation * sizes.Messages / sizes.Conversations));
        for (var i = 0; i < count; i++)
        {
            var back = count - 1 - i;
            var isCustomer = (back % 2 == 0) == talk.IsWaiting;
            var text = isCustomer ? texts?.Asked(conversation) ?? Asked[i % Asked.Length] : texts?.Answered() ?? Answered[i % Answered.Length];
            messages.Add(
                Shop, conversation + 1, $"{key}-{i}", isCustomer ? "customer" : "agent", isCustomer ? null : 1 + (conversation % Agents),
                Names[conversation % Names.Length], text, last.AddMinutes(-20 * back));
            words?.Enqueue(
                MessageWords.Of(new ShopId(Shop), i == 0 ? Subjects[conversation % Subjects.Length] : null, text),
                MessageWords.SentKey(last.AddMinutes(-20 * back)) + ++_messages);
        }
    }

    private readonly record struct Talk(string Status, bool IsWaiting, int Assignee)
    {
        public bool IsClosed => Status is "closed";

        public bool IsSnoozed => Status is "snoozed";

        public (string Status, bool IsWaiting, int Assignee) Bucket => (Status, IsWaiting, Assignee);

        public static Talk Of(int number, Chance chance)
        {
            var status = (number % 100) switch { < 10 => "open", 10 => "snoozed", _ => "closed" };
            var isOpen = status is "open";
            return new Talk(status, isOpen && chance.Below(2) == 0, isOpen && chance.Below(10) < 4 ? 0 : 1 + chance.Below(Agents));
        }
    }
}

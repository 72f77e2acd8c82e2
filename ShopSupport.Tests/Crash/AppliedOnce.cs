using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Crash;

/// <summary>What must be so in the database when everything that senders got a 200 for is applied: nothing lost, nothing twice.</summary>
internal static class AppliedOnce
{
    /// <param name="file">The main database.</param>
    /// <param name="replies">What agents wrote meanwhile.</param>
    /// <param name="senders">Who sent; each delivery is an order or a message of a conversation.</param>
    public static async Task AssertAsync(string file, int replies, params StubbornSender[] senders)
    {
        await using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}");
        async Task<long> CountAsync(string sql) => await database.FindAsync<long>(new SqlText(sql, sql), null, CancellationToken.None);
        var answered = senders.SelectMany(sender => sender.Answered).ToList();
        var messages = answered.Count(delivery => delivery.Value.StartsWith("desk/", StringComparison.Ordinal));
        var (sent, repeats) = (answered.Count, senders.Sum(sender => sender.Repeats));

        const string ListIds = "SELECT webhook_id FROM deliveries WHERE outcome = 'applied'";
        var applied = await database.QueryAsync<string>(new SqlText(ListIds, ListIds), null, CancellationToken.None);
        Assert.Equal(answered.Select(delivery => delivery.Key).Order(StringComparer.Ordinal), applied.Order(StringComparer.Ordinal));
        Assert.Equal(sent, await CountAsync("SELECT SUM(total) FROM delivery_totals WHERE outcome = 'applied'"));
        Assert.InRange(
            await CountAsync("SELECT COALESCE(SUM(total), 0) FROM delivery_totals WHERE outcome = 'duplicate'"),
            repeats,
            repeats + senders.Sum(sender => sender.Unanswered));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM deliveries WHERE outcome <> 'applied'"));
        Assert.Equal(sent - messages, await CountAsync("SELECT COUNT(*) FROM orders"));
        Assert.Equal(2 * (sent - messages), await CountAsync("SELECT COUNT(*) FROM order_lines"));
        Assert.Equal(messages, await CountAsync("SELECT COUNT(*) FROM messages WHERE kind = 'customer'"));
        Assert.Equal(replies, await CountAsync("SELECT COUNT(*) FROM messages WHERE kind = 'agent'"));
        Assert.Equal(messages + replies, await CountAsync("SELECT COUNT(*) FROM messages"));
        Assert.Equal(Math.Min(messages, 10), await CountAsync("SELECT COUNT(*) FROM conversations"));
        // Of several messages of one conversation in a batch, screens are told once.
        Assert.InRange(await CountAsync("SELECT COUNT(*) FROM shop_events WHERE kind = 'conversation'"), Math.Min(messages, 10), messages + replies);
        Assert.Equal(0, await CountAsync("SELECT MAX(s.last_event_seq) - COUNT(e.seq) FROM shops s JOIN shop_events e ON e.shop_id = s.id"));
    }
}

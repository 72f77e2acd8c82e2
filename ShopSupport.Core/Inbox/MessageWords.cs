using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>The words that messages are found by.</summary>
internal static class MessageWords
{
    // Of a letter longer than this, what is behind is quoted mail; in UTF-16 units.
    private const int Longest = 20_000;

    private const long Year2000 = 946_684_800;
    private const int IdBits = 32;

    // Of so many conversations at most the messages of one bite are; most have few.
    private const int Conversations = 50;

    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Words.sql");
    private static readonly RowStatement<WordsRow> Add = new(Sql["add"]);

    /// <summary>Adds <c>@Words</c> to the message that the statement before it added.</summary>
    public static SqlText AddHere { get; } = Sql["add_here"];

    /// <summary>The words of a message, and of the subject that it gave its conversation.</summary>
    public static string Of(ShopId shopId, string? subject, string body)
    {
        var text = string.IsNullOrWhiteSpace(subject) ? body : $"{subject}\n\n{body}";
        return SearchText.Words(text.Length <= Longest ? text : text[..Longest], FullText.Owner(shopId));
    }

    /// <summary>
    /// What the key of a message's words is made of, with the message's id added: seconds since 2000 above 32 bits for the id.
    /// So the index gives the newest first, and tells which message it is of without another index. A time that the seconds
    /// do not hold, before 2000 or after 2068, is the first or last of them; ids go to four thousand million.
    /// </summary>
    public static long SentKey(DateTimeOffset sentAt) =>
        Math.Clamp(Instants.Cut(sentAt).ToUnixTimeSeconds() - Year2000, 0, int.MaxValue) << IdBits;

    /// <summary>
    /// Adds the words of messages that were there before, those of the newest conversations first, at most
    /// <paramref name="most"/> of them; that some have theirs does no harm.
    /// </summary>
    /// <param name="from">The number of a conversation and the last of its messages that has its words.</param>
    /// <returns>Where to go on; null when there are no more.</returns>
    public static async Task<(long Number, long After)?> AddMissingAsync(
        WriteTransaction transaction, ShopId shopId, (long Number, long After) from, int most, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, from.Number, from.After, Conversations, Take = most };
        var found = await transaction.QueryAsync<Listed>(Sql["list_before"], args, cancel);
        var rows = new List<WordsRow>();
        var before = from;
        foreach (var row in found)
        {
            // The subject goes with a conversation's first message.
            var isFirst = row.Number != before.Number || before.After == 0;
            if (row.MessageId is { } id)
            {
                rows.Add(new() { MessageKey = SentKey(row.SentAt!.Value) + id.Value, ShopId = shopId, Words = Of(shopId, isFirst ? row.Subject : null, row.Body ?? "") });
            }

            before = (row.Number, row.MessageId?.Value ?? (isFirst ? 0 : before.After));
        }

        // An index that is written in its order has fewer pieces to put together.
        await Add.ExecuteAsync(transaction, rows.OrderBy(row => row.MessageKey), cancel);
        return before == from ? null : before;
    }

    private sealed record WordsRow
    {
        public required long MessageKey { get; init; }

        public required ShopId ShopId { get; init; }

        public required string Words { get; init; }
    }

    private sealed record Listed
    {
        public long Number { get; init; }

        public MessageId? MessageId { get; init; }

        public string? Subject { get; init; }

        public string? Body { get; init; }

        public DateTimeOffset? SentAt { get; init; }
    }
}

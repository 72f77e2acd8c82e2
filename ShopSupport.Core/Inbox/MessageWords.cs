using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>The words that messages are found by.</summary>
internal static class MessageWords
{
    // Of a letter longer than this, what is behind is quoted mail; in UTF-16 units.
    private const int Longest = 20_000;

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
    /// Adds the words of the messages in conversations with numbers below <paramref name="before"/>, the highest first; that
    /// some have theirs does no harm. Returns the number to go on from; null when there are no more.
    /// </summary>
    public static async Task<long?> AddMissingAsync(WriteTransaction transaction, ShopId shopId, long before, int conversations, CancellationToken cancel)
    {
        var found = await transaction.QueryAsync<Listed>(Sql["list_before"], new { ShopId = shopId, Before = before, Take = conversations }, cancel);
        var rows = found.Where(row => row.MessageId is not null)
            .Select(row => new WordsRow { MessageId = row.MessageId!.Value, ShopId = shopId, Words = Of(shopId, row.Subject, row.Body ?? "") });
        await Add.ExecuteAsync(transaction, rows, cancel);
        return found.Count == 0 ? null : found[^1].Number;
    }

    private sealed record WordsRow
    {
        public required MessageId MessageId { get; init; }

        public required ShopId ShopId { get; init; }

        public required string Words { get; init; }
    }

    private sealed record Listed
    {
        public long Number { get; init; }

        public MessageId? MessageId { get; init; }

        public string? Subject { get; init; }

        public string? Body { get; init; }
    }
}

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inbox;

/// <summary>The same messages, received at the same times, end in the same rows whatever order they are handled in, and however often.</summary>
public sealed class JournalOrderTests(JournalOrderTests.Desk desk) : IClassFixture<JournalOrderTests.Desk>
{
    // Minutes: only of history it is believed that a message was on its way so long.
    private const int TooLong = 30_000;

    // All that is kept of conversations, but for our own ids and the number, which count in the order of handling; a
    // customer is known by address, an agent by handle.
    private static readonly string[] Kept =
    [
        """
        SELECT c.thread_key, u.email, c.channel, c.mailbox, c.subject, c.subject_at, c.language, c.language_at, c.status, a.handle, c.waiting_since,
          c.snoozed_until, c.closed_at, c.outcome, c.address, c.address_at, c.created_at, c.last_message_at, c.last_message_kind,
          c.last_message_by, c.last_message_text, c.learnt_at, c.acted_at
        FROM conversations c LEFT JOIN customers u ON u.id = c.customer_id LEFT JOIN agents a ON a.id = c.assignee_id
        WHERE c.shop_id = @shop ORDER BY c.thread_key
        """,
        """
        SELECT c.thread_key, m.source, m.message_key, m.kind, a.handle, m.author, m.body, m.sent_at
        FROM messages m JOIN conversations c ON c.id = m.conversation_id LEFT JOIN agents a ON a.id = m.agent_id
        WHERE m.shop_id = @shop ORDER BY c.thread_key, m.message_key
        """,
        """
        SELECT c.thread_key, e.learnt_at, e.received_at, e.entry_key, e.kind, e.is_imported, a.handle, e.until_at, e.text
        FROM conversation_events e JOIN conversations c ON c.id = e.conversation_id LEFT JOIN agents a ON a.id = e.agent_id
        WHERE e.shop_id = @shop ORDER BY c.thread_key, e.learnt_at, e.received_at, e.entry_key
        """,
        """
        SELECT n.status, n.is_waiting, a.handle, n.total FROM conversation_counts n LEFT JOIN agents a ON a.id = n.assignee_id
        WHERE n.shop_id = @shop AND n.total <> 0 ORDER BY n.status, n.is_waiting, a.handle
        """,
    ];

    [Property(MaxTest = 300, StartSize = 2, EndSize = 20, Arbitrary = [typeof(Correspondences)])]
    public async Task<Property> Any_order_and_any_repetition_of_the_same_messages_end_in_the_same_rows(Correspondence messages)
    {
        var inOrder = await EndAsync(messages.InOrder);
        var handled = await EndAsync(messages.AsHandled);

        return string.Equals(inOrder, handled, StringComparison.Ordinal).Label($"in the order received:\n{inOrder}\nas handled:\n{handled}")
            .Classify(messages.Steps.Count >= 5, "five messages or more")
            .Classify(messages.Steps.Select(s => s.Received).Distinct().Count() < messages.Steps.Count, "two received in the same millisecond");
    }

    // A shop of its own for each ending: one database serves them all.
    private async Task<string> EndAsync(IEnumerable<(ChannelMessage Message, DateTimeOffset ReceivedAt)> handled)
    {
        var shop = await desk.Db.AddShopAsync();
        foreach (var (message, receivedAt) in handled)
        {
            await desk.Db.ReceiveAsync(message, receivedAt, shop);
        }

        var dumps = new List<string>();
        foreach (var sql in Kept)
        {
            dumps.Add(await desk.Db.DumpAsync(sql, new { shop }));
        }

        return string.Join("\n\n", dumps);
    }

    /// <summary>One database for all correspondences.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        internal TestDatabase Db { get; private set; } = null!;

        public async Task InitializeAsync() => Db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);

        public async Task DisposeAsync() => await Db.DisposeAsync();
    }

    /// <summary>How FsCheck makes correspondences, and shrinks them by losing messages.</summary>
    public static class Correspondences
    {
        public static Arbitrary<Correspondence> Any { get; } = Arb.From(
            from steps in (from thread in Gen.Choose(0, 1)
                           from kind in Gen.Elements(Enum.GetValues<MessageKind>())
                           from received in Gen.Choose(0, 30)
                           from delay in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 20)), (1, Gen.Constant(TooLong)))
                           from isImported in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
                           from chance in Gen.Choose(0, int.MaxValue - 1)
                           select new Step(thread, kind, received, delay, isImported, chance)).NonEmptyListOf()
            select new Correspondence([.. steps]),
            all => all.Steps.Count == 1
                ? []
                : all.Steps.Select((_, i) => new Correspondence([.. all.Steps.Where((_, j) => j != i)])));
    }

    /// <summary>One message: in which thread, by whom, in which minute it came and how long before it was sent, and a number that decides how often it is handled, and when.</summary>
    public sealed record Step(int Thread, MessageKind Kind, int Received, int Delay, bool IsImported, int Chance);

    /// <summary>Messages of two threads in which more than one person writes.</summary>
    public sealed record Correspondence(IReadOnlyList<Step> Steps)
    {
        private static readonly string[] Words = ["いつ届きますか", "まだです", "", "解決"];

        internal IEnumerable<(ChannelMessage Message, DateTimeOffset ReceivedAt)> InOrder => Messages.OrderBy(m => m.ReceivedAt);

        internal IEnumerable<(ChannelMessage Message, DateTimeOffset ReceivedAt)> AsHandled => Steps.Zip(Messages)
            .SelectMany(pair =>
            {
                var chance = new Random(pair.First.Chance);
                return Enumerable.Range(0, chance.Next(1, 4)).Select(_ => (Place: chance.NextDouble(), Message: pair.Second));
            })
            .OrderBy(m => m.Place)
            .Select(m => m.Message);

        public override string ToString() => string.Join("; ", Steps);

        private IEnumerable<(ChannelMessage Message, DateTimeOffset ReceivedAt)> Messages => Steps.Select((step, i) =>
        {
            var said = new Said(
                string.Create(CultureInfo.InvariantCulture, $"thread-{step.Thread}"),
                new ChannelPerson(null, string.Create(CultureInfo.InvariantCulture, $"writer-{i % 3}@example.jp")));
            var message = step.Kind switch
            {
                MessageKind.Customer => said.ByCustomer(0),
                MessageKind.Agent => said.ByAgent(0, agent: step.Chance % 2 == 0 ? Said.Mori : Said.Sato),
                MessageKind.Note => said.Note(0),
                MessageKind.Closed => said.Closed(0),
            };
            return (message with
            {
                MessageKey = string.Create(CultureInfo.InvariantCulture, $"{i}-{step.Chance}"),
                Subject = step.Chance % 3 == 0 ? null : Words[step.Chance % 4],
                Language = step.Chance % 5 == 0 ? "en" : null,
                Text = Words[step.Chance % 4],
                SentAt = Said.At(step.Received - step.Delay),
                IsImported = step.IsImported,
            }, Said.At(step.Received).AddTicks(step.Chance % (TimeSpan.TicksPerMillisecond - 1)));
        });
    }
}

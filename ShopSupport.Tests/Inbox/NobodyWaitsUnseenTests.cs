using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inbox;

/// <summary>While agents work and messages come in late, twice and out of order: whoever has no answer stands in a view that says so.</summary>
public sealed class NobodyWaitsUnseenTests(JournalOrderTests.Desk desk) : IClassFixture<JournalOrderTests.Desk>
{
    private const string Thread = "thread";

    /// <summary>What an agent does, and what reaches the desk: a message that is on its way for some minutes.</summary>
    public enum Act
    {
        CustomerWrites,
        AgentWritesElsewhere,
        Reply,
        Note,
        Close,
        Snooze,
        Assign,
        Reopen,
    }

    [Property(MaxTest = 200, StartSize = 2, EndSize = 20, Arbitrary = [typeof(Days)])]
    public async Task<Property> Whatever_is_unanswered_by_arrival_is_in_a_view_that_says_so(Day day)
    {
        var shop = await desk.Db.AddShopAsync();
        var (clock, agents) = (new TestClock(), new AgentStore(desk.Db.Database, desk.Db.Clock));
        var agent = (await agents.FindOrAddAsync(shop, "sato", "佐藤", CancellationToken.None)).Id;
        var told = new Told();
        await desk.Db.ReceiveAsync(Message(Act.CustomerWrites, 0, 0), Said.At(0), shop);
        told.Hears(Act.CustomerWrites, 0);
        var id = await desk.Db.FindAsync<ConversationId>("SELECT id FROM conversations WHERE shop_id = @shop", new { shop });
        var store = new ConversationStore(desk.Db.Database, clock);

        foreach (var (hour, number) in day.Hours.OrderBy(hour => hour.HandledAt).Select((hour, number) => (hour, number + 1)))
        {
            if (hour.Act is Act.CustomerWrites or Act.AgentWritesElsewhere)
            {
                var message = Message(hour.Act, number, hour.Minute);
                await desk.Db.ReceiveAsync(message, Said.At(hour.Minute), shop);
                await desk.Db.ReceiveAsync(message, Said.At(hour.Minute), shop);
                told.Hears(hour.Act, hour.Minute);
            }
            else
            {
                clock.SetTo(Said.At(hour.HandledAt));
                await DoAsync(store, new ActStore(desk.Db.Database, clock), shop, id, agent, hour.Act);
                told.Does(hour.Act);
            }
        }

        var views = await ViewsAsync(shop, agent);
        return (views.Waiting || told.IsSnoozed || !told.IsUnanswered).Label("somebody waits, and is not in the view")
            .And((!views.Waiting || told.IsUnanswered || told.IsAnsweredElsewhere).Label("nobody waits, and the view says so"))
            .And((views.Snoozed == told.IsSnoozed).Label($"put aside: {told.IsSnoozed}, said: {views.Snoozed}"))
            .And((!told.IsUnanswered || views.IsSaidToWait).Label("the row does not say that somebody waits"))
            .And(views.AreCounted.Label("the counts are not those of the lists"))
            .Classify(told.IsUnanswered, "somebody waits")
            .Classify(told.IsSnoozed, "it is put aside");
    }

    private static ChannelMessage Message(Act act, int number, int minute)
    {
        var said = new Said(Thread, new ChannelPerson(null, "taro@example.jp"));
        var message = act == Act.CustomerWrites ? said.ByCustomer(minute) : said.ByAgent(minute);
        return message with { MessageKey = number.ToString(CultureInfo.InvariantCulture) };
    }

    private static Task DoAsync(ConversationStore store, ActStore acts, ShopId shop, ConversationId id, AgentId agent, Act act) => act switch
    {
        Act.Reply => store.ReplyAsync(shop, id, agent, "明日お届けします", Guid.NewGuid().ToString("N"), seen: null, CancellationToken.None),
        Act.Note => store.NoteAsync(shop, id, agent, "常連", Guid.NewGuid().ToString("N"), CancellationToken.None),
        Act.Close => acts.CloseAsync(shop, id, agent, "解決", seen: null, CancellationToken.None),
        Act.Snooze => acts.SnoozeAsync(shop, id, agent, Said.At(99_999), seen: null, CancellationToken.None),
        Act.Assign => acts.AssignAsync(shop, id, agent, agent, CancellationToken.None),
        Act.Reopen => acts.ReopenAsync(shop, id, agent, CancellationToken.None),
        Act.CustomerWrites or Act.AgentWritesElsewhere => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    private async Task<(bool Waiting, bool Snoozed, bool IsSaidToWait, bool AreCounted)> ViewsAsync(ShopId shop, AgentId agent)
    {
        var inbox = new InboxStore(desk.Db.Database);
        var views = new Dictionary<InboxView, ConversationRow?>();
        foreach (var view in Enum.GetValues<InboxView>())
        {
            var page = await inbox.ListAsync(shop, view, agent, null, 10, CancellationToken.None);
            views[view] = page.Rows.SingleOrDefault();
        }

        var counts = await inbox.CountAsync(shop, agent, CancellationToken.None);
        return (
            views[InboxView.Waiting] is not null,
            views[InboxView.Snoozed] is not null,
            views[InboxView.All]!.WaitingSince is not null,
            views.All(view => CountOf(counts, view.Key) == (view.Value is null ? 0 : 1)));
    }

    private static long CountOf(ViewCounts counts, InboxView view) => view switch
    {
        InboxView.Waiting => counts.Waiting,
        InboxView.Mine => counts.Mine,
        InboxView.Unassigned => counts.Unassigned,
        InboxView.Snoozed => counts.Snoozed,
        InboxView.Closed => counts.Closed,
        InboxView.All => counts.All,
    };

    /// <summary>
    /// What is so by the words' meaning. A customer's message is answered by what an agent says or ends at the desk after
    /// it was there to be seen, or by what an agent said elsewhere that reached us after it.
    /// </summary>
    private sealed record Told
    {
        // Those that nobody answered at the desk, by when they were received.
        private readonly List<int> _open = [];
        private readonly List<int> _elsewhere = [];

        // Those that were ended without an answer: taken up again, they wait as before.
        private readonly List<int> _ended = [];
        private bool _isEnded;

        public bool IsSnoozed { get; private set; }

        public bool IsUnanswered { get; private set; }

        public bool IsAnsweredElsewhere => _elsewhere.Count > 0;

        public void Hears(Act act, int minute)
        {
            (act == Act.CustomerWrites ? _open : _elsewhere).Add(minute);
            if (act == Act.CustomerWrites)
            {
                (_isEnded, IsSnoozed) = (false, false);
                _ended.Clear();
            }

            Count();
        }

        private void Count() =>
            IsUnanswered = _open.Exists(written => !_elsewhere.Exists(answered => answered > written));

        public void Does(Act act)
        {
            switch (act)
            {
                case Act.Close when !_isEnded:
                    _ended.AddRange(_open);
                    _open.Clear();
                    _isEnded = true;
                    break;
                case Act.Reply:
                    _open.Clear();
                    _ended.Clear();
                    break;
                case Act.Reopen when _isEnded:
                    _open.AddRange(_ended);
                    _ended.Clear();
                    _isEnded = false;
                    break;
            }

            Count();

            IsSnoozed = act switch
            {
                Act.Snooze => true,
                Act.Close or Act.Reopen => false,
                _ => IsSnoozed,
            };
        }
    }

    /// <summary>How FsCheck makes days, and shrinks them by losing what happened.</summary>
    public static class Days
    {
        public static Arbitrary<Day> Any { get; } = Arb.From(
            from hours in (from act in Gen.Elements(Enum.GetValues<Act>())
                           from minute in Gen.Choose(1, 600)
                           from late in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 300)))
                           select new Hour(act, minute, minute + late)).NonEmptyListOf()
            select new Day([.. hours.DistinctBy(hour => hour.HandledAt).DistinctBy(hour => hour.Minute)]),
            day => day.Hours.Count == 1
                ? []
                : day.Hours.Select((_, i) => new Day([.. day.Hours.Where((_, j) => j != i)])));
    }

    /// <summary>One thing that happens: a message is received in a minute and handled in the same or a later one; an agent acts when it is handled.</summary>
    public sealed record Hour(Act Act, int Minute, int HandledAt);

    /// <summary>What happens to one conversation, in no particular order.</summary>
    public sealed record Day(IReadOnlyList<Hour> Hours)
    {
        public override string ToString() => string.Join("; ", Hours.OrderBy(hour => hour.HandledAt));
    }
}

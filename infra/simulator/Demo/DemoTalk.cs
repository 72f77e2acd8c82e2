using ShopSupport.Core.Channels;

namespace ShopSupport.Simulator.Demo;

/// <summary>All conversations: the cast's word for word, the others made of families of templates around a real order.</summary>
internal sealed class DemoTalk
{
    private const int TriesForAnOrder = 40;

    private readonly DemoOptions _options;
    private readonly DateTimeOffset _anchor;
    private readonly DemoCatalogue _goods;
    private readonly DemoPeople _people;
    private readonly DemoTopics _topics;
    private readonly Dictionary<bool, DemoVoice> _voices = [];
    private readonly HashSet<int> _withOpenThread = [];
    private readonly HashSet<int> _ended = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly List<DemoThread> _threads = [];

    public DemoTalk(DemoOptions options, DateTimeOffset anchor, DemoCatalogue goods, DemoPeople people, DemoTrade trade)
    {
        (_options, _anchor, _goods, _people) = (options, anchor, goods, people);
        _topics = new(trade.Orders);
        _voices[false] = new(DemoTexts.Threads(isEnglish: false), DemoAgents.All(options.IsEnglish));
        _voices[true] = new(DemoTexts.Threads(isEnglish: true), DemoAgents.All(options.IsEnglish));
        AddCast(trade);
        AddStrangers();
        AddPast();
        AddOthers();
        _threads.Sort((one, other) => one.LastAt != other.LastAt ? other.LastAt.CompareTo(one.LastAt) : one.Index.CompareTo(other.Index));
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<DemoThread> Threads => _threads;

    private void AddCast(DemoTrade trade)
    {
        for (var i = 0; i < _people.Cast.Count; i++)
        {
            var (cast, customer, order) = (_people.Cast[i], _people.Customers[i], trade.OrderOfCast(i));
            Add(cast.Thread, cast, customer, order);
            if (cast.Before is { } before && _people.Cast.Count + i < _options.Conversations && _threads.Count < _options.Conversations - (_people.Cast.Count - i - 1))
            {
                Add(before, cast, customer, order);
            }
        }
    }

    private void Add(CastThread thread, CastTexts cast, DemoCustomer customer, DemoOrder? order)
    {
        var random = DemoRandom.For(_options.Seed, "cast", customer.Index);
        var voice = _voices[customer.IsEnglish];
        var facts = new DemoFacts(customer, order, voice.Agents[0], _anchor, _goods.Products[cast.Product]);
        var steps = thread.Steps.Select(step => new DemoStep(
            Enum.Parse<MessageKind>(step.By, ignoreCase: true),
            _anchor.AddHours(-step.Hours),
            voice.Phrases.Say(step.Text, facts, random),
            step.Agent is null ? null : voice.Agent(step.Agent)));
        _threads.Add(new()
        {
            Index = _threads.Count + 1,
            Customer = customer,
            Order = order,
            Product = _goods.Products[cast.Product],
            Channel = Enum.Parse<Channel>(thread.Channel, ignoreCase: true),
            Subject = voice.Phrases.Say(thread.Subject, facts, random),
            Steps = [.. steps],
            SnoozedUntil = cast.SnoozedHours is { } hours && thread == cast.Thread ? OnTheHour(_anchor.AddHours(hours - thread.Steps[^1].Hours), cast.SnoozedAt) : null,
        });
    }

    // All times of the demo are by the shop's clock.
    private static DateTimeOffset OnTheHour(DateTimeOffset day, int hour) => new(day.Date.AddHours(hour), day.Offset);

    private void AddStrangers()
    {
        foreach (var (texts, person) in _people.Strangers.Take(_options.Conversations - _threads.Count))
        {
            Add(texts.Thread, texts, person, order: null);
        }
    }

    // Whoever comes back again and again: at most a tenth of what is left.
    private void AddPast()
    {
        foreach (var (cast, customer) in _people.Cast.Zip(_people.Customers).Where(one => one.First.MorePast > 0))
        {
            var voice = _voices[customer.IsEnglish];
            for (var i = Math.Min(cast.MorePast, (_options.Conversations - _threads.Count) / 10); i > 0; i--)
            {
                var random = DemoRandom.For(_options.Seed, "past", (customer.Index * 100) + i);
                var at = _anchor.AddDays(-25 * i).AddMinutes(random.Between(-600, 600));
                _threads.Add(voice.Tell(
                    new(_threads.Count + 1, ThreadState.Closed, IsLong: false, at, _anchor, customer, Order: null, voice.Family(random, mustNeedNothing: true), _goods.Popular(random)),
                    random));
            }
        }
    }

    private void AddOthers()
    {
        // Of a thousand and a half, 80 are open beside the cast's, and a handful of these wait for an answer.
        var left = _options.Conversations - _threads.Count;
        var (open, waiting) = (left * 6 / 100, left * 3 / 1000);
        for (var i = 0; i < left; i++)
        {
            var state = i < waiting ? ThreadState.Waiting : i < open ? ThreadState.Answered : ThreadState.Closed;
            var random = DemoRandom.For(_options.Seed, "thread", i);
            _threads.Add(Make(_threads.Count + 1, state, random, () => When(state, random)));
        }
    }

    /// <summary>A conversation that somebody begins at that time.</summary>
    public DemoThread New(int index, DateTimeOffset at, DemoRandom random) =>
        Make(index, ThreadState.Waiting, random, () => (at, IsLong: false));

    /// <summary>A question in passing that fits into the conversation; null when there is none.</summary>
    public DemoStep? Ask(DemoThread thread, DateTimeOffset at, DemoRandom random) =>
        VoiceOf(thread).Ask(thread, at, random);

    /// <summary>
    /// A colleague's answer to what the customer asked last: by whoever answered before, never by the visitor. Null when nobody
    /// has an answer to just that.
    /// </summary>
    public DemoStep? Answer(DemoThread thread, DateTimeOffset at, DemoRandom random)
    {
        var colleagues = VoiceOf(thread).Agents.Skip(1).ToList();
        var before = thread.Steps.LastOrDefault(step => step.Kind is MessageKind.Agent).Agent;
        var agent = before is not null && colleagues.Contains(before) ? before
            : thread.Customer.IsEnglish == _options.IsEnglish ? random.Pick(colleagues[..^1])
            : colleagues[^1];
        return VoiceOf(thread).Answer(thread, agent, at, random);
    }

    private DemoVoice VoiceOf(DemoThread thread) => _voices[thread.Customer.IsEnglish];

    private DemoThread Make(int index, ThreadState state, DemoRandom random, Func<(DateTimeOffset At, bool IsLong)> when)
    {
        for (var i = 0; ; i++)
        {
            var (at, isLong) = when();
            var isEnglish = random.Chance(_options.IsEnglish ? 96 : 10);
            var family = _voices[isEnglish].Family(random, mustNeedNothing: i >= TriesForAnOrder);
            if (Subject(family, isEnglish, at, random) is not var (customer, order, product))
            {
                continue;
            }

            var voice = _voices[customer.IsEnglish];
            family = customer.IsEnglish == isEnglish ? family : voice.Family(random, mustNeedNothing: true);
            if (isLong && state is ThreadState.Waiting && voice.ExtrasFor(family.Key).Length == 0)
            {
                continue;
            }

            var thread = voice.Tell(new(index, state, isLong, at, _anchor, customer, order, family, product), random);
            var isNew = !_said.Contains(thread.Steps[0].Text) && (state is ThreadState.Closed || !_withOpenThread.Contains(customer.Index));
            if (isNew || i > 2 * TriesForAnOrder)
            {
                _said.Add(thread.Steps[0].Text);
                _withOpenThread.Add(state is ThreadState.Closed ? -1 : customer.Index);
                return thread;
            }
        }
    }

    private (DemoCustomer Customer, DemoOrder? Order, DemoProduct Product)? Subject(
        FamilyTexts family, bool isEnglish, DateTimeOffset at, DemoRandom random)
    {
        if (string.Equals(family.Needs, "none", StringComparison.Ordinal))
        {
            return (Somebody(isEnglish, random), null, _goods.Popular(random));
        }

        var order = _topics.Find(family.Needs, isEnglish, at.AddHours(-family.After[1]), at.AddHours(-family.After[0]), random);
        // A subscription ends once, and so does the talk about its end.
        if (order is null || order.Customer.Index < _people.Cast.Count || (family.Needs is "ended" && !_ended.Add(order.Number)))
        {
            return null;
        }

        foreach (var line in order.Lines)
        {
            if (family.Goods.Length == 0 || family.Goods.Contains(line.Product.Kind, StringComparer.Ordinal))
            {
                return (order.Customer, order, line.Product);
            }
        }

        return null;
    }

    private (DateTimeOffset At, bool IsLong) When(ThreadState state, DemoRandom random)
    {
        var isLong = random.Chance(40);
        var minutesAgo = state switch
        {
            ThreadState.Waiting => isLong ? random.Between(60 * 60, 90 * 60) : random.Between(4 * 60, 11 * 60),
            ThreadState.Answered => random.Between(30 * 60, 150 * 60),
            ThreadState.Closed => random.Between(7 * 24 * 60, (DemoTrade.HistoryDays - 30) * 24 * 60),
        };
        return (_anchor.AddMinutes(-minutesAgo).AddSeconds(-random.Below(60)), isLong);
    }

    private DemoCustomer Somebody(bool isEnglish, DemoRandom random)
    {
        var first = _people.Customers.Count > _people.Cast.Count ? _people.Cast.Count : 0;
        var customer = _people.Customers[random.Between(first, _people.Customers.Count - 1)];
        for (var i = 0; i < 40 && customer.IsEnglish != isEnglish; i++)
        {
            customer = _people.Customers[random.Between(first, _people.Customers.Count - 1)];
        }

        return customer;
    }
}

/// <summary>How a conversation of the demo stands at the end.</summary>
internal enum ThreadState
{
    Waiting,
    Answered,
    Closed,
}

/// <summary>What a thread is to be about.</summary>
internal sealed record ThreadPlan(
    int Index,
    ThreadState State,
    bool IsLong,
    DateTimeOffset At,
    DateTimeOffset Anchor,
    DemoCustomer Customer,
    DemoOrder? Order,
    FamilyTexts Family,
    DemoProduct Product);

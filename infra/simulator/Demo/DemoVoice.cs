using ShopSupport.Core.Channels;

namespace ShopSupport.Simulator.Demo;

/// <summary>One language's way of talking: threads of two to eight messages from one family's templates.</summary>
internal sealed class DemoVoice(ThreadTexts texts, DemoAgent[] agents)
{
    private readonly int[] _weights = [.. texts.Families.Select(family => family.Weight)];
    private readonly FamilyTexts[] _needNothing = [.. texts.Families.Where(family => string.Equals(family.Needs, "none", StringComparison.Ordinal))];

    public DemoPhrases Phrases { get; } = new(texts.Common);

    public IReadOnlyList<DemoAgent> Agents => agents;

    public DemoAgent Agent(string handle) => agents.First(agent => string.Equals(agent.Handle, handle, StringComparison.Ordinal));

    public FamilyTexts Family(DemoRandom random, bool mustNeedNothing) =>
        mustNeedNothing ? random.Pick(_needNothing) : texts.Families[random.Weighted(_weights)];

    public DemoThread Tell(ThreadPlan plan, DemoRandom random)
    {
        var isForeign = plan.Customer.IsEnglish != plan.Customer.Shop.IsEnglish;
        var agent = isForeign && random.Chance(60) ? agents[^1] : random.Pick(agents[..^1]);
        var telling = new Telling(this, plan, random, agent, ChannelOf(plan, random));
        telling.Open();
        switch (plan.State)
        {
            case ThreadState.Waiting when plan.IsLong:
                telling.Reply();
                telling.AskMore(plan.Anchor.AddMinutes(-random.Between(4 * 60, 11 * 60)));
                break;
            case ThreadState.Waiting:
                telling.MaybeNote(30);
                break;
            case ThreadState.Answered:
                telling.MaybeNote(25);
                telling.Reply();
                break;
            case ThreadState.Closed:
                telling.ToTheEnd();
                break;
        }

        return telling.Thread();
    }

    /// <summary>A question in passing that fits into the thread and was not asked there; null when there is none, or an answer is owed.</summary>
    public DemoStep? Ask(DemoThread thread, DateTimeOffset at, DemoRandom random)
    {
        if (thread.IsWaiting)
        {
            return null;
        }

        ExtraTexts[] left = [.. ExtrasFor(thread.Family).Where(extra => !thread.Steps.Any(step => string.Equals(step.Topic, extra.Key, StringComparison.Ordinal)))];
        if (left.Length == 0)
        {
            return null;
        }

        var extra = random.Pick(left);
        return new(MessageKind.Customer, at, Phrases.Say(extra.Ask, Facts(thread, agents[0], at), random), Agent: null, extra.Key);
    }

    /// <summary>What that agent answers to what the customer asked last; null when there is no answer to just that.</summary>
    public DemoStep? Answer(DemoThread thread, DemoAgent agent, DateTimeOffset at, DemoRandom random)
    {
        var asked = thread.Steps.LastOrDefault(step => step.Kind is not MessageKind.Note);
        if (asked is not { Kind: MessageKind.Customer, Topic: { } topic } || AnswersTo(topic, thread.Channel is Channel.Mail) is not { } answers)
        {
            return null;
        }

        var facts = Facts(thread, agent, at);
        var body = Phrases.Say(random.Pick(answers), facts, random);
        var text = thread.Channel is Channel.Mail
            ? $"{Phrases.Say(random.Pick(Common("agent_open")), facts, random)}\n\n{body}\n\n{Phrases.Say(random.Pick(Common("agent_close")), facts, random)}"
            : body;
        return new(MessageKind.Agent, at, text, agent, topic);
    }

    /// <summary>The questions in passing that fit into a kind of thread.</summary>
    public ExtraTexts[] ExtrasFor(string? family) => [.. texts.Extras.Where(extra => extra.Fits.Contains(family, StringComparer.Ordinal))];

    private string[]? AnswersTo(string topic, bool isMail)
    {
        if (Array.Find(texts.Extras, extra => string.Equals(extra.Key, topic, StringComparison.Ordinal)) is { } extra)
        {
            return [extra.Answer];
        }

        var family = Array.Find(texts.Families, family => string.Equals(family.Key, topic, StringComparison.Ordinal));
        return isMail ? family?.Reply : family?.ReplyShort;
    }

    private static DemoFacts Facts(DemoThread thread, DemoAgent agent, DateTimeOffset at) => new(thread.Customer, thread.Order, agent, at, thread.Product);

    private static Channel ChannelOf(ThreadPlan plan, DemoRandom random)
    {
        if (plan.Family.IsReview && plan.State is ThreadState.Closed && random.Chance(60))
        {
            return Channel.Review;
        }

        var canCall = plan.Family.Phone.Length > 0 && plan.State is ThreadState.Closed && !plan.Customer.IsAbroad;
        return plan.Customer.Shop.IsEnglish
            ? random.Weighted(72, 28) == 0 ? Channel.Mail : Channel.Chat
            : plan.Customer.IsEnglish
            ? random.Weighted(72, 24, 4) switch { 0 => Channel.Mail, 1 => Channel.Chat, _ => Channel.Line }
            : random.Weighted(48, 14, 24, canCall ? 14 : 0) switch
            {
                0 => Channel.Mail,
                1 => Channel.Chat,
                2 => Channel.Line,
                _ => Channel.Phone,
            };
    }

    private sealed class Telling(DemoVoice voice, ThreadPlan plan, DemoRandom random, DemoAgent agent, Channel channel)
    {
        private readonly List<DemoStep> _steps = [];
        private readonly DemoFacts _facts = new(plan.Customer, plan.Order, agent, plan.At, plan.Product);
        private DateTimeOffset _now = plan.At;

        private readonly string _subject = voice.Phrases.Say(
            random.Pick(plan.Family.Subjects), new(plan.Customer, plan.Order, agent, plan.At, plan.Product), random);

        public DemoThread Thread() => new()
        {
            Index = plan.Index,
            Customer = plan.Customer,
            Order = plan.Order,
            Product = plan.Product,
            Channel = channel,
            Subject = _subject,
            Family = plan.Family.Key,
            Steps = _steps,
        };

        public void Open()
        {
            var text = channel switch
            {
                Channel.Mail => $"{Say("mail_open")}\n\n{Say(plan.Family.Long)}\n\n{Say("mail_close")}",
                Channel.Phone => Say(plan.Family.Phone),
                Channel.Review => Say(plan.Family.Short),
                Channel.Chat or Channel.Line => Say("short_open") + Say(plan.Family.Short),
            };
            Ask(text, plan.Family.Key);
        }

        public void Reply()
        {
            Wait();
            Answer();
        }

        public void MaybeNote(int percent)
        {
            if (plan.Family.Notes.Length > 0 && random.Chance(percent))
            {
                _now = _now.AddMinutes(random.Between(1, 25));
                Add(MessageKind.Note, Say(plan.Family.Notes), agent);
            }
        }

        public void AskMore(DateTimeOffset at)
        {
            _now = at;
            AskInPassing();
        }

        public void ToTheEnd()
        {
            MaybeNote(28);
            Reply();
            if (channel is not (Channel.Phone or Channel.Review))
            {
                GoOn();
            }

            _now = _now.AddMinutes(random.Between(1, 40));
            Add(MessageKind.Closed, Say(plan.Family.Outcomes), agent);
        }

        private void GoOn()
        {
            var isSettled = !random.Chance(30) || !TryAskMore();
            if (random.Chance(66))
            {
                Thank(isSettled);
            }
        }

        private void Thank(bool isSettled)
        {
            Wait();
            // Whoever has just asked something else does not come back to the first answer.
            var isOwn = isSettled && plan.Family.Thanks.Length > 0 && random.Chance(55);
            _now = isOwn ? _now.AddHours(plan.Family.ThanksAfter) : _now;
            Ask(Say(isOwn ? plan.Family.Thanks : voice.Common("thanks")), topic: null);
            if (random.Chance(45))
            {
                Wait();
                Add(MessageKind.Agent, Say("farewell"), agent);
            }
        }

        private bool TryAskMore()
        {
            Wait();
            if (!AskInPassing())
            {
                return false;
            }

            Wait();
            Answer();
            return true;
        }

        private bool AskInPassing()
        {
            _steps.AddRange(voice.Ask(Thread(), _now, random) is { } asked ? [asked] : []);
            return _steps[^1].At == _now;
        }

        private void Answer() => _steps.Add(voice.Answer(Thread(), agent, _now, random)
            ?? throw new InvalidOperationException($"The demo's texts hold no answer for {plan.Family.Key}."));

        private void Ask(string text, string? topic) => _steps.Add(new(MessageKind.Customer, _now, text, Agent: null, topic));

        private void Wait() => _now = channel switch
        {
            Channel.Mail => _now.AddMinutes(random.Between(25, 900)),
            Channel.Line => _now.AddMinutes(random.Between(3, 160)),
            Channel.Review => _now.AddMinutes(random.Between(300, 3000)),
            Channel.Chat or Channel.Phone => _now.AddMinutes(random.Between(1, 6)),
        };

        private string Say(string list) => Say(voice.Common(list));

        private string Say(IReadOnlyList<string> templates) => voice.Phrases.Say(random.Pick(templates), _facts, random);

        private void Add(MessageKind kind, string text, DemoAgent? by) => _steps.Add(new(kind, _now, text, by));
    }

    private string[] Common(string list) => texts.Common[list];
}

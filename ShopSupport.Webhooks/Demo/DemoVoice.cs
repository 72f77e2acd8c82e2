using ShopSupport.Core.Channels;

namespace ShopSupport.Webhooks.Demo;

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
        var agent = plan.Customer.IsEnglish && random.Chance(60) ? agents[^1] : random.Pick(agents[..^1]);
        var telling = new Telling(this, plan, random, agent, ChannelOf(plan, random));
        telling.Open();
        switch (plan.State)
        {
            case ThreadState.Waiting when plan.IsLong:
                telling.Reply();
                telling.AskMore(plan.Anchor.AddMinutes(-random.Between(12 * 60, 21 * 60)));
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

    public DemoStep More(DemoThread thread, bool byAgent, DateTimeOffset at, DemoRandom random)
    {
        var agent = random.Pick(agents);
        var facts = new DemoFacts(thread.Customer, thread.Order, agent, at, thread.Product);
        var extra = random.Pick(texts.Extras);
        return byAgent
            ? new(MessageKind.Agent, at, Phrases.Say(extra[1], facts, random), agent)
            : new(MessageKind.Customer, at, Phrases.Say(extra[0], facts, random), Agent: null);
    }

    private static Channel ChannelOf(ThreadPlan plan, DemoRandom random)
    {
        if (plan.Family.IsReview && plan.State is ThreadState.Closed && random.Chance(60))
        {
            return Channel.Review;
        }

        var canCall = plan.Family.Phone.Length > 0 && plan.State is ThreadState.Closed && !plan.Customer.IsAbroad;
        return plan.Customer.IsEnglish
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

        private bool IsMail => channel is Channel.Mail;

        public DemoThread Thread() => new()
        {
            Index = plan.Index,
            Customer = plan.Customer,
            Order = plan.Order,
            Product = plan.Product,
            Channel = channel,
            Subject = Say(plan.Family.Subjects),
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
            Add(MessageKind.Customer, text, by: null);
        }

        public void Reply()
        {
            Wait();
            Add(MessageKind.Agent, IsMail ? Letter(Say(plan.Family.Reply)) : Say(plan.Family.ReplyShort), agent);
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
            Add(MessageKind.Customer, Say(Extra()[..1]), by: null);
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
            if (random.Chance(30))
            {
                var extra = Extra();
                Wait();
                Add(MessageKind.Customer, Say(extra[..1]), by: null);
                Wait();
                Add(MessageKind.Agent, IsMail ? Letter(Say(extra[1..])) : Say(extra[1..]), agent);
            }

            if (random.Chance(66))
            {
                Wait();
                Add(MessageKind.Customer, Say(random.Chance(55) && plan.Family.Thanks.Length > 0 ? plan.Family.Thanks : voice.Common("thanks")), by: null);
                if (random.Chance(45))
                {
                    Wait();
                    Add(MessageKind.Agent, Say("farewell"), agent);
                }
            }
        }

        private string Letter(string body) => $"{Say("agent_open")}\n\n{body}\n\n{Say("agent_close")}";

        private string[] Extra() => random.Pick(voice.Extras);

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

    private string[][] Extras => texts.Extras;
}

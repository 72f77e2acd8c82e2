using ShopSupport.Core.Channels;

namespace ShopSupport.Tests.Support;

/// <summary>Channel messages for tests: a thread of one customer, minutes counted from <see cref="TestClock.Start"/> less a day.</summary>
public sealed record Said(string Thread, ChannelPerson Customer, Channel Channel = Channel.Mail)
{
    public static readonly ChannelAgent Sato = new("sato", "佐藤");
    public static readonly ChannelAgent Mori = new("mori", "森");

    public static DateTimeOffset At(int minute) => TestClock.Start.AddDays(-1).AddMinutes(minute);

    public ChannelMessage ByCustomer(int minute, string text = "いつ届きますか") => Message(MessageKind.Customer, minute, text, null);

    public ChannelMessage ByAgent(int minute, string text = "明日お届けします", ChannelAgent? agent = null) =>
        Message(MessageKind.Agent, minute, text, agent ?? Sato);

    public ChannelMessage Note(int minute, string text = "VIP", ChannelAgent? agent = null) => Message(MessageKind.Note, minute, text, agent ?? Sato);

    public ChannelMessage Closed(int minute, string outcome = "解決", ChannelAgent? agent = null) =>
        Message(MessageKind.Closed, minute, outcome, agent ?? Sato);

    private ChannelMessage Message(MessageKind kind, int minute, string text, ChannelAgent? agent) => new()
    {
        Kind = kind,
        Channel = Channel,
        ThreadKey = Thread,
        MessageKey = $"{Thread}/{kind}/{minute}/{agent?.Handle}",
        Text = text,
        SentAt = At(minute),
        Customer = Customer,
        Agent = agent,
    };
}

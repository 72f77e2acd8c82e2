using System.Text.Json;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>What channels bring.</summary>
internal static class InboxTopics
{
    private const int KeyLength = 200;
    private const int MailboxLength = 100;
    private const int AgentHandleLength = 100;

    private static readonly string[] Required = ["kind", "channel", "thread_key", "message_key", "text", "sent_at", "customer"];

    public static void Message(Payload body, Changes changes)
    {
        RefuseAbsent(body, Required);
        if (body.Child("agent") is { } agent)
        {
            RefuseAbsent(agent, ["handle", "name"]);
        }

        var message = Read(body, changes.Source.Body.Span);
        RefuseLonger("thread_key", message.ThreadKey, KeyLength, body);
        RefuseLonger("message_key", message.MessageKey, KeyLength, body);
        RefuseLonger("mailbox", message.Mailbox, MailboxLength, body);
        RefuseLonger("agent.handle", message.Agent?.Handle, AgentHandleLength, body);
        changes.Add(new ReceivedMessage(message, changes.Source.LearntAt));
    }

    private static ChannelMessage Read(Payload body, ReadOnlySpan<byte> text)
    {
        try
        {
            return Clean(JsonSerializer.Deserialize<ChannelMessage>(text, ChannelMessage.Json)!);
        }
        catch (JsonException e)
        {
            throw body.Refusal(ProblemKind.WrongType, e.Path?.TrimStart('$', '.') ?? "");
        }
    }

    private static ChannelMessage Clean(ChannelMessage message) => message with
    {
        Text = PlainText.Of(message.Text),
        Subject = message.Subject is null ? null : PlainText.Line(message.Subject),
        Customer = message.Customer with
        {
            Name = Clean(message.Customer.Name),
            Email = Clean(message.Customer.Email),
            Phone = Clean(message.Customer.Phone),
            Handle = Clean(message.Customer.Handle),
        },
        Agent = message.Agent is { } agent ? new ChannelAgent(PlainText.Line(agent.Handle), PlainText.Line(agent.Name)) : null,
    };

    // What holds nothing that can be read is as if it were not there.
    private static string? Clean(string? text) => PlainText.Line(text) is var line && string.IsNullOrWhiteSpace(line) ? null : line;

    private static void RefuseAbsent(Payload body, string[] names)
    {
        if (Array.Find(names, name => !body.Has(name)) is { } absent)
        {
            throw body.Refusal(ProblemKind.Missing, absent);
        }
    }

    // A key that is cut, or loses a sign that no column holds, could be another's.
    private static void RefuseLonger(string name, string? text, int most, Payload body)
    {
        if (text?.Length > most || (text is not null && !string.Equals(PlainText.Of(text), text, StringComparison.Ordinal)))
        {
            throw body.Refusal(ProblemKind.WrongType, name);
        }
    }
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>A message as it was sent.</summary>
internal sealed record SendReceipt(string MessageId, string PopReceipt, DateTimeOffset InsertionTime);

/// <summary>The new proof of having a message, after a change of it.</summary>
internal sealed record UpdateReceipt(string PopReceipt);

/// <summary>A message as it was taken.</summary>
internal sealed record QueueMessage(string MessageId, string PopReceipt, string MessageText, long DequeueCount, DateTimeOffset? InsertedOn);

/// <summary>A message as it stands, not taken.</summary>
internal sealed record PeekedMessage(string MessageId, DateTimeOffset? InsertedOn);

/// <summary>What is known of a queue.</summary>
internal sealed record QueueProperties(int ApproximateMessagesCount);

/// <summary>The XML of messages: https://learn.microsoft.com/rest/api/storageservices/get-messages</summary>
internal static class QueueXml
{
    public static byte[] Write(string messageText) =>
        Encoding.UTF8.GetBytes(new XElement("QueueMessage", new XElement("MessageText", messageText)).ToString(SaveOptions.DisableFormatting));

    public static SendReceipt ReadReceipt(Stream xml) =>
        Read(xml).Select(m => new SendReceipt(Text(m, "MessageId"), Text(m, "PopReceipt"), Time(m, "InsertionTime") ?? default)).Single();

    public static QueueMessage[] ReadMessages(Stream xml) =>
    [
        .. Read(xml).Select(m => new QueueMessage(
            Text(m, "MessageId"),
            Text(m, "PopReceipt"),
            Text(m, "MessageText"),
            long.Parse(Text(m, "DequeueCount"), CultureInfo.InvariantCulture),
            Time(m, "InsertionTime"))),
    ];

    public static PeekedMessage[] ReadPeeked(Stream xml) =>
        [.. Read(xml).Select(m => new PeekedMessage(Text(m, "MessageId"), Time(m, "InsertionTime")))];

    private static IEnumerable<XElement> Read(Stream xml) => XDocument.Load(xml).Root?.Elements("QueueMessage") ?? [];

    private static string Text(XElement message, string name) => message.Element(name)?.Value ?? "";

    private static DateTimeOffset? Time(XElement message, string name) =>
        DateTimeOffset.TryParseExact(
            Text(message, name), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

using System.Globalization;
using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Audit;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Audit;

/// <summary>The words of the audit in the reader's language.</summary>
public sealed class AuditWords(Texts texts, Format format, CurrentAgent agent)
{
    private static readonly string[] Named = ["at", "agent", "what", "about", "amount", "currency", "customer", "conversation", "detail"];

    /// <summary>What was done.</summary>
    public string What(AuditKind kind) => texts[$"audit.what.{kind.ToKey()}"];

    /// <summary>What it was done to; an order and an agent by what they are called.</summary>
    public string About(AuditEntry entry) => entry.Subject is null ? ""
        : texts.Of($"audit.subject.{entry.Subject}", entry.SubjectName ?? entry.SubjectId?.ToString(CultureInfo.InvariantCulture) ?? "");

    /// <summary>The money that moves, for people.</summary>
    public string Amount(AuditEntry entry) => entry.Detail is { AmountMinor: { } minor, Currency: { } currency } ? format.Money(minor, currency) : "";

    /// <summary>More of it, in one line.</summary>
    public string Detail(AuditEntry entry) => string.Join(" · ", Pieces(entry).Where(piece => piece.Length > 0));

    /// <summary>The headings of the file.</summary>
    public IEnumerable<string> Columns() =>
        Named.Select(column => texts[$"audit.column.{column}"]);

    /// <summary>A row of the file: times with their offset, amounts in whole units without signs.</summary>
    public IEnumerable<string> Cells(AuditEntry entry) =>
    [
        TimeZoneInfo.ConvertTime(entry.NotedAt, agent.Zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        entry.AgentName,
        What(entry.What),
        About(entry),
        entry.Detail is { AmountMinor: { } minor, Currency: { } currency } ? Currency.Written(minor, currency) : "",
        entry.Detail?.Currency ?? "",
        entry.ShopifyCustomerId?.ToString() ?? "",
        entry.ConversationId?.ToString() ?? "",
        Detail(entry),
    ];

    private IEnumerable<string> Pieces(AuditEntry entry)
    {
        if (entry.Detail is not { } detail)
        {
            yield break;
        }

        yield return detail.Kind is not { } kind ? "" : entry.What is AuditKind.Export ? texts.Find($"audit.export.{kind}") ?? kind : texts.Find($"action.{kind}.title") ?? kind;
        yield return detail.Need is null || entry.What is not AuditKind.ActionAsked ? "" : texts["action.state.waiting"];
        yield return detail.Reason is { } reason ? texts.Find($"action.refusal.{reason}", "") ?? reason : "";
        yield return detail.Why ?? "";
        foreach (var change in detail.Changes ?? [])
        {
            yield return texts.Of("audit.change", Setting(change.What), Value(change.From), Value(change.To));
        }
    }

    private string Setting(string name) => name.Split('/') switch
    {
        [var kind, var group] => $"{texts.Find($"action.{kind}.title") ?? kind} ({texts.Find($"agent_class.{group}") ?? group})",
        _ => texts.Find($"audit.change.{name}") ?? name,
    };

    private string Value(string? value) => value is null ? texts["audit.nothing"] : value is "always" ? texts["audit.always"] : value;
}

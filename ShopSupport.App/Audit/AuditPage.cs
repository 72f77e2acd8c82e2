using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Audit;
using ShopSupport.Core.Search;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Audit;

/// <summary>What is looked for, as the address holds it.</summary>
public sealed record AuditFilter
{
    /// <summary>A customer as somebody types them.</summary>
    public string? Q { get; init; }

    /// <summary>Shopify's id of the customer.</summary>
    public long? Customer { get; init; }

    public long? Agent { get; init; }

    /// <summary>The key of an <see cref="AuditKind"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>The first day, in the shop's time.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>A place in the list.</summary>
    public string? After { get; init; }

    /// <summary>What is asked of the rows.</summary>
    internal AuditQuestion Question(TimeZoneInfo zone) => new()
    {
        Customer = Customer is { } id ? new ShopifyCustomerId(id) : null,
        AgentId = Agent is { } agent ? new AgentId(agent) : null,
        What = AuditStore.FindKind(Kind),
        From = From is { } first ? Midnight(first, zone) : null,
        Until = Until is { } last && last < DateOnly.MaxValue ? Midnight(last.AddDays(1), zone) : null,
    };

    /// <summary>The place behind which the page begins; null for the beginning.</summary>
    internal AuditPlace? Place() => After?.Split('-') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var moment) && moment <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AuditPlace(DateTimeOffset.FromUnixTimeMilliseconds(moment), number)
            : null;

    /// <summary>The address of the same question, at a place.</summary>
    internal string Address(string path, AuditEntry? after = null) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["customer"] = Customer?.ToString(CultureInfo.InvariantCulture),
        ["agent"] = Agent?.ToString(CultureInfo.InvariantCulture),
        ["kind"] = string.IsNullOrEmpty(Kind) ? null : Kind,
        ["from"] = Day(From),
        ["until"] = Day(Until),
        ["after"] = after is null ? null : string.Create(CultureInfo.InvariantCulture, $"{after.NotedAt.ToUnixTimeMilliseconds()}-{after.Id}"),
    });

    /// <summary>A day as a field holds it.</summary>
    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A day begins at its first moment; where the clock leaps over midnight, a little later.
    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

/// <summary>The audit as the page shows it.</summary>
public sealed record AuditPage
{
    public required AuditFilter Filter { get; init; }

    public required IReadOnlyList<AuditEntry> Entries { get; init; }

    /// <summary>More stand behind the last one.</summary>
    public required bool IsMore { get; init; }

    public required IReadOnlyList<Agent> Agents { get; init; }

    /// <summary>Who was typed could be any of these.</summary>
    public IReadOnlyList<FoundCustomer> Candidates { get; init; } = [];

    /// <summary>Nobody is who was typed.</summary>
    public bool IsNobody { get; init; }
}

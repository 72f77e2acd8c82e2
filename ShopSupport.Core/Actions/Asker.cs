namespace ShopSupport.Core.Actions;

/// <summary>Those for whom a shop sets limits. Managers have none.</summary>
public enum AgentClass
{
    /// <summary>Without a seat in the shop's admin.</summary>
    Outside,

    /// <summary>Joined less than <see cref="ApprovalRules.NewcomerDays"/> ago.</summary>
    Newcomer,

    /// <summary>Everybody else.</summary>
    Everyone,
}

/// <summary>Why a manager has to decide.</summary>
public enum ApprovalNeed
{
    /// <summary>The amount is above what the agent may do alone.</summary>
    Amount,

    /// <summary>Agents of that class never do it alone.</summary>
    Always,

    /// <summary>It is not the shop's money, in which limits are.</summary>
    Currency,
}

/// <summary>A manager has to decide.</summary>
/// <param name="Need">Why.</param>
/// <param name="LimitMinor">What the agent may do alone, in minor units of the shop's currency; null where that is no amount.</param>
public sealed record ApprovalVerdict(ApprovalNeed Need, long? LimitMinor);

/// <summary>The most that agents of a class may do of a kind without a manager.</summary>
public sealed record ActionLimit
{
    /// <summary><see cref="IActionKind.Kind"/>.</summary>
    public string Kind { get; init; } = "";

    public AgentClass AgentClass { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>; null where every one needs a manager.</summary>
    public long? MostMinor { get; init; }

    /// <summary>The shop's currency when it was set, ISO 4217.</summary>
    public string? Currency { get; init; }
}

/// <summary>What a shop leaves to whom.</summary>
public sealed record ApprovalRules
{
    /// <summary>For how many days an agent is new where the shop has not said.</summary>
    public const int UsualNewcomerDays = 30;

    /// <summary>For how many days an agent is new.</summary>
    public int NewcomerDays { get; init; } = UsualNewcomerDays;

    /// <summary>What is not here may be done by anybody.</summary>
    public IReadOnlyList<ActionLimit> Limits { get; init; } = [];
}

/// <summary>Who asks, and what they may do of one kind without a manager.</summary>
public sealed record Asker
{
    public required string Name { get; init; }

    public required bool IsManager { get; init; }

    /// <summary>They have no seat in the admin.</summary>
    public required bool IsOutside { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary><see cref="ApprovalRules.NewcomerDays"/>.</summary>
    public required int NewcomerDays { get; init; }

    /// <summary>ISO 4217 code of the shop's money; null until Shopify told us.</summary>
    public required string? ShopCurrency { get; init; }

    /// <summary>Of the kind that is asked for.</summary>
    public required IReadOnlyList<ActionLimit> Limits { get; init; }

    /// <summary>Whether a manager has to decide; null where the agent may do it alone.</summary>
    public ApprovalVerdict? Judge(long? amountMinor, string? currency, DateTimeOffset now)
    {
        if (IsManager)
        {
            return null;
        }

        var group = ClassAt(now);
        var limit = Limits.FirstOrDefault(one => one.AgentClass == group);
        var isForeign = currency is not null && ((ShopCurrency is not null && !string.Equals(currency, ShopCurrency, StringComparison.Ordinal))
            || (limit?.MostMinor is not null && !string.Equals(currency, limit.Currency, StringComparison.Ordinal)));
        return limit switch
        {
            { MostMinor: null } => new(ApprovalNeed.Always, null),
            _ when isForeign => new(ApprovalNeed.Currency, null),
            { MostMinor: { } most } when amountMinor > most => new(ApprovalNeed.Amount, most),
            _ => null,
        };
    }

    /// <summary>Of which class they are at a moment.</summary>
    public AgentClass ClassAt(DateTimeOffset now) => IsOutside ? AgentClass.Outside
        : JoinedAt.AddDays(NewcomerDays) > now ? AgentClass.Newcomer
        : AgentClass.Everyone;
}

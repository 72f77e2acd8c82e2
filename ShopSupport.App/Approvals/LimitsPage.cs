using System.Globalization;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Approvals;

/// <summary>What agents may do without a manager, and who the managers are, as the page shows it.</summary>
public sealed record LimitsPage
{
    /// <summary>What is not chosen is allowed.</summary>
    public const string Free = "free";

    /// <summary>Up to an amount.</summary>
    public const string UpTo = "most";

    /// <summary>Never without a manager.</summary>
    public const string Always = "always";

    /// <summary>The longest time for which somebody is new, in days.</summary>
    public const int MostDays = 3650;

    public required IReadOnlyList<LimitRow> Rows { get; init; }

    /// <summary>As it stands in the field.</summary>
    public required string NewcomerDays { get; init; }

    /// <summary>The number can't be read, or is too large.</summary>
    public bool IsDaysWrong { get; init; }

    public IReadOnlyList<Agent> Staff { get; init; } = [];

    /// <summary>It was saved just now.</summary>
    public bool IsSaved { get; init; }

    /// <summary>Nothing in it is wrong.</summary>
    public bool IsRight => !IsDaysWrong && Rows.All(row => row.Cells.All(cell => !cell.IsWrong));

    /// <summary>What is saved.</summary>
    internal static LimitsPage Of(ApprovalRules rules, IEnumerable<IActionKind> kinds) => new()
    {
        NewcomerDays = rules.NewcomerDays.ToString(CultureInfo.InvariantCulture),
        Rows = [.. kinds.Select(kind => new LimitRow(kind.Kind, kind.HasAmount, [.. Enum.GetValues<AgentClass>().Select(group => LimitCell.Of(kind.Kind, group, rules.Limits))]))],
    };

    /// <summary>What was typed.</summary>
    internal static LimitsPage Of(IFormCollection form, IEnumerable<IActionKind> kinds, string? currency)
    {
        var days = form["newcomer_days"].ToString().Trim();
        return new()
        {
            NewcomerDays = days,
            IsDaysWrong = !int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MostDays,
            Rows = [.. kinds.Select(kind => new LimitRow(kind.Kind, kind.HasAmount, [.. Enum.GetValues<AgentClass>().Select(group => LimitCell.Of(kind, group, form, currency))]))],
        };
    }

    /// <summary>What is to hold.</summary>
    internal ApprovalRules Rules(string? currency) => new()
    {
        NewcomerDays = int.Parse(NewcomerDays, CultureInfo.InvariantCulture),
        Limits = [.. Rows.SelectMany(row => row.Cells).Where(cell => cell.Choice is not Free).Select(cell => new ActionLimit
        {
            Kind = cell.Kind,
            AgentClass = cell.AgentClass,
            MostMinor = cell.Choice is UpTo ? cell.Minor : null,
            Currency = cell.Choice is UpTo ? currency : null,
        })],
    };
}

/// <summary>A kind of action.</summary>
/// <param name="Kind">Which.</param>
/// <param name="HasAmount">An amount can be set for it.</param>
/// <param name="Cells">One for each class of agents.</param>
public sealed record LimitRow(string Kind, bool HasAmount, IReadOnlyList<LimitCell> Cells);

/// <summary>What agents of a class may do of a kind.</summary>
public sealed record LimitCell
{
    public required string Kind { get; init; }

    public required AgentClass AgentClass { get; init; }

    /// <summary><see cref="LimitsPage.Free"/>, <see cref="LimitsPage.UpTo"/> or <see cref="LimitsPage.Always"/>.</summary>
    public required string Choice { get; init; }

    /// <summary>The amount as it stands in the field, in whole units.</summary>
    public string Amount { get; init; } = "";

    /// <summary>The amount in minor units; null where none is chosen, or it can't be read.</summary>
    public long? Minor { get; init; }

    public bool IsWrong => Choice is LimitsPage.UpTo && Minor is null;

    /// <summary>What tells its fields from others.</summary>
    public string Name => $"{Kind}-{AgentClass.ToKey()}";

    internal static LimitCell Of(string kind, AgentClass group, IEnumerable<ActionLimit> limits)
    {
        var limit = limits.FirstOrDefault(one => one.AgentClass == group && string.Equals(one.Kind, kind, StringComparison.Ordinal));
        return new()
        {
            Kind = kind,
            AgentClass = group,
            Choice = limit is null ? LimitsPage.Free : limit.MostMinor is null ? LimitsPage.Always : LimitsPage.UpTo,
            Amount = limit is { MostMinor: { } most, Currency: { } currency } ? Currency.Written(most, currency) : "",
            Minor = limit?.MostMinor,
        };
    }

    internal static LimitCell Of(IActionKind kind, AgentClass group, IFormCollection form, string? currency)
    {
        var cell = new LimitCell { Kind = kind.Kind, AgentClass = group, Choice = LimitsPage.Free };
        var (choice, amount) = (form[$"rule-{cell.Name}"].ToString(), form[$"most-{cell.Name}"].ToString().Trim());
        return cell with
        {
            Choice = choice is LimitsPage.Always || (choice is LimitsPage.UpTo && kind.HasAmount) ? choice : LimitsPage.Free,
            Amount = amount,
            Minor = currency is not null && Currency.IsKnown(currency)
                && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var whole) && whole < 1_000_000_000
                ? Currency.ToMinor(whole, currency)
                : null,
        };
    }
}

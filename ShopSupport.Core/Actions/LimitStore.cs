using System.Globalization;
using ShopSupport.Core.Audit;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions;

/// <summary>What a shop leaves to whom without a manager.</summary>
public sealed class LimitStore(Database database, TimeProvider clock)
{
    private static readonly SqlFile Sql = SqlFile.Load("Actions.Approvals.sql");

    /// <summary>What holds now.</summary>
    public async Task<ApprovalRules> ReadAsync(ShopId shopId, CancellationToken cancel) => new()
    {
        NewcomerDays = await database.FindAsync<int?>(Sql["find_rules"], new { ShopId = shopId }, cancel) ?? ApprovalRules.UsualNewcomerDays,
        Limits = await database.QueryAsync<ActionLimit>(Sql["list_limits"], new { ShopId = shopId }, cancel),
    };

    /// <summary>Puts other rules in place of those that held, and notes what changed. What waits goes on waiting.</summary>
    /// <param name="shopId">The shop.</param>
    /// <param name="agentId">The manager who says so.</param>
    /// <param name="agentName">How they are called.</param>
    /// <param name="rules">All that holds from now on.</param>
    /// <param name="cancel">Ends it.</param>
    public Task SaveAsync(ShopId shopId, AgentId agentId, string agentName, ApprovalRules rules, CancellationToken cancel)
    {
        var shop = new { ShopId = shopId, rules.NewcomerDays, Now = Instants.Cut(clock.GetUtcNow()) };
        return database.WriteAsync(
            async transaction =>
            {
                var before = new ApprovalRules
                {
                    NewcomerDays = await transaction.FindAsync<int?>(Sql["find_rules"], shop, cancel) ?? ApprovalRules.UsualNewcomerDays,
                    Limits = await transaction.QueryAsync<ActionLimit>(Sql["list_limits"], shop, cancel),
                };
                await transaction.ExecuteAsync(Sql["delete_limits"], shop, cancel);
                foreach (var limit in rules.Limits)
                {
                    await transaction.ExecuteAsync(Sql["add_limit"], new { ShopId = shopId, limit.Kind, AgentClass = limit.AgentClass.ToKey(), limit.MostMinor, limit.Currency }, cancel);
                }

                if (await transaction.ExecuteAsync(Sql["move_rules"], shop, cancel) == 0)
                {
                    await transaction.ExecuteAsync(Sql["add_rules"], shop, cancel);
                }

                var changes = Changes(before, rules).ToList();
                if (changes.Count > 0)
                {
                    var entry = new AuditEntry { ShopId = shopId, NotedAt = shop.Now, AgentId = agentId, AgentName = agentName, What = AuditKind.LimitsChanged, Detail = new() { Changes = changes } };
                    await AuditStore.AddAsync(transaction, entry, cancel);
                }
            },
            cancel);
    }

    private static IEnumerable<AuditChange> Changes(ApprovalRules before, ApprovalRules after)
    {
        if (before.NewcomerDays != after.NewcomerDays)
        {
            yield return new("newcomer_days", Written(before.NewcomerDays), Written(after.NewcomerDays));
        }

        var (old, fresh) = (ByName(before), ByName(after));
        foreach (var name in old.Keys.Union(fresh.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (from, to) = (old.GetValueOrDefault(name), fresh.GetValueOrDefault(name));
            if (!string.Equals(from, to, StringComparison.Ordinal))
            {
                yield return new(name, from, to);
            }
        }
    }

    private static Dictionary<string, string> ByName(ApprovalRules rules) => rules.Limits.ToDictionary(
        limit => $"{limit.Kind}/{limit.AgentClass.ToKey()}",
        limit => limit is { MostMinor: { } most, Currency: { } currency } ? $"{Currency.Written(most, currency)} {currency}" : "always",
        StringComparer.Ordinal);

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using ShopSupport.Core.Audit;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Agents;

/// <summary>What the audit keeps of who may do what.</summary>
internal static class AgentAudit
{
    private static readonly SqlFile Sql = SqlFile.Load("Agents.Agents.sql");

    /// <param name="transaction">The one of what is told.</param>
    /// <param name="shopId">The shop.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="what">What was done.</param>
    /// <param name="whom">The agent it was done to; null where it is for all.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="called">How somebody is called who is no agent yet.</param>
    public static async Task AddAsync(
        WriteTransaction transaction, ShopId shopId, AgentId by, AuditKind what, AgentId? whom, DateTimeOffset now, CancellationToken cancel, string? called = null)
    {
        var entry = new AuditEntry
        {
            ShopId = shopId,
            NotedAt = Instants.Cut(now),
            AgentId = by,
            AgentName = await NameAsync(transaction, shopId, by, cancel) ?? "",
            What = what,
            Subject = whom is null ? null : "agent",
            SubjectId = whom?.Value,
            SubjectName = whom is { } agent ? await NameAsync(transaction, shopId, agent, cancel) : called,
        };
        await AuditStore.AddAsync(transaction, entry, cancel);
    }

    private static Task<string?> NameAsync(WriteTransaction transaction, ShopId shopId, AgentId id, CancellationToken cancel) =>
        transaction.FindAsync<string>(Sql["find_name"], new { ShopId = shopId, Id = id }, cancel);
}

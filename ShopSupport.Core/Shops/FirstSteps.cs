using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shops;

/// <summary>Whether a shop still wants to be told what to do next; for all its agents alike.</summary>
public sealed class FirstSteps(Database database, TimeProvider clock)
{
    private static readonly SqlFile Sql = SqlFile.Load("Shops.FirstSteps.sql");

    /// <summary>True once an agent has put the list away.</summary>
    public Task<bool> AreHiddenAsync(ShopId shopId, CancellationToken cancel) => database.FindAsync<bool>(Sql["find"], new { ShopId = shopId }, cancel);

    /// <summary>Puts the list away for good, or brings it back, and tells the shop's open screens.</summary>
    public Task HideAsync(ShopId shopId, AgentId by, bool isHidden, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var args = new { ShopId = shopId, AgentId = by, HiddenAt = isHidden ? now : (DateTimeOffset?)null };
        return database.WriteAsync(
            async transaction =>
            {
                if (await transaction.ExecuteAsync(Sql["change"], args, cancel) == 0)
                {
                    await transaction.ExecuteAsync(Sql["add"], args, cancel);
                }

                await ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Sync }], now, cancel);
            },
            cancel);
    }
}

using ShopSupport.Core.Actions;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>Asking for an action where no Shopify is.</summary>
internal static class AskSteps
{
    /// <summary>Asks for something to be done to the shop's first order.</summary>
    public static async Task<DeskAction> AskAsync(TestDatabase db, ShopId shop, AgentId agent)
    {
        var store = new ActionStore(db.Database, db.Clock);
        var order = await db.FindAsync<long>("SELECT MIN(id) FROM orders WHERE shop_id = @shop AND is_deleted = 0", new { shop });
        var target = (await store.FindTargetAsync(shop, ActionSubject.Order, order, CancellationToken.None))!;
        var request = new ActionRequest
        {
            ActionKey = $"key-{target.LastSeq}",
            Kind = "order_tags",
            Subject = ActionSubject.Order,
            SubjectId = order,
            LastSeq = target.LastSeq,
            Wish = ActionWish.Empty,
            Effects = [new("tag_on", "VIP")],
        };
        return (await store.AskAsync(shop, agent, request, CancellationToken.None)).Action!;
    }

    /// <summary>Notes that every action of a shop was sent.</summary>
    public static async Task SendAllAsync(TestDatabase db, ShopId shop)
    {
        var store = new ActionStore(db.Database, db.Clock);
        foreach (var id in await db.QueryAsync<ActionId>("SELECT id FROM actions WHERE shop_id = @shop", new { shop }))
        {
            await store.SendAsync((await store.FindAsync(shop, id, CancellationToken.None))!, CancellationToken.None);
        }
    }
}

using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Reconcile;

/// <summary>Compares what is held with the shop itself, without any reader in between.</summary>
internal static class HeldAsShopify
{
    public static async Task AssertAsync(TestDatabase db, SimulatedShop shop)
    {
        var orders = shop.Orders.All().OrderBy(order => order.Id).ToList();
        Same(
            orders.Select(order => $"{order.Id} {order.Name} {order.Total} {order.FinancialStatus} {order.FulfillmentStatus} {order.CancelReason} {order.Note} {order.UpdatedAt.ToUnixTimeSeconds()}"),
            (await db.QueryAsync<(long Id, string Name, long Total, string Paid, string? Sent, string? Why, string? Note, long Version)>(
                "SELECT id, name, total_minor, financial_status, fulfillment_status, cancel_reason, note, version FROM orders WHERE shop_id = @ShopId AND is_deleted = 0 ORDER BY id", new { db.ShopId }))
            .Select(row => $"{row.Id} {row.Name} {row.Total} {row.Paid} {row.Sent} {row.Why} {row.Note} {row.Version / 1000}"));
        Same(
            orders.SelectMany(order => order.Lines.OrderBy(line => line.Id).Select(line => $"{order.Id} {line.Id} {line.Sku} {line.Quantity} {line.CurrentQuantity} {line.FulfillableQuantity} {line.Price}")),
            (await db.QueryAsync<(long Order, long Id, string Sku, int Quantity, int Current, int Left, long Price)>(
                "SELECT order_id, id, sku, quantity, current_quantity, fulfillable_quantity, price_minor FROM order_lines WHERE shop_id = @ShopId ORDER BY order_id, id", new { db.ShopId }))
            .Select(row => $"{row.Order} {row.Id} {row.Sku} {row.Quantity} {row.Current} {row.Left} {row.Price}"));
        Same(
            orders.SelectMany(order => order.Refunds).OrderBy(refund => refund.Id).Select(refund => $"{refund.Id} {refund.Amount} {refund.Lines.Sum(line => line.Quantity)} {refund.Note}"),
            (await db.QueryAsync<(long Id, long Amount, int Pieces, string? Note)>("SELECT id, amount_minor, quantity, note FROM refunds WHERE shop_id = @ShopId ORDER BY id", new { db.ShopId }))
            .Select(row => $"{row.Id} {row.Amount} {row.Pieces} {row.Note}"));
        Same(
            shop.Items.All().SelectMany(item => item.Levels).OrderBy(level => level.ItemId).ThenBy(level => level.LocationId).Select(level => $"{level.ItemId} {level.LocationId} {level.Available}"),
            (await db.QueryAsync<(long Item, long Place, long Left)>("SELECT inventory_item_id, location_id, available FROM inventory_levels WHERE shop_id = @ShopId ORDER BY inventory_item_id, location_id", new { db.ShopId }))
            .Select(row => $"{row.Item} {row.Place} {row.Left}"));
        Same(
            shop.Contracts.All().OrderBy(contract => contract.Id).Select(contract => $"{contract.Id} {contract.Status} {contract.Revision} {contract.NextBillingAt?.ToUnixTimeSeconds()}"),
            (await db.QueryAsync<(long Id, string Status, long Revision, DateTimeOffset? Next)>(
                "SELECT c.id, c.status, c.version, d.next_billing_at FROM subscription_contracts c JOIN contract_details d ON d.shop_id = c.shop_id AND d.contract_id = c.id WHERE c.shop_id = @ShopId ORDER BY c.id", new { db.ShopId }))
            .Select(row => $"{row.Id} {row.Status} {row.Revision} {row.Next?.ToUnixTimeSeconds()}"));
    }

    private static void Same(IEnumerable<string> expected, IEnumerable<string> held) => Assert.Equal(expected.ToList(), held.ToList());
}

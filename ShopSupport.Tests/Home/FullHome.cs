using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Shops;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Insights;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Home;

/// <summary>A shop of whose home page every card has much to say.</summary>
internal static class FullHome
{
    public static async Task FillAsync(DeskHost desk, string? problem = null)
    {
        await desk.OpenAsync("配送について", "taro@example.jp", "荷物はいつ届きますか");
        await desk.Services.GetRequiredService<ShopStore>().InstallAsync("demo-shop.myshopify.com", TestClock.Start.AddDays(-9), CancellationToken.None);
        await desk.Db.AddAsync("shop_access", new { RenewedAt = TestClock.Start.AddDays(-1), Scopes = "read_customers,read_orders,read_products", Problem = problem });
        await ImportAsync(desk, "customers", "done", 18204, 18204, 3);
        await ImportAsync(desk, "products", "done", 318, 318, 0);
        await ImportAsync(desk, "orders", "reading", 29382, 47391, 0);
        await ImportAsync(desk, "contracts", "waiting", 0, null, 0);
        await desk.Db.AddAsync("reconciles", new { Resource = "customers", RanAt = TestClock.Start.AddHours(-6), Mended = 0L });
        await desk.Db.AddAsync("reconciles", new { Resource = "products", RanAt = TestClock.Start.AddHours(-6), Mended = 2L });
        await ParcelTroubleTests.ShipAsync(desk.Db, 7, "failure", day: 2);
        await ParkAsync(desk, "w1", "#48190");
        await desk.Db.AddAsync("delivery_totals", new { Topic = "orders/create", Outcome = "dead", Total = 1L, LastAt = TestClock.Start.AddSeconds(-12) });
        await desk.Db.AddAsync("work", new { Kind = "wake", WorkKey = "1", Lane = 0, DueAt = TestClock.Start, CreatedAt = TestClock.Start, DiedAt = TestClock.Start, Error = "SqliteException 5" });
    }

    public static Task ParkAsync(DeskHost desk, string id, string subject) => desk.Db.AddAsync(
        "deliveries",
        new { WebhookId = id, Topic = "orders/create", MessageId = id, Tries = 1, ReceivedAt = TestClock.Start, HandledAt = TestClock.Start, Outcome = "dead", Reason = "NoAmount total_price", Subject = subject });

    private static Task ImportAsync(DeskHost desk, string resource, string status, long done, long? total, long refused) => desk.Db.AddAsync(
        "imports", new { Resource = resource, Status = status, RowsDone = done, RowsTotal = total, Refused = refused, AskedAt = TestClock.Start });
}

using Microsoft.Playwright;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Browser;

/// <summary>A desk with two conversations of 山田 太郎 and one of 鈴木 花子, and what may happen in it.</summary>
internal static class LiveDesk
{
    public const string Delivery = "配送について";
    public const string Broken = "破損について";
    public const string Hanako = "花子の質問";

    public static async Task<DeskHost> StartAsync()
    {
        var desk = await DeskHost.StartAsync();
        var history = await PurchaseHistory.AddAsync(desk.Db);
        await desk.Db.AddAsync("customers", new { ShopifyId = 901L, FirstName = "花子", LastName = "鈴木", Email = "hanako@example.jp" });
        await history.AddOrderAsync(7, 4000, 3, customer: 901);
        await desk.OpenAsync(Delivery, "taro@example.jp", "荷物はいつ届きますか");
        await desk.OpenAsync(Broken, "taro@example.jp", "瓶が割れていました", 10);
        await desk.OpenAsync(Hanako, "hanako@example.jp", "在庫はありますか", 20);
        return desk;
    }

    public static async Task<Uri> AddressOfAsync(DeskHost desk, string subject) => new(desk.Address, $"/inbox/{await IdOfAsync(desk, subject)}");

    public static Task<long> IdOfAsync(DeskHost desk, string subject) =>
        desk.Db.FindAsync<long>("SELECT id FROM conversations WHERE subject = @subject", new { subject });

    /// <summary>The customer writes once more.</summary>
    public static Task SayAsync(DeskHost desk, string subject, string text)
    {
        var email = subject is Hanako ? "hanako@example.jp" : "taro@example.jp";
        return desk.SayAsync(new Said(subject, new(null, email)).ByCustomer(100, text) with { MessageKey = text });
    }

    /// <summary>A parcel is on its way: of order 2, which is 太郎's, or 7, which is 花子's.</summary>
    public static Task ShipAsync(DeskHost desk, long order) => desk.ChangeAsync(
        "INSERT INTO fulfillments (shop_id, id, order_id, status, shipment_status, tracking_company, tracking_number, shipped_at, version, version_rank) VALUES (@ShopId, 99, @order, 'success', 'in_transit', 'ヤマト運輸', '777', @At, 1, 0)",
        new { desk.Db.ShopId, order, At = TestClock.Start },
        new ShopEvent { Kind = ShopEventKind.Customer, ShopifyCustomerId = new ShopifyCustomerId(order == 7 ? 901 : 900), SubjectId = order });

    /// <summary>Somebody looks at another tab, or comes back to this one.</summary>
    public static Task TurnAsync(IPage page, params string[] states) => page.EvaluateAsync(
        """
        states => {
          for (const state of states) {
            Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
          }
        }
        """,
        states);

    public static Task UntilOpenAsync(DeskHost desk, int streams) =>
        Patience.UntilAsync(() => desk.Streams.Open == streams, $"{streams} streams are open");

    public static Task UntilAskedAsync(DeskHost desk, int streams) =>
        Patience.UntilAsync(() => desk.Streams.Asked >= streams, $"{streams} streams were asked for");
}

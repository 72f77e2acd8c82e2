using System.Globalization;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.Tests.Support;

/// <summary>One customer (Shopify's id 900) with orders in two currencies, parcels, a refund, a return, stock and two subscriptions.</summary>
public sealed class PurchaseHistory(TestDatabase db, ShopId? shopId)
{
    public CustomerId CustomerId { get; private set; }

    private ShopId ShopId => shopId ?? db.ShopId;

    public static async Task<PurchaseHistory> AddAsync(TestDatabase db, ShopId? shopId = null)
    {
        var history = new PurchaseHistory(db, shopId);
        await history.AddCustomerAsync();
        await history.AddOrdersAsync();
        await history.AddStockAsync();
        await history.AddSubscriptionsAsync();
        return history;
    }

    public Task<CustomerPanel?> PanelAsync(CustomerId? customerId = null, ConversationId? except = null) =>
        new CustomerPanelStore(db.Database).FindAsync(ShopId, customerId ?? CustomerId, new PanelQuestion { Except = except }, CancellationToken.None);

    public Task AddOrderAsync(
        long id, long total, int day, long customer = 900, string currency = "JPY", bool test = false, bool deleted = false, bool cancelled = false) =>
        RowAsync("orders", new
        {
            Id = id,
            ShopifyCustomerId = customer,
            Name = string.Create(CultureInfo.InvariantCulture, $"#{1000 + id}"),
            Currency = currency,
            TotalMinor = total,
            SubtotalMinor = total,
            DiscountMinor = 0L,
            ShippingMinor = 0L,
            TaxMinor = 0L,
            FinancialStatus = "paid",
            CancelledAt = cancelled ? TestClock.Start : (DateTimeOffset?)null,
            ProcessedAt = TestClock.Start.AddDays(-day),
            IsTest = test,
            IsDeleted = deleted,
            Version = 1L,
            VersionRank = 0L,
        });

    public Task AddLineAsync(long order, long id, string title, long? variant, int quantity = 1) => RowAsync("order_lines", new
    {
        OrderId = order,
        Id = id,
        Position = (int)id,
        VariantId = variant,
        Title = title,
        Quantity = quantity,
        CurrentQuantity = quantity,
        PriceMinor = 3000L,
        DiscountMinor = 0L,
    });

    private async Task AddCustomerAsync()
    {
        await RowAsync("customers", new { ShopifyId = 900L, FirstName = "太郎", LastName = "山田", Email = "taro@example.jp" });
        CustomerId = await db.FindAsync<CustomerId>("SELECT id FROM customers WHERE shop_id = @ShopId AND shopify_id = 900", new { ShopId });
        await RowAsync("customer_addresses", new { ShopifyCustomerId = 900L, CountryCode = "JP", Province = "大阪府", City = "堺市", Version = 1L, VersionRank = 0L });
        await RowAsync("customer_consents", new { ShopifyCustomerId = 900L, Channel = "mail", State = "subscribed", Version = 1L, VersionRank = 0L });
    }

    private async Task AddOrdersAsync()
    {
        await AddOrderAsync(1, 5000, 60);
        await AddOrderAsync(2, 3000, 30);
        await AddOrderAsync(3, 2599, 20, currency: "USD");
        await AddOrderAsync(4, 9999, 10, deleted: true);
        await AddOrderAsync(5, 9999, 5, cancelled: true);
        await AddOrderAsync(6, 9999, 5, customer: 12345);
        await AddLineAsync(1, 11, "青汁 30包", 501);
        await AddLineAsync(1, 12, "美容液", null);
        await RowAsync("refunds", new { Id = 1L, OrderId = 1L, Currency = "JPY", AmountMinor = 1500L, Quantity = 1, Version = 1L, VersionRank = 0L });
        await RowAsync("refunds", new { Id = 2L, OrderId = 6L, Currency = "JPY", AmountMinor = 500L, Quantity = 1, Version = 1L, VersionRank = 0L });
        await RowAsync("returns", new { Id = 1L, OrderId = 1L, Name = "#1001-R1", Status = "open", Version = 1L, VersionRank = 0L });
        await AddParcelAsync(21, "https://track.example/1", "success", 1);
        await AddParcelAsync(22, "javascript:alert(1)", "success", 2);
        await AddParcelAsync(23, "https://track.example/3", "cancelled", 3);
        await AddTrackingAsync(1, "confirmed", 10, false);
        await AddTrackingAsync(3, "delivered", 30, true);
        await AddTrackingAsync(2, "in_transit", 20, false);
    }

    private Task AddParcelAsync(long id, string url, string status, int minute) => RowAsync("fulfillments", new
    {
        Id = id,
        OrderId = 1L,
        Status = status,
        ShipmentStatus = "label_printed",
        TrackingCompany = "ヤマト運輸",
        TrackingNumber = "123",
        TrackingUrl = url,
        ShippedAt = Said.At(minute),
        Version = 1L,
        VersionRank = 0L,
    });

    private Task AddTrackingAsync(long id, string status, int minute, bool deleted) => RowAsync("fulfillment_events", new
    {
        Id = id,
        FulfillmentId = 21L,
        OrderId = 1L,
        Status = status,
        HappenedAt = Said.At(minute),
        IsDeleted = deleted,
        Version = 1L,
        VersionRank = 0L,
    });

    private async Task AddStockAsync()
    {
        await RowAsync("products", new { Id = 50L, Title = "青汁 100%", IsDeleted = false, Version = 1L, VersionRank = 0L });
        await RowAsync("variants", new { Id = 501L, ProductId = 50L, Position = 1, Title = "30包", Sku = "AO_30", InventoryItemId = 5010L });
        await RowAsync("inventory_items", new { Id = 5010L, IsTracked = true, IsDeleted = false, Version = 1L, VersionRank = 0L });
        await RowAsync("best_sellers", new { VariantId = 501L, Place = 1, Sold = 9L, RefreshedAt = TestClock.Start });
        await AddLevelAsync(1, "東京", 2);
        await AddLevelAsync(2, "大阪", 5);
        await AddLevelAsync(3, "閉店", 100, active: false);
        await AddLevelAsync(4, "切断", 100, connected: false);
        await AddLevelAsync(5, "廃止", 100, deleted: true);
    }

    private async Task AddLevelAsync(long location, string name, long available, bool active = true, bool connected = true, bool deleted = false)
    {
        await RowAsync("locations", new { Id = location, Name = name, IsActive = active, IsDeleted = deleted, Version = 1L, VersionRank = 0L });
        await RowAsync("inventory_levels", new
        {
            InventoryItemId = 5010L,
            LocationId = location,
            Available = available,
            IsConnected = connected,
            Version = 1L,
            VersionRank = 0L,
        });
    }

    private async Task AddSubscriptionsAsync()
    {
        await AddContractAsync(30, "cancelled", null);
        await AddContractAsync(31, "active", 1);
        await AddAttemptAsync("a", "success", -300);
        await AddAttemptAsync("b", "failure", -200);
        await AddAttemptAsync("c", "success", -100);
        await AddAttemptAsync("d", "failure", -50);
        await AddAttemptAsync("e", "challenged", -40);
        await RowAsync("billing_cycles", new { ContractId = 31L, CycleIndex = 4, IsSkipped = true, BillingExpectedAt = Said.At(-100).AddMonths(1), Version = 1L, VersionRank = 0L });
        await RowAsync("billing_cycles", new { ContractId = 31L, CycleIndex = 5, IsSkipped = false, Version = 1L, VersionRank = 0L });
    }

    private Task AddContractAsync(long id, string status, long? originOrder) => RowAsync("subscription_contracts", new
    {
        Id = id,
        ShopifyCustomerId = 900L,
        OriginOrderId = originOrder,
        Status = status,
        DeliveryInterval = "month",
        DeliveryIntervalCount = 1,
        StartedAt = TestClock.Start.AddDays(-400),
        Version = 1L,
        VersionRank = 0L,
    });

    private Task AddAttemptAsync(string key, string outcome, int minute) => RowAsync("billing_attempts", new
    {
        AttemptKey = key,
        ContractId = 31L,
        Outcome = outcome,
        AttemptedAt = Said.At(minute),
        Version = 1L,
        VersionRank = 0L,
    });

    private Task RowAsync(string table, object row) => db.AddAsync(table, row, ShopId);
}

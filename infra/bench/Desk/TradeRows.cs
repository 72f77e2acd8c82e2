using System.Globalization;
using Microsoft.Data.Sqlite;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Values;

namespace ShopSupport.Bench.Desk;

/// <summary>The shop's own rows: shop, customers, products with stock, orders with what follows them, subscriptions.</summary>
internal sealed class TradeRows(SqliteConnection connection, BenchOptions sizes)
{
    public const string Domain = "demo-shop.myshopify.com";
    public const int Shop = 1;

    private const int Products = 150;
    private const string Version = "version, version_rank";

    /// <summary>The time of the newest row.</summary>
    public static readonly DateTimeOffset Now = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] FirstNames = ["陽菜", "美咲", "翔太", "健一", "さくら", "大輔", "由美子", "恵", "蓮", "葵"];
    private static readonly string[] LastNames = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田"];
    private static readonly string[] Titles = ["有機青汁 30包", "薬用美白美容液 30ml", "プロテイン ココア味 1kg", "葉酸サプリメント 60粒", "オーガニックシャンプー 詰替"];

    private readonly Chance _chance = new(7);
    private readonly long[] _lastOrder = new long[sizes.Customers];

    public static long ShopifyId(int customer) => 6_000_000_000_000 + customer;

    public void Write()
    {
        WriteShop();
        WriteProducts();
        WriteCustomers();
        WriteOrders();
        WriteSubscriptions();
    }

    private BulkInsert Into(string table, string columns) => new(connection, table, columns);

    private void WriteShop()
    {
        using var shops = Into("shops", "id, domain, created_at, installed_at, last_conversation_number");
        shops.Add(Shop, Domain, Now, Now, sizes.Conversations);
        using var profiles = Into("shop_profiles", $"shop_id, shopify_id, name, currency, time_zone, locale, country, {Version}");
        profiles.Add(Shop, 1, "健やか堂", "JPY", "Asia/Tokyo", "ja", "JP", 1, 1);
    }

    private void WriteProducts()
    {
        using var products = Into("products", $"shop_id, id, title, status, is_deleted, {Version}");
        using var variants = Into("variants", "shop_id, id, product_id, position, title, sku, price, inventory_item_id");
        using var items = Into("inventory_items", $"shop_id, id, sku, is_tracked, is_deleted, {Version}");
        using var levels = Into("inventory_levels", $"shop_id, inventory_item_id, location_id, available, is_connected, {Version}");
        using var locations = Into("locations", $"shop_id, id, name, city, is_active, is_deleted, {Version}");
        using var best = Into("best_sellers", "shop_id, variant_id, place, sold, refreshed_at");
        locations.Add(Shop, 1, "東京倉庫", "東京都", 1, 0, 1, 1);
        locations.Add(Shop, 2, "大阪倉庫", "大阪市", 1, 0, 1, 1);
        for (var i = 0; i < Products; i++)
        {
            var sku = string.Create(CultureInfo.InvariantCulture, $"SKU-{i:000}");
            products.Add(Shop, i, $"{Titles[i % Titles.Length]} {sku}", "active", 0, 1, 1);
            variants.Add(Shop, i, i, 1, "通常", sku, "1980", i);
            items.Add(Shop, i, sku, 1, 0, 1, 1);
            levels.Add(Shop, i, 1, _chance.Below(200), 1, 1, 1);
            levels.Add(Shop, i, 2, _chance.Below(20), 1, 1, 1);
            if (i < 10)
            {
                best.Add(Shop, i, i + 1, 1000 - i, Now);
            }
        }
    }

    private void WriteCustomers()
    {
        using var customers = Into("customers", $"id, shop_id, shopify_id, first_name, last_name, email, phone, state, customer_since, {Version}");
        using var addresses = Into("customer_addresses", $"shop_id, shopify_customer_id, country_code, province, city, zip, address1, {Version}");
        using var handles = Into("customer_handles", "shop_id, kind, handle, customer_id");
        using var consents = Into("customer_consents", $"shop_id, shopify_customer_id, channel, state, changed_at, {Version}");
        using var words = Into("customer_words", "rowid, shop_id, words");
        using var tags = Into("customer_tag_lists", $"shop_id, shopify_customer_id, tags, {Version}");
        for (var i = 0; i < sizes.Customers; i++)
        {
            var id = ShopifyId(i);
            var number = i.ToString("x8", CultureInfo.InvariantCulture);
            customers.Add(
                i + 1, Shop, id, FirstNames[i % FirstNames.Length], LastNames[i % LastNames.Length],
                $"kokyaku{number}@example.jp", null, "enabled", Now.AddDays(-1 - _chance.Below(1000)), 1, 1);
            words.Add(i + 1, Shop, CustomerWords.Of(new ShopId(Shop), FirstNames[i % FirstNames.Length], LastNames[i % LastNames.Length], $"kokyaku{number}@example.jp", null));
            addresses.Add(Shop, id, "JP", "東京都", "世田谷区", "156-0054", "桜丘1丁目2番3号", 1, 1);
            handles.Add(Shop, "line", $"U{number}", i + 1);
            consents.Add(Shop, id, "mail", i % 3 == 0 ? "unsubscribed" : "subscribed", Now.AddDays(-30), 1, 1);
            tags.Add(Shop, id, i % 10 == 0 ? "VIP,定期" : "新規", 1, 1);
        }
    }

    private void WriteOrders()
    {
        using var orders = Into(
            "orders",
            $"shop_id, id, shopify_customer_id, name, currency, total_minor, subtotal_minor, discount_minor, shipping_minor, tax_minor, financial_status, fulfillment_status, processed_at, tags, ship_city, ship_province, is_test, is_deleted, {Version}");
        using var lines = Into(
            "order_lines", "shop_id, order_id, id, position, product_id, variant_id, title, variant_title, sku, quantity, current_quantity, price_minor, discount_minor");
        using var parcels = Into(
            "fulfillments", $"shop_id, id, order_id, name, status, shipment_status, tracking_company, tracking_number, tracking_url, shipped_at, {Version}");
        using var numbers = Into("tracking_numbers", "shop_id, tracking_key, fulfillment_id, order_id");
        using var parcelEvents = Into("fulfillment_events", $"shop_id, id, fulfillment_id, order_id, status, happened_at, is_deleted, {Version}");
        using var refunds = Into("refunds", $"shop_id, id, order_id, currency, amount_minor, quantity, refunded_at, {Version}");
        var step = TimeSpan.FromDays(1095) / sizes.Orders;
        for (var i = 0; i < sizes.Orders; i++)
        {
            var customer = _chance.Customer(sizes.Customers);
            var (id, at) = (5_000_000_000_000L + (i * 8L), Now - (step * (sizes.Orders - i)));
            var name = string.Create(CultureInfo.InvariantCulture, $"#{1001 + i}");
            _lastOrder[customer] = id;
            orders.Add(
                Shop, id, ShopifyId(customer), name, "JPY", 6440, 5940, 0, 500, 585, "paid", i % 10 < 7 ? "fulfilled" : null, at, "定期", "世田谷区", "東京都", 0, 0, 1, 1);
            for (var line = 0; line <= i % 3; line++)
            {
                var product = _chance.Below(Products);
                lines.Add(Shop, id, id + line, line, product, product, Titles[product % Titles.Length], "通常", "SKU", 1, 1, 1980, 0);
            }

            if (i % 10 < 7)
            {
                numbers.Add(Shop, "484900000000", id, id);
                parcels.Add(
                    Shop, id, id, name, "success", "in_transit", "ヤマト運輸", "484900000000",
                    "https://toi.kuronekoyamato.co.jp/cgi-bin/tneko?number=484900000000", at.AddDays(1), 1, 1);
            }

            if (i % 10 < 3)
            {
                parcelEvents.Add(Shop, id, id, id, "delivered", at.AddDays(2), 0, 1, 1);
            }

            if (i % 33 == 0)
            {
                refunds.Add(Shop, id, id, "JPY", 1980, 1, at.AddDays(5), 1, 1);
            }
        }
    }

    // Every tenth customer, half a year of monthly deliveries.
    private void WriteSubscriptions()
    {
        using var contracts = Into(
            "subscription_contracts",
            $"shop_id, id, shopify_customer_id, origin_order_id, status, currency, billing_interval, billing_interval_count, delivery_interval, delivery_interval_count, started_at, {Version}");
        using var attempts = Into("billing_attempts", $"shop_id, attempt_key, contract_id, outcome, attempted_at, {Version}");
        for (var i = 0; i < sizes.Customers; i += 10)
        {
            contracts.Add(
                Shop, i, ShopifyId(i), _lastOrder[i] == 0 ? null : _lastOrder[i], i % 40 == 0 ? "cancelled" : "active", "JPY", "month", 1, "month", 1, Now.AddDays(-180), 1, 1);
            for (var month = 0; month < 6; month++)
            {
                attempts.Add(Shop, string.Create(CultureInfo.InvariantCulture, $"{i:x8}-{month}"), i, month == 3 && i % 7 == 0 ? "failure" : "success", Now.AddDays(-180 + (month * 30)), 1, 1);
            }
        }
    }
}

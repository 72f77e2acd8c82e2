using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ShopSupport.Bench.Receive;

/// <summary>The body of an <c>orders/create</c> delivery: some 7 KB, three lines, one of 5,000 customers; the same number gives the same order.</summary>
internal static class OrderBody
{
    public const int Customers = 5_000;

    private static readonly JsonSerializerOptions AsShopifyWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] FirstNames = ["陽菜", "美咲", "翔太", "健一", "さくら", "大輔", "由美子", "恵"];
    private static readonly string[] LastNames = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林"];
    private static readonly string[] Titles = ["有機青汁 30包", "薬用美白美容液 30ml", "プロテイン ココア味 1kg", "葉酸サプリメント 60粒", "オーガニックシャンプー 詰替"];
    private static readonly string[] Gateways = ["shopify_payments"];
    private static readonly (string Province, string City)[] Places = [("東京都", "世田谷区"), ("大阪府", "大阪市"), ("北海道", "札幌市"), ("福岡県", "福岡市")];
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(9));

    public static byte[] Of(int number)
    {
        var at = First.AddSeconds(number * 7L).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        var id = 5_400_000_000_000 + (number * 1_021L);
        var customer = 6_100_000_000_000 + (number * 7919L % Customers);
        var address = Address(customer);
        var mail = string.Create(CultureInfo.InvariantCulture, $"kokyaku{customer}@example.jp");
        var lines = Enumerable.Range(0, 3).Select(i => Line(id, number, i)).ToArray();
        var total = lines.Sum(line => line.Price) + 500;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id,
                admin_graphql_api_id = Gid("Order", id),
                app_id = 580111,
                browser_ip = "203.0.113.24",
                buyer_accepts_marketing = true,
                cancel_reason = (string?)null,
                cancelled_at = (string?)null,
                cart_token = "c1-4f1c9e0b7d2a4be0a7f3",
                checkout_id = id + 9,
                checkout_token = "8f6a1d1e5b7c4a2fa9d3",
                closed_at = (string?)null,
                confirmation_number = "XPAV284CT",
                confirmed = true,
                contact_email = mail,
                created_at = at,
                currency = "JPY",
                current_subtotal_price = Money(total - 500),
                current_subtotal_price_set = Set(total - 500),
                current_total_discounts = "0",
                current_total_discounts_set = Set(0),
                current_total_price = Money(total),
                current_total_price_set = Set(total),
                customer_locale = "ja-JP",
                email = mail,
                financial_status = "paid",
                fulfillment_status = (string?)null,
                landing_site = "/collections/all?utm_source=line",
                name = string.Create(CultureInfo.InvariantCulture, $"#{1001 + number}"),
                note = number % 9 == 0 ? "置き配でお願いします。" : null,
                note_attributes = Array.Empty<object>(),
                number,
                order_number = 1000 + number,
                order_status_url = string.Create(CultureInfo.InvariantCulture, $"https://example.jp/orders/{id}/authenticate?key=5c1f"),
                payment_gateway_names = Gateways,
                phone = (string?)null,
                presentment_currency = "JPY",
                processed_at = at,
                referring_site = "https://example.jp/",
                source_name = "web",
                subtotal_price = Money(total - 500),
                subtotal_price_set = Set(total - 500),
                tags = number % 4 == 0 ? "定期, ギフト" : "",
                tax_lines = new[] { Tax(total) },
                taxes_included = true,
                test = false,
                total_discounts = "0",
                total_discounts_set = Set(0),
                total_line_items_price = Money(total - 500),
                total_price = Money(total),
                total_price_set = Set(total),
                total_shipping_price_set = Set(500),
                total_tax = Money(total / 11),
                total_tax_set = Set(total / 11),
                total_weight = 1200,
                updated_at = at,
                billing_address = address,
                customer = Customer(customer, mail, at, address),
                discount_applications = Array.Empty<object>(),
                fulfillments = Array.Empty<object>(),
                line_items = Array.ConvertAll(lines, line => line.Body),
                refunds = Array.Empty<object>(),
                shipping_address = address,
                shipping_lines = new[]
                {
                    new { id = id + 5, code = "ヤマト運輸", price = "500", price_set = Set(500), source = "shopify", title = "ヤマト運輸", tax_lines = new[] { Tax(500) } },
                },
            },
            AsShopifyWrites);
    }

    private static (int Price, object Body) Line(long order, int number, int place)
    {
        var product = ((number * 3) + place) % 150;
        var price = 980 + (product * 40);
        var variant = 4_400_000_000_000 + product;
        return (price, new
        {
            id = order + 10 + place,
            admin_graphql_api_id = Gid("LineItem", order + 10 + place),
            current_quantity = 1,
            fulfillable_quantity = 1,
            fulfillment_service = "manual",
            fulfillment_status = (string?)null,
            gift_card = false,
            grams = 400,
            name = $"{Titles[product % Titles.Length]} - 通常",
            price = Money(price),
            price_set = Set(price),
            product_exists = true,
            product_id = 8_800_000_000_000 + product,
            properties = Array.Empty<object>(),
            quantity = 1,
            requires_shipping = true,
            sku = string.Create(CultureInfo.InvariantCulture, $"SKU-{product:000}"),
            taxable = true,
            title = Titles[product % Titles.Length],
            total_discount = "0",
            total_discount_set = Set(0),
            variant_id = variant,
            variant_inventory_management = "shopify",
            variant_title = "通常",
            vendor = "健やか堂",
            tax_lines = new[] { Tax(price) },
            duties = Array.Empty<object>(),
            discount_allocations = Array.Empty<object>(),
        });
    }

    private static object Customer(long id, string mail, string at, object address) => new
    {
        id,
        admin_graphql_api_id = Gid("Customer", id),
        email = mail,
        created_at = "2025-04-02T10:11:12+09:00",
        updated_at = at,
        first_name = FirstNames[id % FirstNames.Length],
        last_name = LastNames[id % LastNames.Length],
        state = "enabled",
        note = (string?)null,
        verified_email = true,
        tax_exempt = false,
        phone = (string?)null,
        currency = "JPY",
        default_address = address,
    };

    private static object Address(long customer)
    {
        var (province, city) = Places[customer % Places.Length];
        return new
        {
            first_name = FirstNames[customer % FirstNames.Length],
            last_name = LastNames[customer % LastNames.Length],
            name = LastNames[customer % LastNames.Length] + FirstNames[customer % FirstNames.Length],
            address1 = "桜丘1丁目2番3号",
            address2 = "メゾン青葉 203",
            phone = "090-0000-0000",
            city,
            zip = "156-0054",
            province,
            country = "Japan",
            company = (string?)null,
            latitude = 35.6433,
            longitude = 139.6275,
            country_code = "JP",
            province_code = "JP-13",
        };
    }

    private static object Set(int yen) => new
    {
        shop_money = new { amount = Money(yen), currency_code = "JPY" },
        presentment_money = new { amount = Money(yen), currency_code = "JPY" },
    };

    private static object Tax(int yen) => new { price = Money(yen / 11), price_set = Set(yen / 11), rate = 0.1, title = "消費税", channel_liable = false };

    private static string Money(int yen) => yen.ToString(CultureInfo.InvariantCulture);

    private static string Gid(string kind, long id) => string.Create(CultureInfo.InvariantCulture, $"gid://shopify/{kind}/{id}");
}

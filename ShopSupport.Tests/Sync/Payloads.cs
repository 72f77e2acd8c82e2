using static System.FormattableString;

namespace ShopSupport.Tests.Sync;

/// <summary>Bodies as Shopify writes them, small; ids lie above 2^53.</summary>
internal static class Payloads
{
    public const long OrderId = 9_007_199_254_740_993;
    public const long CustomerId = 9_107_199_254_740_995;
    public const long ProductId = 9_207_199_254_740_997;
    public const long ItemId = 9_307_199_254_740_999;
    public const long LocationId = 9_407_199_254_741_001;
    public const long FulfillmentId = 9_507_199_254_741_003;
    public const long RefundId = 9_607_199_254_741_005;
    public const long ContractId = 9_707_199_254_741_007;

    public static string Order(
        long id = OrderId,
        int minute = 0,
        string total = "3960",
        string currency = "JPY",
        string? customer = null,
        string lines = "",
        string more = "") => Invariant($$"""
        {"id":{{id}},"admin_graphql_api_id":"gid://shopify/Order/{{id}}","name":"#1001","currency":"{{currency}}",
         "total_price":"{{total}}","subtotal_price":"{{total}}","total_tax":"0","total_discounts":"0",
         "financial_status":"paid","fulfillment_status":null,"created_at":"{{SyncedShop.At(0)}}","processed_at":"{{SyncedShop.At(0)}}",
         "updated_at":"{{SyncedShop.At(minute)}}","tags":"定期, 新規","note":"置き配で","customer":{{customer ?? Customer(minute: minute)}},
         "line_items":[{{lines}}]{{more}}}
        """);

    public static string Line(long id, string price = "1980", int quantity = 2) => Invariant($$"""
        {"id":{{id}},"product_id":{{ProductId}},"variant_id":{{ProductId + 2}},"title":"青汁 30包","variant_title":"1箱","sku":"AO-30",
         "quantity":{{quantity}},"current_quantity":{{quantity - 1}},"price":"{{price}}","total_discount":"0"}
        """);

    public static string Customer(long id = CustomerId, int minute = 0, string first = "葵", string more = "") => Invariant($$"""
        {"id":{{id}},"admin_graphql_api_id":"gid://shopify/Customer/{{id}}","first_name":"{{first}}","last_name":"髙﨑",
         "email":"Aoi@Example.JP","phone":"+819012345678","state":"enabled","created_at":"{{SyncedShop.At(-1000)}}",
         "updated_at":"{{SyncedShop.At(minute)}}"{{more}}}
        """);

    public static string Refund(long id = RefundId, string amount = "1980", string currency = "JPY", int minute = 5) => Invariant($$"""
        {"id":{{id}},"order_id":{{OrderId}},"created_at":"{{SyncedShop.At(minute)}}","note":"破損",
         "refund_line_items":[{"id":1,"quantity":2},{"id":2,"quantity":1}],
         "transactions":[{"id":7,"kind":"refund","status":"success","amount":"{{amount}}","currency":"{{currency}}"},
                         {"id":8,"kind":"refund","status":"failure","amount":"55","currency":"{{currency}}"}]}
        """);

    public static string Transaction(string amount = "3960", string currency = "JPY") => Invariant($$"""
        {"id":{{RefundId}},"order_id":{{OrderId}},"kind":"sale","status":"success","gateway":"paypay","amount":"{{amount}}",
         "currency":"{{currency}}","processed_at":"{{SyncedShop.At(1)}}"}
        """);

    public static string Fulfillment(int minute = 10, string shipment = "in_transit", string more = "") => Invariant($$"""
        {"id":{{FulfillmentId}},"order_id":{{OrderId}},"name":"#1001.1","status":"success","shipment_status":"{{shipment}}",
         "tracking_company":"ヤマト運輸","tracking_number":"1234-5678","tracking_numbers":["1234-5678","1234-{{5669 + minute}}"],
         "tracking_url":"https://track.example/1234-5678","location_id":{{LocationId}},
         "created_at":"{{SyncedShop.At(9)}}","updated_at":"{{SyncedShop.At(minute)}}"{{more}}}
        """);

    public static string FulfillmentEvent(long id = 71, int minute = 12, string status = "out_for_delivery") => Invariant($$"""
        {"id":{{id}},"fulfillment_id":{{FulfillmentId}},"order_id":{{OrderId}},"status":"{{status}}","happened_at":"{{SyncedShop.At(minute)}}",
         "created_at":"{{SyncedShop.At(minute)}}","updated_at":"{{SyncedShop.At(minute)}}"}
        """);

    public static string Return(string status = "requested") => Invariant($$"""
        {"id":81,"admin_graphql_api_id":"gid://shopify/Return/81","order":{"id":{{OrderId}},"admin_graphql_api_id":"gid://shopify/Order/{{OrderId}}"},
         "name":"#1001-R1","status":"{{status}}","total_return_line_items":2}
        """);

    public static string Tags(string tags, int minute) => Invariant($$"""
        {"customerId":"gid://shopify/Customer/{{CustomerId}}","tags":[{{tags}}],"occurredAt":"{{SyncedShop.At(minute)}}"}
        """);

    public static string Product(long id = ProductId, int minute = 0, int variants = 2, int gids = 0, string title = "青汁") => Invariant($$"""
        {"id":{{id}},"title":"{{title}}","handle":"aojiru","vendor":"畑","product_type":"健康食品","status":"active","tags":"緑, 粉末",
         "image":{"src":"https://cdn.example/a.png"},"published_at":"{{SyncedShop.At(-5)}}","updated_at":"{{SyncedShop.At(minute)}}",
         "variants":[{{string.Join(',', Enumerable.Range(1, variants).Select(i => Variant(id, i)))}}],
         "variant_gids":[{{string.Join(',', Enumerable.Range(1, gids).Select(i => Invariant($$"""{"admin_graphql_api_id":"gid://shopify/ProductVariant/{{id + i}}"}""")))}}]}
        """);

    public static string Item(int minute = 0, string tracked = "true") => Invariant($$"""
        {"id":{{ItemId}},"sku":"AO-30","tracked":{{tracked}},"updated_at":"{{SyncedShop.At(minute)}}"}
        """);

    public static string Level(int available, int minute = 0) => Invariant($$"""
        {"inventory_item_id":{{ItemId}},"location_id":{{LocationId}},"available":{{available}},"updated_at":"{{SyncedShop.At(minute)}}"}
        """);

    public static string Location(int minute = 0, string active = "true") => Invariant($$"""
        {"id":{{LocationId}},"name":"川崎倉庫","city":"川崎市","active":{{active}},"updated_at":"{{SyncedShop.At(minute)}}"}
        """);

    public static string Contract(long revision = 1, string status = "active") => Invariant($$"""
        {"id":{{ContractId}},"admin_graphql_api_id":"gid://shopify/SubscriptionContract/{{ContractId}}","revision_id":"{{revision}}",
         "customer_id":1,"admin_graphql_api_customer_id":"gid://shopify/Customer/{{CustomerId}}","origin_order_id":{{OrderId}},
         "status":"{{status}}","currency_code":"JPY","billing_policy":{"interval":"month","interval_count":2,"min_cycles":3,"max_cycles":null},
         "delivery_policy":{"interval":"month","interval_count":1},"created_at":"{{SyncedShop.At(-100)}}"}
        """);

    public static string Attempt(string error = "null") => Invariant($$"""
        {"id":91,"admin_graphql_api_id":"gid://shopify/SubscriptionBillingAttempt/91","idempotency_key":"k-91","order_id":{{OrderId}},
         "subscription_contract_id":{{ContractId}},"error_code":{{error}}}
        """);

    public static string Cycle(int index = 4) => Invariant($$"""
        {"subscription_contract_id":{{ContractId}},"cycle_index":{{index}},"billing_attempt_expected_date":"{{SyncedShop.At(9000)}}"}
        """);

    public static string Merge(long kept, long deleted) => Invariant($$"""
        {"admin_graphql_api_customer_kept_id":"gid://shopify/Customer/{{kept}}","admin_graphql_api_customer_deleted_id":"gid://shopify/Customer/{{deleted}}","status":"completed"}
        """);

    public static string Gone(long id) => Invariant($$"""{"id":{{id}}}""");

    private static string Variant(long product, int i) => Invariant($$"""
        {"id":{{product + i}},"product_id":{{product}},"position":{{i}},"title":"{{i}}箱","sku":"AO-{{i}}","barcode":"490000{{i}}","price":"1980","inventory_item_id":{{ItemId + i}}}
        """);
}

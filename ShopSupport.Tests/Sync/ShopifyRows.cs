using System.Globalization;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Sync;

/// <summary>What a database holds of what Shopify owns, without how it came to know.</summary>
internal static class ShopifyRows
{
    /// <summary>Tables, the columns that tell a row, and those that only we know.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Tables = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["orders"] = ["id"],
        ["order_lines"] = ["order_id", "id"],
        ["fulfillments"] = ["id"],
        ["fulfillment_events"] = ["id"],
        ["order_transactions"] = ["id"],
        ["refunds"] = ["id"],
        ["returns"] = ["id"],
        ["customers"] = ["shopify_id"],
        ["customer_addresses"] = ["shopify_customer_id"],
        ["customer_consents"] = ["shopify_customer_id", "channel"],
        ["products"] = ["id"],
        ["variants"] = ["id"],
        ["inventory_items"] = ["id"],
        ["inventory_levels"] = ["inventory_item_id", "location_id"],
        ["locations"] = ["id"],
        ["subscription_contracts"] = ["id"],
        ["billing_attempts"] = ["attempt_key"],
        ["billing_cycles"] = ["contract_id", "cycle_index"],
    };

    private static readonly HashSet<string> Ours = new(["shop_id", "version", "version_rank"], StringComparer.Ordinal);

    /// <summary>Each row as <c>column=value</c> texts, in the order of its keys.</summary>
    public static async Task<List<string>> ListAsync(TestDatabase db, string table, string where = "1 = 1")
    {
        var columns = Storage.TSql.Tables.Columns[table].Where(column => !Ours.Contains(column) && !(table is "customers" && column is "id")).ToList();
        var rows = await db.QueryAsync<dynamic>(
            $"SELECT {string.Join(", ", columns)} FROM {table} WHERE shop_id = @ShopId AND {where} ORDER BY {string.Join(", ", Tables[table])}", new { db.ShopId });
        return rows.ConvertAll(row => string.Join(" ", ((IDictionary<string, object?>)row).Select(pair => $"{pair.Key}={Text(pair.Key, pair.Value)}")));
    }

    // An amount in text is the same amount with and without zeros behind its point.
    private static string Text(string column, object? value) => column is "price" && value is string price
        ? decimal.Parse(price, CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}

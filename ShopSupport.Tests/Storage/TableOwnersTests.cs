using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using ShopSupport.Tests.Storage.TSql;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Storage;

/// <summary>Each table is of one folder of Core, and only that folder and those above it know it.</summary>
public sealed partial class TableOwnersTests
{
    private static readonly Dictionary<string, string[]> Owned = new(StringComparer.Ordinal)
    {
        // The list of shops is what every other row's shop_id points into.
        ["Storage"] = ["migrations", "shops", "secret_keys"],
        ["Events"] = ["shop_events"],
        ["Queue"] = ["queue_messages"],
        ["Work"] = ["work"],
        ["Sync"] = ["deliveries", "delivery_repeats", "delivery_totals", "fetch_requests", "happenings"],
        ["Shopify"] = ["shop_access"],
        ["Shops"] = ["shop_profiles", "shop_uninstalls", "shop_scopes", "bulk_operations", "privacy_requests", "first_steps"],
        ["Audit"] = ["audit"],
        ["Agents"] = ["agents", "outside_doors", "outside_links"],
        ["Customers"] =
        [
            "customers", "customer_handles", "customer_addresses", "customer_consents", "customer_tag_lists", "customer_tag_changes",
            "customer_purchases", "customer_merges", "customer_words",
        ],
        ["Orders"] = ["orders", "order_lines", "fulfillments", "fulfillment_events", "order_transactions", "refunds", "returns", "tracking_numbers"],
        ["Inventory"] = ["products", "variants", "inventory_items", "inventory_levels", "locations", "best_sellers"],
        ["Subscriptions"] = ["subscription_contracts", "contract_details", "contract_lines", "billing_attempts", "billing_cycles"],
        ["Inbox"] =
        [
            "conversations", "conversation_counts", "conversation_events", "conversation_reads", "conversation_tags", "drafts", "messages", "message_words",
        ],
        ["Import"] = ["imports"],
        ["Reconcile"] = ["reconciles"],
        ["Actions"] = ["actions", "action_limits", "approval_rules"],
    };

    // A merged customer's conversations move in the statement that moves the customer, since nobody may see one without the other.
    private static readonly (string File, string Table) Exception = ("Customers.Customers.sql", "conversations");

    private static readonly Dictionary<string, string> Owner = Owned.SelectMany(o => o.Value.Select(table => (table, o.Key)))
        .ToDictionary(t => t.table, t => t.Key, StringComparer.Ordinal);

    [Fact]
    public void Every_table_has_one_owner() =>
        Assert.Equal(Tables.Columns.Keys.Order(StringComparer.Ordinal), Owner.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void No_folders_sql_names_a_table_of_a_folder_above_it()
    {
        var used = SqlTexts.BlocksForSqlServer.Concat(SqlTexts.BlocksForSqlite)
            .SelectMany(sql => Named(sql.Text).Select(table => (sql.Place, Folder: sql.Place.Split('.')[0], Table: table))).ToList();

        Assert.Contains(used, u => u.Folder is "Panel" && u.Table is "orders");
        var wrong = used.Where(u => IsAbove(Owner[u.Table], u.Folder)).ToList();
        Assert.Empty(wrong.Where(u => !(u.Place.StartsWith(Exception.File, StringComparison.Ordinal) && string.Equals(u.Table, Exception.Table, StringComparison.Ordinal)))
            .Select(u => $"{u.Place} names {u.Table}"));
        // It goes when nothing needs it.
        Assert.NotEmpty(wrong);
    }

    [Fact]
    public void No_folder_writes_rows_of_a_table_above_it()
    {
        var written = SourceFile.Files("ShopSupport.Core", "*.cs").Where(file => file.Folder.Length > 0)
            .SelectMany(file => RowsOf().Matches(file.Text).Select(match => (file.Path, file.Folder, Table: match.Groups["table"].Value))).ToList();

        Assert.Contains(written, w => w.Folder is "Orders" && w.Table is "order_lines");
        Assert.Empty(written.Where(w => IsAbove(Owner[w.Table], w.Folder)).Select(w => $"{w.Path} writes {w.Table}"));
    }

    private static bool IsAbove(string folder, string other) =>
        Array.IndexOf(HouseRulesTests.Floors, folder) > Array.IndexOf(HouseRulesTests.Floors, other);

    private static HashSet<string> Named(string sql)
    {
        var names = new TableNames();
        SqlTexts.Parse(sql).Accept(names);
        return names.Names;
    }

    private sealed class TableNames : TSqlFragmentVisitor
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        // What is none of our tables is a name that the statement gave itself.
        public override void Visit(NamedTableReference node)
        {
            if (Owner.ContainsKey(node.SchemaObject.BaseIdentifier.Value))
            {
                Names.Add(node.SchemaObject.BaseIdentifier.Value);
            }
        }
    }

    [GeneratedRegex(@"\b(Projection|RowTable|RowInsert)<\w+>[^;""(]*\(""(?<table>\w+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RowsOf();
}

using System.Text.RegularExpressions;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Storage;

public sealed partial class QueryPlanTests
{
    public static TheoryData<string, string, string> Lists => new()
    {
        { "Inbox.Inbox.sql", "list_waiting", "ix_conversations_waiting (shop_id=? AND status=? AND waiting_since>?)" },
        { "Inbox.Inbox.sql", "list_mine", "ix_conversations_assignee (shop_id=? AND status=? AND assignee_id=? AND last_message_at<?)" },
        { "Inbox.Inbox.sql", "list_unassigned", "ix_conversations_assignee (shop_id=? AND status=? AND assignee_id=? AND last_message_at<?)" },
        { "Inbox.Inbox.sql", "list_snoozed", "ix_conversations_snoozed (shop_id=? AND status=? AND snoozed_until>?)" },
        { "Inbox.Inbox.sql", "list_closed", "ix_conversations_status (shop_id=? AND status=? AND last_message_at<?)" },
        { "Inbox.Inbox.sql", "list_all", "ix_conversations_all (shop_id=? AND last_message_at<?)" },
    };

    public static TheoryData<string, string> AuditPages => new()
    {
        { "list", "ix_audit_time (shop_id=? AND noted_at>? AND noted_at<?)" },
        { "list_of_customer", "ix_audit_customer (shop_id=? AND shopify_customer_id=? AND noted_at>? AND noted_at<?)" },
        { "list_of_agent", "ix_audit_agent (shop_id=? AND agent_id=? AND noted_at>? AND noted_at<?)" },
        { "list_of_kind", "ix_audit_what (shop_id=? AND what=? AND noted_at>? AND noted_at<?)" },
    };

    public static TheoryData<string, string> Reads => new()
    {
        { "Inbox.Inbox.sql", "count" },
        { "Inbox.Inbox.sql", "find" },
        { "Inbox.Inbox.sql", "list_overslept" },
        { "Sync.Deliveries.sql", "find_envelope" },
        { "Sync.Deliveries.sql", "dismiss" },
        { "Inbox.Journal.sql", "look" },
        { "Inbox.Journal.sql", "look_at" },
        { "Inbox.Journal.sql", "look_to_act" },
        { "Inbox.Journal.sql", "look_to_wake" },
        { "Inbox.Journal.sql", "find_message" },
        { "Inbox.Drafts.sql", "keep" },
        { "Inbox.Drafts.sql", "begin" },
        { "Agents.Agents.sql", "list" },
        { "Agents.Agents.sql", "find_shopify_user" },
        { "Agents.Outside.sql", "find" },
        { "Agents.Outside.sql", "find_link" },
        { "Shops.Shops.sql", "find" },
        { "Shops.Shops.sql", "find_by_id" },
        { "Shopify.Access.sql", "find" },
        { "Inbox.Journal.sql", "list_entries" },
        { "Customers.Handles.sql", "recognise" },
        { "Customers.Customers.sql", "find_contacts" },
        { "Inventory.Stock.sql", "search" },
        { "Inventory.Stock.sql", "find" },
        { "Inventory.BestSellers.sql", "count" },
        { "Inventory.Stock.sql", "list_products_after" },
        { "Inventory.Stock.sql", "list_variants_after" },
        { "Inbox.Words.sql", "list_before" },
        { "Orders.Tracking.sql", "list_after" },
        { "Customers.Words.sql", "list_after" },
        { "Customers.Words.sql", "set" },
        { "Search.Search.sql", "find_messages" },
        { "Search.Search.sql", "list_messages_found" },
        { "Search.Search.sql", "find_customers" },
        { "Search.Search.sql", "find_customers_by_handle" },
        { "Search.Search.sql", "find_newest_number" },
        { "Search.Search.sql", "find_orders_by_number" },
        { "Search.Search.sql", "find_orders_by_tracking" },
        { "Search.Search.sql", "find_orders_of" },
        { "Search.SearchRows.sql", "list_messages" },
        { "Search.SearchRows.sql", "list_customers" },
        { "Search.SearchRows.sql", "list_customers_talk" },
        { "Search.SearchRows.sql", "list_spending" },
        { "Search.SearchOrders.sql", "list_orders" },
        { "Search.SearchOrders.sql", "list_parts" },
        { "Work.Work.sql", "replace" },
        { "Work.Work.sql", "claim" },
        { "Work.Work.sql", "next_due" },
        { "Work.Work.sql", "next_shops" },
        { "Work.Work.sql", "list_dead" },
        { "Insights.DeskFigures.sql", "waiting" },
        { "Insights.DeskFigures.sql", "list_first_replies" },
        { "Insights.DeskFigures.sql", "count_parcels" },
        { "Insights.DeskFigures.sql", "list_parcels" },
        { "Insights.DeskFigures.sql", "count_awaited" },
        { "Insights.Freshness.sql", "list_imports" },
        { "Insights.Freshness.sql", "list_reconciles" },
        { "Insights.Freshness.sql", "list_notices" },
        { "Insights.Connection.sql", "find" },
        { "Insights.Connection.sql", "last_in_channel" },
        { "Shops.FirstSteps.sql", "find" },
        { "Purge.Purge.sql", "list_handled" },
        { "Purge.Purge.sql", "list_parked" },
        { "Purge.Purge.sql", "list_events" },
        { "Purge.Purge.sql", "delete_events" },
        { "Purge.Purge.sql", "list_dead_work" },
        { "Purge.Purge.sql", "list_drafts" },
        { "Purge.Purge.sql", "delete_drafts" },
        { "Purge.Purge.sql", "list_reads" },
        { "Purge.Purge.sql", "delete_reads" },
        { "Audit.Audit.sql", "add_view" },
        { "Actions.Approvals.sql", "list_waiting" },
        { "Actions.Approvals.sql", "count_waiting" },
        { "Actions.Approvals.sql", "find_asker" },
        { "Purge.Purge.sql", "list_audit" },
        { "Purge.Purge.sql", "delete_audit" },
        { "Purge.Purge.sql", "list_happenings" },
        { "Purge.Purge.sql", "delete_happenings" },
        { "Subscriptions.Subscriptions.sql", "find_statuses" },
        { "Subscriptions.Subscriptions.sql", "find_dates" },
        { "Orders.Orders.sql", "find_gone" },
        { "Events.ShopEvents.sql", "last_numbers" },
        { "Events.ShopEvents.sql", "list_after" },
    };

    [Theory, MemberData(nameof(Lists))]
    public async Task A_page_of_the_list_is_one_walk_along_one_index(string file, string block, string index)
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);

        var plan = await SqlPlans.ExplainAsync(db.Database, SqlFile.Load(file)[block].Sqlite);

        Assert.Equal($"SEARCH c USING INDEX {index}", plan[0]);
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || Scan().IsMatch(step));
    }

    [Theory, MemberData(nameof(AuditPages))]
    public async Task A_page_of_the_audit_is_one_walk_along_one_index(string block, string index)
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);

        Assert.Equal($"SEARCH a USING INDEX {index}", Assert.Single(await SqlPlans.ExplainAsync(db.Database, SqlFile.Load("Audit.Audit.sql")[block].Sqlite)));
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task A_read_seeks_and_never_scans_a_table(string file, string block)
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);

        await AssertSeeksAsync(db, SqlFile.Load(file)[block].Sqlite);
    }

    // Few of a shop's deliveries fail: they are found without a walk through the others.
    [Theory]
    [InlineData("list_dead", "ix_deliveries_dead")]
    [InlineData("count_dead", "ix_deliveries_dead")]
    [InlineData("list_retried", "ix_deliveries_waiting")]
    public async Task What_failed_is_found_by_an_index_of_its_own(string block, string index)
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);

        var plan = await SqlPlans.ExplainAsync(db.Database, SqlFile.Load("Sync.Deliveries.sql")[block].Sqlite);

        Assert.Contains(index, Assert.Single(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_panel_seeks_and_never_scans_a_table()
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);

        await AssertSeeksAsync(db, CustomerPanelStore.Panel.Sqlite);
    }

    [Fact]
    public async Task What_is_known_of_a_row_is_sought_by_its_key()
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);

        var reads = GeneratedSql.List().Where(sql => sql.Purpose is "versions").ToList();

        Assert.NotEmpty(reads);
        foreach (var sql in reads)
        {
            var step = Assert.Single(await SqlPlans.ExplainAsync(db.Database, sql.Text.Sqlite));
            Assert.Equal(sql.Text.Sqlite.Split('@').Length - 1, step.Split("=?").Length - 1);
        }
    }

    [Fact]
    public void A_scan_is_recognised()
    {
        Assert.Matches(Scan(), "SCAN c");
        Assert.Matches(Scan(), "SCAN o USING INDEX ix_orders_processed");
        Assert.DoesNotMatch(Scan(), "SCAN family");
        Assert.DoesNotMatch(Scan(), "SEARCH o USING PRIMARY KEY (shop_id=? AND id=?)");
    }

    private static async Task AssertSeeksAsync(TestDatabase db, string sql)
    {
        // Dapper writes out the members of a list.
        foreach (var statement in SqlPlans.Statements(sql.Replace("IN @ShopIds", "IN (1, 2)", StringComparison.Ordinal)))
        {
            var plan = await SqlPlans.ExplainAsync(db.Database, statement);
            Assert.NotEmpty(plan);
            var bad = plan.Where(step => Scan().IsMatch(step) || OnlyTheShop().IsMatch(step)).ToList();
            Assert.True(bad.Count == 0, $"{string.Join('\n', bad)}\nin: {statement}");
        }
    }

    // What may be walked: the rows that a statement made itself, the list of ids it was given, and one constant row.
    [GeneratedRegex(
        @"^SCAN (?!(family|people|members|persons|contracts|latest|recent|wanted|f|n|p|w|x|wanted VIRTUAL TABLE.*|CONSTANT ROW|\(subquery.*)( |$))",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, -1)]
    private static partial Regex Scan();

    // A seek by the shop alone reads all that the shop has. Products with their variants are few, and so are agents, counts, and what is kept of each resource.
    [GeneratedRegex(@"^SEARCH (?!p |v |agents |conversation_counts |delivery_totals |imports |reconciles ).*\(shop_id=\?\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, -1)]
    private static partial Regex OnlyTheShop();
}

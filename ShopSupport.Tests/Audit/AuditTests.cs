using System.Text.RegularExpressions;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Audit;
using ShopSupport.Core.Purge;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Storage.TSql;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Audit;

/// <summary>The audit: rows are added, found, and go when their time is over; nothing changes one.</summary>
public sealed partial class AuditTests
{
    private static readonly ShopifyCustomerId Buyer = new(900);

    [Fact]
    public void No_statement_changes_a_row_and_only_the_purge_deletes_one()
    {
        var wrong = SqlTexts.BlocksForSqlServer.Concat(SqlTexts.BlocksForSqlite)
            .Where(sql => Changing().IsMatch(sql.Text) && !sql.Place.StartsWith("Purge.", StringComparison.Ordinal)).Select(sql => sql.Place);

        Assert.Empty(wrong);
        Assert.Matches(Changing(), "UPDATE audit SET what = 'x'");
        Assert.Matches(Changing(), "DELETE a FROM audit a WHERE a.id = 1");
        Assert.DoesNotMatch(Changing(), "INSERT INTO audit (shop_id) VALUES (1)");
        Assert.Contains(SqlTexts.BlocksForSqlServer.Concat(SqlTexts.BlocksForSqlite), sql => sql.Place.StartsWith("Purge.", StringComparison.Ordinal) && Changing().IsMatch(sql.Text));
        // Nor is any written past the blocks.
        Assert.DoesNotContain(SourceFile.Files("ShopSupport.Core", "*.cs"), file => file.Text.Contains("\"audit\", ", StringComparison.Ordinal) && file.Folder is not "Purge");
    }

    [OnEachEngine]
    public async Task Rows_are_found_by_customer_agent_kind_and_day_and_paged_by_their_place(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var store = new AuditStore(db.Database, db.Clock);
        for (var i = 0; i < 7; i++)
        {
            // Two of each moment: the place tells them apart.
            db.Clock.Advance(i % 2 == 0 ? TimeSpan.FromHours(1) : TimeSpan.Zero);
            await store.AddAsync(
                new()
                {
                    ShopId = db.ShopId,
                    AgentId = new AgentId(1 + (i % 2)),
                    AgentName = "a",
                    What = i < 5 ? AuditKind.ActionDone : AuditKind.Export,
                    ShopifyCustomerId = i % 3 == 0 ? Buyer : null,
                    Subject = "order",
                    SubjectId = i,
                },
                CancellationToken.None);
        }

        async Task<string> FoundAsync(AuditQuestion question)
        {
            var (found, place) = (new List<long>(), (AuditPlace?)null);
            while (await store.ListAsync(db.ShopId, question, place, 2, CancellationToken.None) is { Count: > 0 } page)
            {
                found.AddRange(page.Select(entry => entry.SubjectId!.Value));
                place = new(page[^1].NotedAt, page[^1].Id);
            }

            return string.Join(' ', found);
        }

        Assert.Equal("6 5 4 3 2 1 0", await FoundAsync(new()));
        Assert.Equal("6 3 0", await FoundAsync(new() { Customer = Buyer }));
        Assert.Equal("3", await FoundAsync(new() { Customer = Buyer, AgentId = new AgentId(2), What = AuditKind.ActionDone }));
        Assert.Equal("5 3 1", await FoundAsync(new() { AgentId = new AgentId(2) }));
        Assert.Equal("6 5", await FoundAsync(new() { What = AuditKind.Export }));
        // From the first moment, up to the last and without it.
        Assert.Equal("3 2", await FoundAsync(new() { From = TestClock.Start.AddHours(2), Until = TestClock.Start.AddHours(3) }));
        Assert.Empty(await store.ListAsync(await db.AddShopAsync(), new(), null, 9, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task Who_looks_at_a_customer_is_noted_once_in_a_quarter_of_an_hour(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var (first, second) = (new ViewLog(new AuditStore(db.Database, db.Clock), db.Clock), new ViewLog(new AuditStore(db.Database, db.Clock), db.Clock));

        foreach (var minutes in new[] { 0, 1, 13, 2 })
        {
            db.Clock.Advance(TimeSpan.FromMinutes(minutes));
            // Two processes; another agent; somebody whom Shopify does not know.
            await SeeAsync(first, db.ShopId, 1, conversation: 5, Buyer);
            await SeeAsync(second, db.ShopId, 1, conversation: 6, Buyer);
            await SeeAsync(first, db.ShopId, 2, conversation: 5, Buyer);
            await SeeAsync(second, db.ShopId, 1, conversation: 7, customer: null);
        }

        var rows = await db.QueryAsync<string>("SELECT CONCAT(agent_id, ' ', subject_id, ' ', shopify_customer_id) FROM audit WHERE shop_id = @ShopId ORDER BY id", new { db.ShopId });
        Assert.Equal(["1 5 900", "2 5 900", "1 7 ", "1 5 900", "2 5 900", "1 7 "], rows);
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_when_it_can()
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        var views = new ViewLog(new AuditStore(db.Database, db.Clock), db.Clock);
        views.Note(new(db.ShopId, new AgentId(1), "a", "person", 3, Buyer));
        await db.ExecuteAsync("ALTER TABLE audit RENAME TO away", new { });
        await Assert.ThrowsAnyAsync<Exception>(() => views.WriteAsync(CancellationToken.None));
        await db.ExecuteAsync("ALTER TABLE away RENAME TO audit", new { });

        views.End();
        while (await views.WaitAsync(CancellationToken.None))
        {
            await views.WriteAsync(CancellationToken.None);
        }

        Assert.Equal(1, await db.FindAsync<int>("SELECT COUNT(*) FROM audit WHERE shop_id = @ShopId AND what = 'view'", new { db.ShopId }));
    }

    [OnEachEngine]
    public async Task Rows_go_when_their_years_are_over(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var store = new AuditStore(db.Database, db.Clock);
        await store.AddAsync(new() { ShopId = db.ShopId, AgentName = "old", What = AuditKind.Export }, CancellationToken.None);
        db.Clock.Advance(TimeSpan.FromDays(1094));
        await store.AddAsync(new() { ShopId = db.ShopId, AgentName = "new", What = AuditKind.Export }, CancellationToken.None);
        var purge = new PurgeStore(db.Database, new Retention());

        await purge.PurgeAsync(db.ShopId, db.Clock.GetUtcNow(), 20, CancellationToken.None);
        Assert.Equal(2, (await store.ListAsync(db.ShopId, new(), null, 9, CancellationToken.None)).Count);
        await purge.PurgeAsync(db.ShopId, db.Clock.GetUtcNow().AddDays(2), 20, CancellationToken.None);

        Assert.Equal("new", Assert.Single(await store.ListAsync(db.ShopId, new(), null, 9, CancellationToken.None)).AgentName);
    }

    [OnEachEngine]
    public async Task The_first_of_the_staff_is_a_manager_makes_others_and_the_last_one_stays(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var agents = new AgentStore(db.Database, db.Clock);
        var owner = await agents.FindOrAddAsync(db.ShopId, new ShopifyAgent(1, "店長", null, null), CancellationToken.None);
        var next = await agents.FindOrAddAsync(db.ShopId, new ShopifyAgent(2, "高木", null, null), CancellationToken.None);
        var outside = await new OutsideAgents(db.Database, db.Clock).InvitedAsync(db.ShopId);

        Assert.Equal((true, false), (owner.IsManager, next.IsManager));
        Assert.False(await agents.SetManagerAsync(db.ShopId, owner.Id, owner.Id, isManager: false, CancellationToken.None));
        Assert.False(await agents.SetManagerAsync(db.ShopId, owner.Id, outside, isManager: true, CancellationToken.None));
        Assert.False(await agents.SetManagerAsync(await db.AddShopAsync(), owner.Id, next.Id, isManager: true, CancellationToken.None));
        Assert.True(await agents.SetManagerAsync(db.ShopId, owner.Id, next.Id, isManager: true, CancellationToken.None));
        Assert.True(await agents.SetManagerAsync(db.ShopId, next.Id, owner.Id, isManager: false, CancellationToken.None));

        var kept = await db.QueryAsync<string>("SELECT CONCAT(what, ' ', agent_name, ' ', subject_name) FROM audit WHERE shop_id = @ShopId ORDER BY id", new { db.ShopId });
        Assert.Equal(["door_opened  ", "outside_invited  外部", "outside_joined 外部 外部", "manager_made 店長 高木", "manager_unmade 高木 店長"], kept);
    }

    private static async Task SeeAsync(ViewLog views, ShopId shop, long agent, long conversation, ShopifyCustomerId? customer)
    {
        views.Note(new(shop, new AgentId(agent), "a", "conversation", conversation, customer));
        await views.WriteAsync(CancellationToken.None);
    }

    [GeneratedRegex(@"\b(UPDATE\s+audit\b|DELETE\s+(\w+\s+)?FROM\s+audit\b|UPDATE\s+\w+\s+SET[^;]*\bFROM\s+audit\b|MERGE\s+(INTO\s+)?audit\b|REPLACE\s+INTO\s+audit\b|ON CONFLICT[^;]*DO UPDATE[^;]*audit)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, -1)]
    private static partial Regex Changing();
}

/// <summary>Letting somebody in from outside.</summary>
internal static class InvitedSteps
{
    public static async Task<AgentId> InvitedAsync(this OutsideAgents outside, ShopId shop)
    {
        await outside.SetOpenAsync(shop, default, isOpen: true, CancellationToken.None);
        return (await outside.UseAsync(await outside.InviteAsync(shop, default, "外部", CancellationToken.None), CancellationToken.None))!.Value.Agent.Id;
    }
}

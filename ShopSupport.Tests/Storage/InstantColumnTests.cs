using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Storage;

/// <summary>A moment that a column cannot hold in full is the same on both engines, whichever way it goes there.</summary>
public sealed class InstantColumnTests
{
    private static readonly DateTimeOffset BeforeMidnight = new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero).AddTicks(9_996_000);
    private static readonly DateTimeOffset Held = new(2026, 11, 30, 23, 59, 59, 999, TimeSpan.Zero);

    [OnEachEngine]
    public async Task The_last_moment_of_a_month_stays_in_it(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var rows = new RowTable<Row>("bulk_operations", ["shop_id", "id"]);

        await db.AddAsync("bulk_operations", new { Id = 1L, Status = "ok", CompletedAt = BeforeMidnight, Version = 1L, VersionRank = 0L });
        await db.Database.WriteAsync(
            transaction => rows.InsertAsync(
                transaction, [new Row { ShopId = db.ShopId.Value, Id = 2, Status = "ok", CompletedAt = BeforeMidnight, Version = 1, VersionRank = 0 }], CancellationToken.None),
            CancellationToken.None);

        Assert.Equal([Held, Held], await db.QueryAsync<DateTimeOffset>("SELECT completed_at FROM bulk_operations WHERE shop_id = @ShopId ORDER BY id", new { db.ShopId }));
        Assert.Equal(2, await db.FindAsync<int>("SELECT COUNT(*) FROM bulk_operations WHERE shop_id = @ShopId AND completed_at = @BeforeMidnight", new { db.ShopId, BeforeMidnight }));
    }

    [Fact]
    public void A_parameter_holds_what_the_column_will_hold()
    {
        var (server, file) = (new SqlParameter("@At", SqlDbType.Variant), new SqliteParameter());

        new DapperTypes.InstantHandler().SetValue(server, BeforeMidnight);
        new DapperTypes.InstantHandler().SetValue(file, BeforeMidnight);

        Assert.Equal(Held, server.Value);
        Assert.Equal(Held.ToUnixTimeMilliseconds(), file.Value);
    }

    [Fact]
    public void A_row_that_travels_as_JSON_holds_it_too()
    {
        var page = Assert.Single(new RowShape<Row>("shop_id", "id").Json([new Row { ShopId = 1, Id = 2, Status = "", CompletedAt = BeforeMidnight, Version = 1, VersionRank = 0 }]));

        Assert.Contains("2026-11-30T23:59:59.999", page, StringComparison.Ordinal);
        Assert.DoesNotContain("59.9996", page, StringComparison.Ordinal);
    }

    private sealed record Row
    {
        public required long ShopId { get; init; }

        public required long Id { get; init; }

        public required string Status { get; init; }

        public DateTimeOffset? CompletedAt { get; init; }

        public required long Version { get; init; }

        public required long VersionRank { get; init; }
    }
}

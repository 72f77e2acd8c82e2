using Microsoft.Data.Sqlite;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Storage;

public sealed class DatabaseTests
{
    [Theory]
    [InlineData(10, 10)]
    [InlineData(8, 1032)]
    [InlineData(11, 11)]
    public async Task After_an_error_of_the_disk_the_next_write_opens_the_file_anew(int code, int extended)
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        var before = await ConnectionAsync(db.Database);
        Assert.Same(before, await ConnectionAsync(db.Database));

        await Assert.ThrowsAsync<SqliteException>(() => db.Database.WriteAsync(_ => throw new SqliteException("disk I/O error", code, extended), CancellationToken.None));

        Assert.NotSame(before, await ConnectionAsync(db.Database));
        Assert.Equal(1, await db.ExecuteAsync("UPDATE shops SET last_event_seq = 5 WHERE id = @ShopId", new { db.ShopId }));
    }

    [Fact]
    public async Task After_an_error_of_a_statement_the_connection_stays()
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        var before = await ConnectionAsync(db.Database);

        await Assert.ThrowsAsync<SqliteException>(() => db.ExecuteAsync("UPDATE no_such_table SET a = 1"));

        Assert.Same(before, await ConnectionAsync(db.Database));
    }

    [Fact]
    public async Task Many_reads_at_once_leave_few_connections_behind()
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        using var readers = new PreparedReaders((await db.FindAsync<string>("SELECT 'Data Source=' || file FROM pragma_database_list WHERE name = 'main'"))!);
        var together = new TaskCompletionSource();
        var reading = 0;

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => readers.ReadAsync(
            "SELECT @Number",
            new { Number = i },
            async rows =>
            {
                if (Interlocked.Increment(ref reading) == 12)
                {
                    together.SetResult();
                }

                await together.Task;
                return await rows.ReadAsync();
            },
            CancellationToken.None)));

        Assert.InRange(readers.Idle, 1, 4);
    }

    private static Task<object> ConnectionAsync(Database database) =>
        database.WriteAsync(transaction => Task.FromResult<object>(transaction.Connection), CancellationToken.None);
}

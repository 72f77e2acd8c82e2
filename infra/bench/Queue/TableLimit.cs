using Microsoft.Data.Sqlite;
using ShopSupport.Bench.Consume;
using ShopSupport.Core.Queue;

namespace ShopSupport.Bench.Queue;

/// <summary>The best a file can do: rows made beforehand go in and out with prepared statements, each way in one transaction.</summary>
internal static class TableLimit
{
    private const string Prepare =
        """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        CREATE TABLE messages (id INTEGER PRIMARY KEY, shop TEXT NOT NULL, envelope BLOB NOT NULL);
        """;

    public static async Task<TakenBoth> RunAsync(IReadOnlyCollection<Delivery> deliveries, string file)
    {
        var rows = deliveries.Select(d => (d.ShopDomain, Envelope: DeliveryEnvelope.Encode(d))).ToList();
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var prepare = new SqliteCommand(Prepare, connection);
        await prepare.ExecuteNonQueryAsync();
        var start = Taken.Now();
        await InsertAsync(connection, rows);
        var send = Taken.Since(start);
        start = Taken.Now();
        await TakeAsync(connection);
        return new TakenBoth(send, Taken.Since(start));
    }

    private static async Task InsertAsync(SqliteConnection connection, List<(string Shop, byte[] Envelope)> rows)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        await using var insert = new SqliteCommand("INSERT INTO messages (shop, envelope) VALUES (@Shop, @Envelope)", connection, transaction);
        var (shop, envelope) = (insert.Parameters.Add("@Shop", SqliteType.Text), insert.Parameters.Add("@Envelope", SqliteType.Blob));
        foreach (var row in rows)
        {
            (shop.Value, envelope.Value) = (row.Shop, row.Envelope);
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static async Task TakeAsync(SqliteConnection connection)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        await using var take = new SqliteCommand("DELETE FROM messages RETURNING shop, envelope", connection, transaction);
        await using (var reader = await take.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                _ = await reader.GetFieldValueAsync<byte[]>(1);
            }
        }

        await transaction.CommitAsync();
    }
}

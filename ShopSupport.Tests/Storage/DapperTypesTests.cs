using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Storage;

public sealed class DapperTypesTests
{
    private static readonly DateTimeOffset Instant = new(2026, 11, 1, 9, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void An_instant_goes_to_SQL_Server_with_its_type_even_when_it_is_absent()
    {
        foreach (var (given, sent) in new (object Given, object Sent)[] { (Instant, Instant.ToUniversalTime()), (DBNull.Value, DBNull.Value) })
        {
            var parameter = new SqlParameter("@At", SqlDbType.Variant);

            new DapperTypes.InstantHandler().SetValue(parameter, given);

            Assert.Equal(SqlDbType.DateTimeOffset, parameter.SqlDbType);
            Assert.Equal(sent, parameter.Value);
        }
    }

    [Fact]
    public void An_instant_is_milliseconds_in_SQLite_and_absent_when_it_is_absent()
    {
        foreach (var (given, sent) in new (object Given, object Sent)[] { (Instant, Instant.ToUnixTimeMilliseconds()), (DBNull.Value, DBNull.Value) })
        {
            var parameter = new SqliteParameter();

            new DapperTypes.InstantHandler().SetValue(parameter, given);

            Assert.Equal(sent, parameter.Value);
        }
    }
}

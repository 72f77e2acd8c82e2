using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace ShopSupport.Core.Storage;

/// <summary>What of an exception may stand in a log. Its message may quote a row ("The duplicate key value is …"); its type and number never do.</summary>
public static class ErrorName
{
    /// <summary>The type, with the database's own number of the error; of an exception inside another, both.</summary>
    public static string Of(Exception error)
    {
        var name = error switch
        {
            SqlException sql => FormattableString.Invariant($"{nameof(SqlException)} {sql.Number}"),
            SqliteException sqlite => FormattableString.Invariant($"{nameof(SqliteException)} {sqlite.SqliteExtendedErrorCode}"),
            _ => error.GetType().Name,
        };
        return error.InnerException is { } inner ? $"{name} ({Of(inner)})" : name;
    }
}

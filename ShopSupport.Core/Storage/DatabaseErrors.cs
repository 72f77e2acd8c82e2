using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Polly;
using Polly.Retry;

namespace ShopSupport.Core.Storage;

/// <summary>What the engines' errors mean, and how passing ones are retried on SQL Server.</summary>
public static class DatabaseErrors
{
    // Deadlock, lock time-out, snapshot conflict, and Azure SQL's list of errors worth a second try:
    // https://learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues
    private static readonly HashSet<int> RetriedAtOnce =
        [1205, 1222, 3960, 4060, 4221, 10053, 10054, 10060, 10928, 10929, 40143, 40197, 40501, 40540, 40613, 49918, 49919, 49920, 233, 64];

    // A duplicate key is a race between two that found no row: the second time the row is found.
    internal static ResiliencePipeline Retry { get; } = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<SqlException>(e => RetriedAtOnce.Contains(e.Number) || MeansDuplicate(e)),
            MaxRetryAttempts = 4,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>
    /// True when the database as a whole cannot be used now (locked, full, gone, read-only), so that the work itself
    /// is not to blame and must wait. SQLite result codes: https://www.sqlite.org/rescode.html
    /// </summary>
    public static bool MeansUnavailable(Exception exception) => exception switch
    {
        // BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB
        SqliteException e => e.SqliteErrorCode is 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26,
        // Class 20 and above ends the connection; 17 is "out of resources"; the rest are log-in and time-out.
        SqlException e => e.Class >= 17 || RetriedAtOnce.Contains(e.Number) || e.Number is -2 or -1 or 2 or 53 or 18456,
        IOException or TimeoutException => true,
        InvalidOperationException e => e.Source?.StartsWith("Microsoft.Data.", StringComparison.Ordinal) == true,
        { InnerException: { } inner } => MeansUnavailable(inner),
        _ => false,
    };

    /// <summary>
    /// An exception without its message, which may hold a customer's data: its type, and the engine's own number of it.
    /// </summary>
    public static string Name(Exception exception) => exception switch
    {
        SqlException e => string.Create(CultureInfo.InvariantCulture, $"{nameof(SqlException)} {e.Number}"),
        SqliteException e => string.Create(CultureInfo.InvariantCulture, $"{nameof(SqliteException)} {e.SqliteErrorCode}/{e.SqliteExtendedErrorCode}"),
        _ => exception.GetType().Name,
    };

    /// <summary>
    /// True for those of the above that one statement can bring about alone (time-outs, locks, deadlocks), so that only
    /// the database itself can tell: <see cref="Database.AnswersAsync"/>.
    /// </summary>
    public static bool MayBeItsOwn(Exception exception) => exception switch
    {
        SqliteException e => e.SqliteErrorCode is 5 or 6,
        SqlException e => e.Number is -2 or 1205 or 1222 or 3960,
        TimeoutException => true,
        InvalidOperationException => MeansUnavailable(exception),
        { InnerException: { } inner } => MayBeItsOwn(inner),
        _ => false,
    };

    // IOERR, CORRUPT, CANTOPEN, NOTADB, and READONLY because the file was moved away (DBMOVED).
    internal static bool MeansLostFile(SqliteException exception) =>
        exception.SqliteErrorCode is 10 or 11 or 14 or 26 || exception.SqliteExtendedErrorCode == 1032;

    /// <summary>Why a database cannot be used at the start, in one sentence that names the setting. Numbers: https://learn.microsoft.com/sql/relational-databases/errors-events</summary>
    internal static string Sentence(Exception exception, string setting, (string Login, string Database) names)
    {
        var login = names.Login.Length > 0 ? $"the login '{names.Login}'" : "the login";
        var database = names.Database.Length > 0 ? $"the database '{names.Database}'" : "the database";
        return exception switch
        {
            SqlException { Number: 262 } => $"{setting}: {login} may not create tables in {database}; run `migrate` with one that may (262).",
            SqlException { Number: 229 } => $"{setting}: {login} may not read and change the tables of {database} (229).",
            SqlException { Number: 916 } => $"{setting}: {login} has no user in {database} (916).",
            SqlException { Number: 4060 } => $"{setting}: the server has no {database[4..]}, or {login} may not open it (4060).",
            SqlException { Number: 4064 } => $"{setting}: the default database of {login} cannot be opened; name one as Initial Catalog (4064).",
            SqlException { Number: 18456 } => $"{setting}: the server refuses {login}: its name or its password is wrong (18456).",
            SqlException { Number: 40615 } => $"{setting}: the server's firewall does not let this machine in (40615).",
            SqlException { Number: var number } => $"{setting}: nothing usable answers there ({Line(exception)}; {number.ToString(CultureInfo.InvariantCulture)}).",
            _ => $"{setting}: nothing usable answers there ({Line(exception)}).",
        };
    }

    private static string Line(Exception exception) => DatabaseConnection.FirstLine(exception.Message).TrimEnd('.');

    /// <summary>True for a second row under a unique key: 2601 and 2627 on SQL Server, 1555 and 2067 on SQLite.</summary>
    public static bool MeansDuplicate(Exception exception) => exception switch
    {
        SqliteException e => e.SqliteExtendedErrorCode is 1555 or 2067,
        SqlException e => e.Number is 2601 or 2627,
        _ => false,
    };
}

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

    /// <summary>An error's type and number, for logs. Its message may hold a customer's data; these never do.</summary>
    public static string Name(Exception exception) => exception switch
    {
        SqliteException e => $"{nameof(SqliteException)} {e.SqliteErrorCode}/{e.SqliteExtendedErrorCode}",
        SqlException e => $"{nameof(SqlException)} {e.Number}",
        _ => exception.GetType().Name,
    };

    /// <summary>True for a second row under a unique key: 2601 and 2627 on SQL Server, 1555 and 2067 on SQLite.</summary>
    public static bool MeansDuplicate(Exception exception) => exception switch
    {
        SqliteException e => e.SqliteExtendedErrorCode is 1555 or 2067,
        SqlException e => e.Number is 2601 or 2627,
        _ => false,
    };
}

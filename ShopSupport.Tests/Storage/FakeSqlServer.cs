using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Storage;

/// <summary>
/// Stands where SQL Server would: notes each statement that is sent, and answers with no rows but those it was told. It
/// knows no SQL; what it shows is what goes over the wire, and how often.
/// </summary>
internal sealed class FakeSqlServer
{
    private readonly List<(string Words, Func<object> Answer)> _answers = [];

    public FakeSqlServer()
    {
        Database = new Database(() => new Connection(this));
        Answer("sp_getapplock", 1);
    }

    public Database Database { get; }

    /// <summary>The statements in the order they came; one each is a round trip.</summary>
    public List<string> RoundTrips { get; } = [];

    /// <summary>The parameters that came with the last of them.</summary>
    public Dictionary<string, object?> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Called when a transaction is committed.</summary>
    public Action Committed { get; set; } = () => { };

    /// <summary>The server again, saying to <paramref name="log"/> what an administrator should know.</summary>
    public Database Open(ILogger log) => new(() => new Connection(this)) { Log = log };

    /// <summary>A statement that holds these words gives one row with one value.</summary>
    public void Answer(string words, object value) => _answers.Add((words, () => value));

    /// <summary>A statement that holds these words gives one row with what is asked for then, whatever else it was told.</summary>
    public void Answer(string words, Func<object> value) => _answers.Insert(0, (words, value));

    /// <summary>
    /// A statement that holds these words gives a set for each value: of one row, or of none where it is null. A row of
    /// several columns is a dictionary.
    /// </summary>
    public void AnswerSets(string words, params object?[] values) => _answers.Add((words, () => values));

    /// <summary>A statement that holds these words gives one row of these columns.</summary>
    public void AnswerRow(string words, params (string Column, object Value)[] columns)
    {
        var table = new DataTable();
        table.Columns.AddRange([.. columns.Select(column => new DataColumn(column.Column, column.Value.GetType()))]);
        table.Rows.Add([.. columns.Select(column => column.Value)]);
        _answers.Add((words, () => table));
    }

    /// <summary>A statement that holds these words fails.</summary>
    public void Refuse(string words, Exception error) => _answers.Add((words, () => throw error));

    private DataTable[] Run(string sql, DbParameterCollection parameters)
    {
        RoundTrips.Add(sql);
        foreach (DbParameter parameter in parameters)
        {
            Parameters[parameter.ParameterName.TrimStart('@')] = parameter.Value;
        }

        var answer = _answers.Find(answer => sql.Contains(answer.Words, StringComparison.Ordinal)).Answer?.Invoke();
        return answer is DataTable table ? [table] : answer is object?[] sets ? Array.ConvertAll(sets, Set) : [answer is null ? new DataTable() : Set(answer)];
    }

    private static DataTable Set(object? value)
    {
        var row = value as Dictionary<string, object> ?? new(StringComparer.Ordinal) { ["id"] = value ?? 0L };
        var table = new DataTable();
        foreach (var (name, held) in row)
        {
            table.Columns.Add(name, held.GetType());
        }

        if (value is not null)
        {
            table.Rows.Add([.. row.Values]);
        }

        return table;
    }

    private sealed class Connection(FakeSqlServer server) : DbConnection
    {
        private ConnectionState _state = ConnectionState.Closed;

        [AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "fake";

        public override string DataSource => "fake";

        public override string ServerVersion => "16";

        public override ConnectionState State => _state;

        public override void Open() => _state = ConnectionState.Open;

        public override void Close() => _state = ConnectionState.Closed;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this, server);

        protected override DbCommand CreateDbCommand() => new Command(server) { Connection = this };
    }

    private sealed class Transaction(DbConnection connection, FakeSqlServer server) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit() => server.Committed();

        public override void Rollback()
        {
        }
    }

    private sealed class Command(FakeSqlServer server) : DbCommand
    {
        private readonly SqlCommand _parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbTransaction? DbTransaction { get; set; }

        protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery() => server.Run(CommandText, Parameters)[0].Rows.Count;

        public override object? ExecuteScalar() => server.Run(CommandText, Parameters)[0] is { Rows.Count: > 0 } table ? table.Rows[0][0] : null;

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => new DataTableReader(server.Run(CommandText, Parameters));

        protected override void Dispose(bool disposing)
        {
            _parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}

namespace ShopSupport.Core.Queue;

/// <summary>The kinds of queue.</summary>
public enum QueueProvider
{
    /// <summary>A table: an SQLite file of its own, or the SQL Server database.</summary>
    Table,

    /// <summary>Azure Storage Queues.</summary>
    Azure,
}

/// <summary>Section <c>Queue</c>: where deliveries wait.</summary>
public sealed class QueueOptions
{
    /// <summary>The kind; a table unless set.</summary>
    public QueueProvider Provider { get; set; } = QueueProvider.Table;

    /// <summary>For Azure the storage account's connection string or address; for a table the database's, empty meaning the embedded file or the main SQL Server database.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How many seconds a message that was taken stays hidden, should its consumer die. Longer than the slowest batch takes.</summary>
    public int VisibilitySeconds { get; set; } = 120;
}

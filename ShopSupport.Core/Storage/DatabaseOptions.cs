namespace ShopSupport.Core.Storage;

/// <summary>Section <c>Database</c>: which engine, and where.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The engine; SQLite unless set.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>The engine's connection string; empty means the embedded file in <c>Data:Directory</c>.</summary>
    public string ConnectionString { get; set; } = "";
}

/// <summary>Section <c>Data</c>: where embedded files live.</summary>
public sealed class DataOptions
{
    /// <summary>A folder that the process may write to; made when it is missing.</summary>
    public string Directory { get; set; } = "data";
}

/// <summary>A setting that cannot work, said in one sentence that names it. Hosts print the message and stop.</summary>
public sealed class SettingException(string message, Exception? inner = null) : Exception(message, inner);

namespace ShopSupport.Core.Storage;

/// <summary>Section <c>Database</c>: which engine, and where.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The engine; SQLite unless set.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>True when the database is a file of this process's own.</summary>
    public bool IsEmbedded => Provider == DatabaseProvider.Sqlite;

    /// <summary>The engine's connection string; empty means the embedded file in <c>Data:Directory</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether the process brings a server's tables to their newest shape itself; false means it waits for the command <c>migrate</c>. An embedded database is always its own process's.</summary>
    public bool Migrate { get; set; } = true;
}

/// <summary>Section <c>Data</c>: where embedded files live.</summary>
public sealed class DataOptions
{
    /// <summary>A folder that the process may write to; made when it is missing.</summary>
    public string Directory { get; set; } = "data";

    /// <summary>The folder in full, made and tried out.</summary>
    /// <exception cref="SettingException">It cannot be written.</exception>
    public string Open()
    {
        var directory = Path.GetFullPath(Directory);
        try
        {
            System.IO.Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return directory;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SettingException($"Data:Directory '{directory}' cannot be written: {e.Message}", e);
        }
    }
}

using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace ShopSupport.Core.Storage;

/// <summary>Reads a connection string, and adds what the desk needs.</summary>
internal static class DatabaseConnection
{
    // The driver's own fifteen seconds are spent in full even where nothing listens.
    private const int ConnectSeconds = 3;

    /// <summary>The whole connection string.</summary>
    /// <exception cref="SettingException">It cannot be read.</exception>
    public static string Complete(DatabaseProvider provider, string connectionString, string setting)
    {
        try
        {
            return provider switch
            {
                DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true }.ToString(),
                DatabaseProvider.SqlServer => ForSqlServer(connectionString),
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new SettingException($"{setting} is not a connection string for {provider}: {FirstLine(e.Message)}", e);
        }
    }

    /// <summary>The login and the database that a connection string names; empty where it names none.</summary>
    public static (string Login, string Database) Names(DatabaseProvider provider, string connectionString)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            return ("", "");
        }

        var builder = new SqlConnectionStringBuilder(connectionString);
        return (builder.UserID, builder.InitialCatalog);
    }

    /// <summary>The file, or the database and its server, in words that hold no secret.</summary>
    public static string Place(DatabaseProvider provider, string connectionString)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            return $"the file {Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource)}";
        }

        var builder = new SqlConnectionStringBuilder(connectionString);
        var database = builder.InitialCatalog.Length > 0 ? builder.InitialCatalog : "that the login comes to";
        return $"the database {database} on {builder.DataSource}";
    }

    /// <summary>A driver's message without what follows its first line.</summary>
    public static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();

    private static string ForSqlServer(string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString) { CommandTimeout = Database.CommandTimeoutSeconds };
        if (!builder.ShouldSerialize("Connect Timeout"))
        {
            builder.ConnectTimeout = ConnectSeconds;
        }

        return builder.ToString();
    }
}

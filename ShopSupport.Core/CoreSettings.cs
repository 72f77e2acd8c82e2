using ShopSupport.Core.Purge;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;

namespace ShopSupport.Core;

/// <summary>What Core has to know: which database, which queue, and where embedded files live.</summary>
public sealed record CoreSettings
{
    /// <summary>Section <c>Database</c>.</summary>
    public required DatabaseOptions Database { get; init; }

    /// <summary>Section <c>Queue</c>.</summary>
    public required QueueOptions Queue { get; init; }

    /// <summary>Section <c>Data</c>.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>Section <c>Retention</c>.</summary>
    public required Retention Retention { get; init; }

    /// <summary>Section <c>Shopify</c>.</summary>
    public required ShopifyOptions Shopify { get; init; }

    /// <summary>Section <c>Secrets</c>.</summary>
    public required SecretOptions Secrets { get; init; }

    /// <summary>Reads the six sections; what is wrong with them stays with the reader.</summary>
    public static CoreSettings Read(SettingsReader reader) => new()
    {
        Database = reader.Read<DatabaseOptions>("Database"),
        Queue = reader.Read<QueueOptions>("Queue"),
        Data = reader.Read<DataOptions>("Data"),
        Retention = reader.Read<Retention>("Retention"),
        Shopify = reader.Read<ShopifyOptions>("Shopify"),
        Secrets = reader.Read<SecretOptions>("Secrets"),
    };

    /// <summary>Looks whether everything could be opened, as far as one can tell without opening it.</summary>
    /// <param name="reader">Where problems go.</param>
    /// <param name="usesDatabase">False for a process that only receives.</param>
    public void Check(SettingsReader reader, bool usesDatabase)
    {
        var needsMain = usesDatabase || (Queue.Provider == QueueProvider.Table && Queue.ConnectionString.Length == 0);
        if (needsMain)
        {
            reader.Try(() => DatabaseConnection.Complete(Database.Provider, MainConnection(), "Database:ConnectionString"));
        }

        reader.Try(() =>
        {
            if (Queue.Provider == QueueProvider.Azure)
            {
                StorageConnection.Parse(AzureConnection());
            }
            else
            {
                DatabaseConnection.Complete(Database.Provider, QueueConnection(), "Queue:ConnectionString");
            }
        });
        reader.Try(() => Retention.Checked());
        reader.Try(() => Secrets.Open());
        reader.Require(Queue.VisibilitySeconds > 0, "Queue:VisibilitySeconds must be at least 1.");
    }

    /// <summary>Where the desk's database is, in words that hold no secret.</summary>
    /// <exception cref="SettingException">A setting cannot work.</exception>
    public string DatabasePlace => DatabaseConnection.Place(Database.Provider, MainConnection());

    /// <summary>Where the queue is, in words that hold no secret.</summary>
    /// <exception cref="SettingException">A setting cannot work.</exception>
    public string QueuePlace => Queue.Provider switch
    {
        QueueProvider.Azure => $"the account {StorageConnection.Parse(AzureConnection()).Queues.Uri.GetLeftPart(UriPartial.Path)}",
        QueueProvider.Table => DatabaseConnection.Place(Database.Provider, QueueConnection()),
    };

    /// <summary>Whether database or queue is a file in <c>Data:Directory</c>.</summary>
    public bool KeepsFiles =>
        Database.IsEmbedded && (Database.ConnectionString.Length == 0 || (Queue.Provider == QueueProvider.Table && Queue.ConnectionString.Length == 0));

    /// <summary>The desk's own database.</summary>
    /// <exception cref="SettingException">A setting cannot work.</exception>
    internal string MainConnection() =>
        Database.ConnectionString.Length > 0 ? Database.ConnectionString
        : Database.IsEmbedded ? File("shopsupport.db")
        : throw new SettingException($"Database:ConnectionString is empty, but Database:Provider is {Database.Provider}.");

    /// <summary>The database of a queue in a table: one of its own, an embedded file, or the server that holds the desk's.</summary>
    /// <exception cref="SettingException">A setting cannot work.</exception>
    internal string QueueConnection() =>
        Queue.ConnectionString.Length > 0 ? Queue.ConnectionString
        : Database.IsEmbedded ? File("queue.db")
        : MainConnection();

    /// <summary>The setting to blame when the queue's database cannot be used.</summary>
    internal string QueueSetting => Queue.ConnectionString.Length > 0 ? "Queue:ConnectionString" : MainSetting;

    /// <summary>The setting to blame when the desk's database cannot be used.</summary>
    internal string MainSetting =>
        Database.ConnectionString.Length > 0 || !Database.IsEmbedded ? "Database:ConnectionString" : "Data:Directory";

    /// <exception cref="SettingException">It is empty.</exception>
    internal string AzureConnection() => Queue.ConnectionString.Length > 0
        ? Queue.ConnectionString
        : throw new SettingException("Queue:ConnectionString is empty, but Queue:Provider is Azure.");

    private string File(string name) => $"Data Source={Path.Combine(Data.Open(), name)}";
}

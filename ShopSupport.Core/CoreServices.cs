using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Work;

namespace ShopSupport.Core;

/// <summary>Registers what every host needs: clock, database, queue, stores, and the way of deliveries into rows.</summary>
public static class CoreServices
{
    /// <summary>Everything of Core. The database and the queue are those that <paramref name="settings"/> name.</summary>
    /// <exception cref="SettingException">A setting cannot work; thrown when what it is for is first asked for.</exception>
    public static IServiceCollection AddShopSupportCore(this IServiceCollection services, IConfiguration settings) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(_ => OpenDatabase(settings))
        .AddSingleton(provider => OpenQueue(settings, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()))
        .AddSingleton<ShopStore>()
        .AddSingleton<AgentStore>()
        .AddSingleton<ShopEventStore>()
        .AddSingleton<BestSellerStore>()
        .AddSingleton<StockStore>()
        .AddSingleton<InboxStore>()
        .AddSingleton<ConversationStore>()
        .AddSingleton<CustomerPanelStore>()
        .AddSingleton<SyncStore>()
        .AddSingleton(provider => SyncCatalogue.Of(provider.GetRequiredService<ShopStore>().FindOrAddAsync))
        .AddSingleton<DeliveryApplier>()
        .AddSingleton(_ => Bind<Retention>(settings, "Retention").Checked())
        .AddSingleton<WorkStore>()
        .AddSingleton<WorkQueue>()
        .AddSingleton<PurgeStore>()
        .AddSingleton<IWorkHandler, PurgeWork>()
        .AddSingleton<IWorkHandler, BestSellerWork>();

    private static Database OpenDatabase(IConfiguration configuration)
    {
        var options = DatabaseSettings(configuration);
        return new Database(
            options.Provider,
            options.ConnectionString.Length > 0 ? options.ConnectionString : FileConnection(configuration, "shopsupport.db"));
    }

    private static IDeliveryQueue OpenQueue(IConfiguration configuration, TimeProvider clock, ILoggerFactory logs)
    {
        var options = Bind<QueueOptions>(configuration, "Queue");
        if (options.Provider == QueueProvider.Azure)
        {
            if (options.ConnectionString.Length == 0)
            {
                throw new SettingException("Queue:ConnectionString is empty, but Queue:Provider is Azure.");
            }

            return new AzureQueue(options.ConnectionString, clock, logs.CreateLogger<AzureQueue>());
        }

        if (options.ConnectionString.Length > 0)
        {
            var provider = Bind<DatabaseOptions>(configuration, "Database").Provider;
            return new TableQueue(new Database(provider, options.ConnectionString, "Queue:ConnectionString", SqliteTuning.Queue), clock);
        }

        var main = DatabaseSettings(configuration);
        var connection = main.Provider == DatabaseProvider.SqlServer ? main.ConnectionString : FileConnection(configuration, "queue.db");
        return new TableQueue(new Database(main.Provider, connection, tuning: SqliteTuning.Queue), clock);
    }

    /// <summary>How long a message that was taken stays hidden from other consumers.</summary>
    /// <exception cref="SettingException">It is no positive number of seconds.</exception>
    public static TimeSpan Visibility(IConfiguration configuration) =>
        Bind<QueueOptions>(configuration, "Queue").VisibilitySeconds is > 0 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new SettingException("Queue:VisibilitySeconds must be at least 1.");

    /// <summary>The folder for embedded files, made and tried out.</summary>
    /// <exception cref="SettingException">It cannot be written.</exception>
    public static string DataDirectory(IConfiguration configuration)
    {
        var directory = Path.GetFullPath(Bind<DataOptions>(configuration, "Data").Directory);
        try
        {
            Directory.CreateDirectory(directory);
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

    private static DatabaseOptions DatabaseSettings(IConfiguration configuration)
    {
        var options = Bind<DatabaseOptions>(configuration, "Database");
        return options.Provider == DatabaseProvider.SqlServer && options.ConnectionString.Length == 0
            ? throw new SettingException("Database:ConnectionString is empty, but Database:Provider is SqlServer.")
            : options;
    }

    private static string FileConnection(IConfiguration configuration, string file) => $"Data Source={Path.Combine(DataDirectory(configuration), file)}";

    private static T Bind<T>(IConfiguration configuration, string section)
        where T : new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new SettingException($"{section} holds a value that cannot be read: {e.Message}", e);
        }
    }
}

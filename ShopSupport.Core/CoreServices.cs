using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Actions.Customers;
using ShopSupport.Core.Actions.Orders;
using ShopSupport.Core.Actions.Subscriptions;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Audit;
using ShopSupport.Core.Events;
using ShopSupport.Core.Import;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Purge;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Core.Reconcile;
using ShopSupport.Core.Search;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Work;

namespace ShopSupport.Core;

/// <summary>Registers what every host needs: clock, database, queue, stores, and the way of deliveries into rows.</summary>
public static class CoreServices
{
    /// <summary>Everything of Core, by settings read here.</summary>
    /// <exception cref="SettingException">A setting cannot be read.</exception>
    public static IServiceCollection AddShopSupportCore(this IServiceCollection services, IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = CoreSettings.Read(reader);
        reader.ThrowIfWrong();
        return services.AddShopSupportCore(settings);
    }

    /// <summary>Everything of Core. The database and the queue are those that <paramref name="settings"/> name.</summary>
    /// <exception cref="SettingException">A setting cannot work; thrown when what it is for is first asked for.</exception>
    public static IServiceCollection AddShopSupportCore(this IServiceCollection services, CoreSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => Open(provider, settings, settings.MainConnection(), settings.MainSetting, SqliteTuning.Main))
        .AddSingleton(provider => OpenQueue(provider, settings))
        .AddShopify(settings.Shopify)
        .AddSingleton<ShopStore>()
        .AddSingleton<AgentStore>()
        .AddSingleton<OutsideAgents>()
        .AddSingleton<AuditStore>()
        .AddSingleton<ViewLog>()
        .AddSingleton<ShopEventStore>()
        .AddSingleton<BestSellerStore>()
        .AddSingleton<StockStore>()
        .AddSingleton<NamedProducts>()
        .AddSingleton<InboxStore>()
        .AddSingleton<ConversationStore>()
        .AddSingleton<ActStore>()
        .AddSingleton<DraftStore>()
        .AddSingleton<CustomerPanelStore>()
        .AddSingleton<SearchStore>()
        .AddSingleton<SyncStore>()
        .AddSingleton(provider => SyncCatalogue.Of(provider.GetRequiredService<ShopStore>().FindOrAddAsync))
        .AddSingleton<InHand>()
        .AddSingleton<ShopTurns>()
        .AddSingleton<DeliveryApplier>()
        .AddSingleton<NodeApplier>()
        .AddSingleton(settings.Retention)
        .AddSingleton<WorkStore>()
        .AddSingleton<WorkQueue>()
        .AddSingleton<PurgeStore>()
        .AddSingleton<FetchStore>()
        .AddSingleton<ReconcileStore>()
        .AddSingleton<Round>()
        .AddSingleton<DeskFigures>()
        .AddSingleton<FreshnessStore>()
        .AddSingleton<ConnectionStore>()
        .AddSingleton<FirstSteps>()
        .AddSingleton<Installation>()
        .AddImport()
        .AddActions()
        .AddSingleton<IWorkHandler, AccessWork>()
        .AddSingleton<IWorkHandler, FetchWork>()
        .AddSingleton<IWorkHandler, ReconcileWork>()
        .AddSingleton<IWorkHandler, CountWork>()
        .AddSingleton<IWorkHandler, PurgeWork>()
        .AddSingleton<IWorkHandler, SearchWordsWork>()
        .AddSingleton<IWorkHandler, BestSellerWork>()
        .AddSingleton<IWorkHandler, WakeWork>()
        .AddSingleton<IWorkHandler, OversleptWork>();

    private static IServiceCollection AddShopify(this IServiceCollection services, ShopifyOptions options)
    {
        // Its lines would name addresses, and at the finest level headers: what is worth knowing of a call is said by who makes it.
        services.AddHttpClient(ShopifyOptions.HttpClient).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        });
        return services
            .AddSingleton(options)
            .AddSingleton<SessionTokens>()
            .AddSingleton<TokenEndpoint>()
            // Not looked for before it is needed: a process that only receives has no keys.
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<AccessStore>(provider))
            .AddSingleton<AccessTokens>()
            .AddSingleton<ShopifyWire>()
            .AddSingleton<ShopifyClient>();
    }

    private static IServiceCollection AddActions(this IServiceCollection services) => services
        .AddSingleton<ActionStore>()
        .AddSingleton<ApprovalStore>()
        .AddSingleton<LimitStore>()
        .AddSingleton<ActionCalls>()
        .AddSingleton<IWorkHandler, ActionWork>()
        .AddSingleton<IActionKind, RefundOrder>()
        .AddSingleton<IActionKind, CancelOrder>()
        .AddSingleton<ActionProgress>()
        .AddSingleton<IActionKind, EditOrder>()
        .AddSingleton<IActionKind, DraftOrder>()
        .AddSingleton<IActionKind, SendReplacement>()
        .AddSingleton<IActionKind, RequestReturn>()
        .AddSingleton<IActionKind, CreateReturn>()
        .AddSingleton<IActionKind, ApproveReturn>()
        .AddSingleton<IActionKind, DeclineReturn>()
        .AddSingleton<IActionKind, CloseReturn>()
        .AddSingleton<IActionKind, SendInvoice>()
        .AddSingleton<IActionKind, ChangeAddress>()
        .AddSingleton<IActionKind, ChangeTracking>()
        .AddSingleton<IActionKind, OrderNote>()
        .AddSingleton<IActionKind, OrderTags>()
        .AddSingleton<IActionKind, CustomerNote>()
        .AddSingleton<IActionKind, CustomerTags>()
        .AddSingleton<IActionKind, FlagCustomer>()
        .AddSingleton<IActionKind, GiveCode>()
        .AddSingleton<IActionKind, PauseContract>()
        .AddSingleton<IActionKind, ResumeContract>()
        .AddSingleton<IActionKind, SkipCycle>()
        .AddSingleton<IActionKind, MoveNextDate>()
        .AddSingleton<IActionKind, CancelContract>();

    private static IServiceCollection AddImport(this IServiceCollection services)
    {
        // A part of a file is asked for by its place: nothing may pack it on the way. Its address is a secret of its own.
        services.AddHttpClient(FileReading.HttpClient).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            UseCookies = false,
        });
        return services
            .AddSingleton<IWorkHandler, ImportCheckWork>()
            .AddSingleton<BulkOperations>()
            .AddSingleton<ImportStore>()
            .AddSingleton<ImportOperations>()
            .AddSingleton<PageWriter>()
            .AddSingleton<FileReading>()
            .AddSingleton<LocationPages>()
            .AddSingleton<ImportReading>()
            .AddSingleton<IWorkHandler, ImportWork>();
    }

    private static Database Open(IServiceProvider provider, CoreSettings settings, string connection, string setting, SqliteTuning tuning) =>
        new(settings.Database.Provider, connection, setting, tuning)
        {
            MigratesItself = settings.Database.Migrate || settings.Database.IsEmbedded,
            Log = provider.GetRequiredService<ILogger<Database>>(),
        };

    private static IDeliveryQueue OpenQueue(IServiceProvider provider, CoreSettings settings)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        return settings.Queue.Provider switch
        {
            QueueProvider.Azure => new AzureQueue(settings.AzureConnection(), clock, provider.GetRequiredService<ILogger<AzureQueue>>()),
            QueueProvider.Table => new TableQueue(
                Open(provider, settings, settings.QueueConnection(), settings.QueueSetting, SqliteTuning.Queue), clock),
        };
    }
}

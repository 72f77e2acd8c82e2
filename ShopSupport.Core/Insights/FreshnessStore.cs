using ShopSupport.Core.Channels;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Insights;

/// <summary>How fresh a shop's picture is.</summary>
public sealed class FreshnessStore(Database database)
{
    private static readonly SqlFile Sql = SqlFile.Load("Insights.Freshness.sql");

    // By the resources' names among imports and reconciles, and by what a topic is about.
    private static readonly (FreshResource Resource, string[] Parts, string[] Topics)[] Sources =
    [
        (FreshResource.Customers, ["customers"], ["customers", "customer", "customers_email_marketing_consent", "customers_marketing_consent"]),
        (FreshResource.Orders, ["orders"], ["orders", "refunds", "order_transactions", "fulfillments", "fulfillment_events"]),
        (FreshResource.Products, ["products", "stock", "locations"], ["products", "inventory_items", "inventory_levels", "locations"]),
        (FreshResource.Subscriptions, ["contracts"], ["subscription_contracts", "subscription_billing_attempts", "subscription_billing_cycles"]),
        (FreshResource.Returns, ["returns"], ["returns"]),
    ];

    // What the law asks comes under a customer's name and says nothing of them.
    private static readonly string[] NotAbout = ["customers/data_request", "customers/redact"];

    /// <summary>Every resource, in the order of <see cref="FreshResource"/>.</summary>
    public Task<ShopFreshness> FindAsync(ShopId shopId, CancellationToken cancel) => database.QueryManyAsync(
        Sql["list_imports"].Then(Sql["list_reconciles"]).Then(Sql["list_notices"]),
        new { ShopId = shopId },
        async sets =>
        {
            var imports = (await sets.ReadAsync<ImportRow>()).ToDictionary(row => row.Resource, row => row.ToShare(), StringComparer.Ordinal);
            var compared = (await sets.ReadAsync<ReconcileRow>()).ToLookup(row => row.Resource, row => row.ToComparison(), StringComparer.Ordinal);
            var notices = (await sets.ReadAsync<NoticeRow>()).Where(row => !string.Equals(row.Topic, ChannelMessage.Topic, StringComparison.Ordinal)).ToList();
            return new ShopFreshness
            {
                Resources = [.. Sources.Select(source => new Freshness(
                    source.Resource,
                    ImportedShare.Of([.. source.Parts.Where(imports.ContainsKey).Select(part => imports[part])]),
                    notices.Where(row => source.Topics.Contains(row.About, StringComparer.Ordinal) && !NotAbout.Contains(row.Topic, StringComparer.Ordinal)).Max(row => row.LastAt),
                    Comparison.Of([.. source.Parts.SelectMany(part => compared[part])]))
                {
                    Parts = source.Parts.Length > 1 ? [.. source.Parts.Where(imports.ContainsKey).Select(part => (part, imports[part].Done))] : [],
                })],
                Import = ImportedShare.Of(imports.Values),
                Topics = [.. notices.Select(row => row.Topic)],
                LastNoticeAt = notices.Max(row => row.LastAt),
            };
        },
        cancel);

    private sealed record ImportRow
    {
        public string Resource { get; init; } = "";

        public string Status { get; init; } = "";

        public long RowsDone { get; init; }

        public long? RowsTotal { get; init; }

        public long Refused { get; init; }

        public string? Error { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public bool IsEarlier { get; init; }

        // Shopify writing its file and the file being brought in are one thing to whoever waits.
        public ImportedShare ToShare() => IsEarlier ? new() { State = ImportState.Again } : new()
        {
            State = Status switch
            {
                "done" => ImportState.Done,
                "failed" => ImportState.Failed,
                "waiting" => ImportState.Waiting,
                _ => ImportState.Running,
            },
            Done = RowsDone,
            // While its file is written, Shopify's count still grows.
            Total = Status is "running" ? null : RowsTotal,
            Refused = Refused,
            Error = Error,
            StartedAt = StartedAt,
            EndedAt = EndedAt,
        };
    }

    private sealed record ReconcileRow
    {
        public string Resource { get; init; } = "";

        public DateTimeOffset? MarkedAt { get; init; }

        public DateTimeOffset? RanAt { get; init; }

        public long Mended { get; init; }

        public long? CountedOurs { get; init; }

        public long? CountedShopify { get; init; }

        public string? Error { get; init; }

        public Comparison ToComparison() => new() { MarkedAt = MarkedAt, RanAt = RanAt, Mended = Mended, Surplus = CountedOurs - CountedShopify, Error = Error };
    }

    private sealed record NoticeRow
    {
        public string Topic { get; init; } = "";

        public DateTimeOffset? LastAt { get; init; }

        public string About => Topic.Split('/', '.')[0];
    }
}

/// <summary>How fresh all of a shop is.</summary>
public sealed record ShopFreshness
{
    public required IReadOnlyList<Freshness> Resources { get; init; }

    /// <summary>The import as a whole.</summary>
    public required ImportedShare Import { get; init; }

    /// <summary>Shopify's topics of which something came.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>When Shopify's last delivery came; null where none did.</summary>
    public DateTimeOffset? LastNoticeAt { get; init; }
}

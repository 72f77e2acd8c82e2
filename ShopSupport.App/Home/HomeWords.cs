using ShopSupport.App.Words;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Storage;

namespace ShopSupport.App.Home;

/// <summary>What the home page says, with the tone of it.</summary>
internal sealed class HomeWords(Texts texts, Format format, TimeProvider clock)
{
    /// <summary>How the shop stands to Shopify.</summary>
    public Badge Connection(HomePage page) => new(
        page.Links.Connection.State switch
        {
            ConnectionState.Connected => Tone.Good,
            ConnectionState.Never => page.Links.IsDemo ? Tone.Info : Tone.Plain,
            ConnectionState.NeedsReconnect or ConnectionState.Unavailable => Tone.Warn,
            ConnectionState.Frozen or ConnectionState.Locked or ConnectionState.Gone or ConnectionState.Refused or ConnectionState.Uninstalled => Tone.Bad,
        },
        page.Links.IsDemo ? texts["home.demo"] : texts[$"connection.{page.Links.Connection.State.ToKey()}"]);

    /// <summary>What to do about it; null where nothing is to be done.</summary>
    public string? Remedy(HomePage page) => texts.Find($"connection.{page.Links.Connection.State.ToKey()}.do");

    /// <summary>How long something takes, in its two largest units.</summary>
    public string Span(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => texts["lasting.now"],
        { TotalHours: < 1 } => texts.Of("ago.minutes", (int)time.TotalMinutes),
        { TotalDays: < 1, Minutes: 0 } => texts.Of("ago.hours", time.Hours),
        { TotalDays: < 1 } => texts.Of("span.hours_minutes", time.Hours, time.Minutes),
        { Hours: 0 } => texts.Of(time.Days == 1 ? "ago.day" : "ago.days", time.Days),
        _ => texts.Of(time.Days == 1 ? "span.day_hours" : "span.days_hours", time.Days, time.Hours),
    };

    /// <summary>How long somebody waits already.</summary>
    public string Waited(DateTimeOffset since) => Span(clock.GetUtcNow() - since);

    /// <summary>How long ago something was: the longer, the rougher.</summary>
    public string Since(DateTimeOffset at) => (clock.GetUtcNow() - at) switch
    {
        { TotalMinutes: < 1 } => texts["since.now"],
        { TotalHours: < 1 } and var time => texts.Of("since.minutes_ago", (int)time.TotalMinutes),
        { TotalDays: < 1 } and var time => texts.Of("since.hours_ago", (int)time.TotalHours),
        _ => format.Moment(at),
    };

    /// <summary>Whose parcel it is.</summary>
    public string Buyer(TroubledParcel parcel) =>
        CustomerName.Of(parcel.FirstName, parcel.LastName, parcel.Email, parcel.Phone) is { } name ? format.Person(name) : texts["customer.unknown"];

    /// <summary>For how many whole days nothing was heard of a parcel.</summary>
    public string Quiet(TroubledParcel parcel) => (clock.GetUtcNow() - parcel.HeardAt).Days switch
    {
        < 1 => texts["parcels.quiet_none"],
        1 => texts["parcels.quiet_one"],
        var days => texts.Of("parcels.quiet", format.Number(days)),
    };

    /// <summary>How much of a resource's history is here.</summary>
    public Badge Import(Freshness fresh, HomePage page) => fresh switch
    {
        _ when Lacks(fresh.Resource, page) => new Badge(Tone.Warn, texts["import.error.ACCESS_DENIED"]),
        { Resource: FreshResource.Returns } => new Badge(Tone.Plain, texts["import.with_orders"]),
        _ => fresh.Import switch
        {
            { State: ImportState.Never } => new Badge(Tone.Plain, texts["import.never"]),
            { State: ImportState.Again } => new Badge(Tone.Info, texts["import.again"]),
            { State: ImportState.Waiting } => new Badge(Tone.Plain, texts["import.waiting"]),
            { State: ImportState.Done } done => new Badge(Tone.Good, Rows(fresh) + Refused(done)),
            { State: ImportState.Failed } failed => new Badge(Tone.Bad, texts.Find($"import.error.{failed.Error}") ?? texts["import.error.FAILED"]),
            { State: ImportState.Running, Total: { } total } running => new Badge(Tone.Info, texts.Of("import.of", format.Number(running.Done + running.Refused), format.Number(total))),
            { State: ImportState.Running } running => new Badge(Tone.Info, Rows(running.Done)),
        },
    };

    /// <summary>What comparing it with Shopify came to.</summary>
    public Badge Compared(Freshness fresh, HomePage page)
    {
        return fresh.Compared switch
        {
            _ when Lacks(fresh.Resource, page) => new Badge(Tone.Plain, "—"),
            _ when fresh.Resource == FreshResource.Returns => new Badge(Tone.Plain, texts["compared.with_orders"]),
            { Error: not null } => new Badge(Tone.Bad, texts["compared.failed"]),
            { RanAt: null } or null => new Badge(Tone.Plain, texts[fresh.Import.IsUnderWay ? "compared.after_import" : "compared.never"]),
            { Surplus: not null and not 0 and var surplus } => new Badge(Tone.Warn, texts.Of("compared.differs", format.Number(Math.Abs(surplus.Value)))),
            { Mended: > 0 and var mended } => new Badge(Tone.Info, texts.Of(mended == 1 ? "compared.mended_one" : "compared.mended", format.Number(mended))),
            _ => new Badge(Tone.Good, texts["compared.same"]),
        };
    }

    /// <summary>Whether orders are still on their way in, so that nothing can be said of all of them.</summary>
    public static bool AwaitsOrders(HomePage page) =>
        page.Links.Freshness.Resources.Any(one => one is { Resource: FreshResource.Orders, Import.IsUnderWay: true });

    /// <summary>The orders with a delivery problem, by what is wrong.</summary>
    public string Troubles(HomePage page) => page.TroubledOrders == 0 ? texts[AwaitsOrders(page) ? "figures.orders_come" : "figures.no_troubles"] : string.Join(texts["list.separator"], Enum.GetValues<ParcelTrouble>()
        .Where(trouble => page.TroublesOf(trouble) > 0)
        .Select(trouble => texts.Of($"trouble.{trouble.ToKey()}.count", format.Number(page.TroublesOf(trouble)))));

    // What lies where is another number than how many products there are: each part says its own.
    private string Rows(Freshness fresh) => fresh.Parts.Count == 0 ? Rows(fresh.Import.Done)
        : string.Join(texts["list.separator"], fresh.Parts.Select(part => texts.Of($"import.part.{part.Part}{(part.Done == 1 ? ".one" : "")}", format.Number(part.Done))));

    private string Rows(long count) => texts.Of(count == 1 ? "import.row" : "import.rows", format.Number(count));

    private string Refused(ImportedShare import) => import.Refused == 0 ? "" : texts["list.separator"] + texts.Of("import.refused", format.Number(import.Refused));

    private static bool Lacks(FreshResource resource, HomePage page) => page.Links.MissingScopes.Contains(
        resource switch
        {
            FreshResource.Customers => "read_customers",
            FreshResource.Orders => "read_orders",
            FreshResource.Products => "read_products",
            FreshResource.Subscriptions => "read_own_subscription_contracts",
            FreshResource.Returns => "read_returns",
        },
        StringComparer.Ordinal);
}

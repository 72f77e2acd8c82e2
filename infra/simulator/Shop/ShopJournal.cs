using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ShopSupport.Simulator.Shop;

/// <summary>
/// What of a shop is other than its source says: a line of JSON for each row that was changed, added or taken away, and for what
/// else a later run has to know. Of each only the newest line counts; opening drops the others. A last line that was cut short is
/// left out.
/// </summary>
internal sealed class ShopJournal : IDisposable
{
    public const string App = "app";
    public const string Tokens = "tokens";

    private const string Anchored = "anchor";
    private const string Profile = "shop";

    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Kind, string Key), Line> _lines;
    private readonly StreamWriter _file;
    private bool _isClosed;

    private ShopJournal(Dictionary<(string, string), Line> lines, StreamWriter file) => (_lines, _file) = (lines, file);

    /// <summary>The present that the shop was made with.</summary>
    public DateTimeOffset Anchor { get; private init; }

    /// <summary>Opens a shop's journal, or begins one.</summary>
    /// <param name="folder">Where journals lie; it is made where it is not there.</param>
    /// <param name="domain"><c>name.myshopify.com</c>.</param>
    /// <param name="anchor">The present that a shop without a journal is made with.</param>
    public static ShopJournal Open(string folder, string domain, DateTimeOffset anchor)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{domain}.jsonl");
        var lines = File.Exists(path) ? Read(path) : [];
        if (!lines.ContainsKey((Anchored, "")))
        {
            lines[(Anchored, "")] = Of(Anchored, "", anchor);
        }

        var draft = $"{path}.new";
        File.WriteAllLines(draft, lines.Values.Select(line => JsonSerializer.Serialize(line, Json)));
        File.Move(draft, path, overwrite: true);
        var file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        return new(lines, file) { Anchor = lines[(Anchored, "")].Row!.Value.Deserialize<DateTimeOffset>(Json) };
    }

    /// <summary>Makes the shop's rows what they were.</summary>
    public void Restore(SimulatedShop shop)
    {
        shop.Profile = Find<ShopProfile>(Profile) ?? shop.Profile;
        foreach (var (row, id) in Rows<Customer>())
        {
            Put(shop.Customers, row, id);
        }

        foreach (var (row, id) in Rows<Product>())
        {
            Put(shop.Products, row, id);
        }

        foreach (var (row, id) in Rows<InventoryItem>())
        {
            Put(shop.Items, row, id);
        }

        foreach (var (row, id) in Rows<DraftOrder>())
        {
            Put(shop.Drafts, row, id);
        }

        foreach (var (row, id) in Rows<DiscountCode>())
        {
            Put(shop.Discounts, row, id);
        }

        foreach (var (row, id) in Rows<Order>())
        {
            // A row that is gone was somebody's too.
            if (row is not null)
            {
                shop.Put(row);
            }
            else
            {
                shop.Orders.Remove(id);
            }
        }

        foreach (var row in List<SubscriptionContract>(nameof(SubscriptionContract)))
        {
            shop.Put(row);
        }
    }

    /// <summary>From now on each change of the shop's rows is kept; what was read at the start is needed no longer.</summary>
    public void Begin(SimulatedShop shop)
    {
        _lines.Clear();
        shop.ProfileKept += row => Write(Profile, "", row);
        shop.Customers.Kept += Keep;
        shop.Products.Kept += Keep;
        shop.Items.Kept += Keep;
        shop.Orders.Kept += Keep;
        shop.Contracts.Kept += Keep;
        shop.Drafts.Kept += Keep;
        shop.Discounts.Kept += Keep;
    }

    /// <summary>What was kept of a kind, in the order in which it came.</summary>
    public IReadOnlyList<T> List<T>(string kind) =>
        [.. _lines.Values.Where(line => IsOf(line.Kind, kind) && line.Row is not null).Select(line => line.Row!.Value.Deserialize<T>(Json)!)];

    /// <summary>The one thing of a kind; null where nothing is kept.</summary>
    public T? Find<T>(string kind)
        where T : class => List<T>(kind) is [.., var last] ? last : null;

    /// <summary>Keeps something in the place of what had this kind and key.</summary>
    public void Write<T>(string kind, string key, T row) => Append(Of(kind, key, row));

    /// <summary>Nothing that was kept of a kind counts any longer.</summary>
    public void Forget(string kind) => Append(new(kind, Key: null, Row: null));

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _file.Dispose();
        }
    }

    private static Line Of<T>(string kind, string key, T row) => new(kind, key, JsonSerializer.SerializeToElement(row, Json));

    private static Dictionary<(string, string), Line> Read(string path)
    {
        var lines = new Dictionary<(string Kind, string Key), (int At, Line Line)>();
        foreach (var (at, text) in File.ReadLines(path).Index())
        {
            if (Parse(text) is not { } line)
            {
                continue;
            }

            if (line.Key is not null)
            {
                lines[(line.Kind, line.Key)] = (at, line);
                continue;
            }

            foreach (var old in lines.Keys.Where(old => IsOf(old.Kind, line.Kind)).ToList())
            {
                lines.Remove(old);
            }
        }

        return lines.Values.OrderBy(one => one.At).ToDictionary(one => (one.Line.Kind, one.Line.Key!), one => one.Line);
    }

    private static bool IsOf(string one, string kind) => string.Equals(one, kind, StringComparison.Ordinal);

    private static Line? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Put<T>(Table<T> table, T? row, long id)
        where T : class, IShopRow
    {
        if (row is not null)
        {
            table.Put(row);
        }
        else
        {
            table.Remove(id);
        }
    }

    private IEnumerable<(T? Row, long Id)> Rows<T>()
        where T : class => _lines.Values.Where(line => IsOf(line.Kind, typeof(T).Name))
        .Select(line => (line.Row?.Deserialize<T>(Json), long.Parse(line.Key!, CultureInfo.InvariantCulture)));

    private void Keep<T>(long id, T? row)
        where T : class => Append(new(typeof(T).Name, id.ToString(CultureInfo.InvariantCulture), row is null ? null : JsonSerializer.SerializeToElement(row, Json)));

    private void Append(Line line)
    {
        var text = JsonSerializer.Serialize(line, Json);
        lock (_lock)
        {
            if (!_isClosed)
            {
                _file.WriteLine(text);
            }
        }
    }

    /// <summary>No key: all of the kind. No row: it is gone.</summary>
    private sealed record Line(string Kind, string? Key, JsonElement? Row);
}

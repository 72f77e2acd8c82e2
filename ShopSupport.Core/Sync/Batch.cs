using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>A change together with the place of its source in the batch; null where it follows from what several sources said.</summary>
internal readonly record struct Statement(int? Place, Change Change);

/// <summary>Changes that are written in one transaction.</summary>
internal sealed class Batch(WriteTransaction transaction, int sources, DateTimeOffset now)
{
    private static readonly List<Statement> Nothing = [];

    private readonly Dictionary<Type, List<Statement>> _statements = [];
    private readonly Dictionary<ShopId, List<ShopEvent>> _events = [];
    private readonly bool[] _applied = new bool[sources];

    public WriteTransaction Transaction { get; } = transaction;

    public DateTimeOffset Now { get; } = now;

    public IReadOnlyDictionary<ShopId, List<ShopEvent>> Events => _events;

    /// <summary>Takes over what the source at <paramref name="place"/> says.</summary>
    /// <param name="place">The source's place in the batch.</param>
    /// <param name="changes">What it says.</param>
    /// <param name="traceParent">The span of its own that it is applied in, if it has one.</param>
    public void Add(int place, Changes changes, string? traceParent = null)
    {
        foreach (var change in changes.All)
        {
            change.TraceParent = traceParent;
            Add(new Statement(place, change));
        }
    }

    /// <summary>Takes over what follows from a row that was newer than the stored one; for a projection that is still to write.</summary>
    public void Add(ShopId shopId, Change change)
    {
        change.ShopId = shopId;
        Add(new Statement(Place: null, change));
    }

    public IReadOnlyList<Statement> Of(Type changes) => _statements.GetValueOrDefault(changes, Nothing);

    /// <summary>A kind of change in this batch that is none of these; null when there is none.</summary>
    public Type? Unwritten(IEnumerable<Type> written) => _statements.Keys.Except(written).FirstOrDefault();

    private void Add(Statement statement)
    {
        var type = statement.Change.GetType();
        if (!_statements.TryGetValue(type, out var list))
        {
            _statements[type] = list = [];
        }

        list.Add(statement);
    }

    public bool IsApplied(int place) => _applied[place];

    public void MarkApplied(int? place)
    {
        if (place is { } source)
        {
            _applied[source] = true;
        }
    }

    public void AddEvent(ShopId shopId, ShopEvent? shopEvent, string? traceParent = null)
    {
        if (shopEvent is null)
        {
            return;
        }

        if (!_events.TryGetValue(shopId, out var events))
        {
            _events[shopId] = events = [];
        }

        events.Add(traceParent is null ? shopEvent : shopEvent with { TraceParent = traceParent });
    }
}

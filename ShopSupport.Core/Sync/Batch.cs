using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Sync;

/// <summary>Deliveries that are applied in one transaction.</summary>
internal sealed class Batch(WriteTransaction transaction, int deliveries)
{
    private readonly Dictionary<Type, object> _statements = [];
    private readonly Dictionary<long, List<ShopEvent>> _events = [];
    private readonly bool[] _applied = new bool[deliveries];

    public WriteTransaction Transaction { get; } = transaction;

    public IReadOnlyDictionary<long, List<ShopEvent>> Events => _events;

    /// <summary>Takes over what delivery number <paramref name="delivery"/> says.</summary>
    public void Add(int delivery, Changes changes)
    {
        foreach (var addTo in changes.Statements)
        {
            addTo(this, delivery);
        }
    }

    public IReadOnlyList<Statement<TRow>> Of<TRow>()
        where TRow : VersionedRow =>
        _statements.TryGetValue(typeof(TRow), out var list) ? (List<Statement<TRow>>)list : [];

    public bool IsApplied(int delivery) => _applied[delivery];

    public void MarkApplied(int delivery) => _applied[delivery] = true;

    public void AddEvent(long shopId, ShopEvent? shopEvent)
    {
        if (shopEvent is null)
        {
            return;
        }

        if (!_events.TryGetValue(shopId, out var events))
        {
            _events[shopId] = events = [];
        }

        events.Add(shopEvent);
    }

    internal void Add<TRow>(int delivery, TRow row)
        where TRow : VersionedRow
    {
        if (!_statements.TryGetValue(typeof(TRow), out var list))
        {
            _statements[typeof(TRow)] = list = new List<Statement<TRow>>();
        }

        ((List<Statement<TRow>>)list).Add(new Statement<TRow>(delivery, row));
    }
}

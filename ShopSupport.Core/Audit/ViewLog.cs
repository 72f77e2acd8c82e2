using System.Collections.Concurrent;
using System.Threading.Channels;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Audit;

/// <summary>Whose data stands on somebody's screen.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="AgentId">Who sees it.</param>
/// <param name="AgentName">How they are called.</param>
/// <param name="Subject"><c>conversation</c> or <c>person</c>.</param>
/// <param name="SubjectId">Our id of it.</param>
/// <param name="Customer">Shopify's id of the customer; null where Shopify knows no such.</param>
public sealed record Seen(ShopId ShopId, AgentId AgentId, string AgentName, string Subject, long SubjectId, ShopifyCustomerId? Customer);

/// <summary>
/// Notes whose data was looked at without making anybody wait: what was seen goes through memory and is written in the
/// background, as soon as the last batch is. A process that is killed loses what was seen in that moment, and nothing older;
/// one that is told to stop writes it first. Of one agent and one customer one row in <see cref="Again"/> is kept.
/// </summary>
public sealed class ViewLog(AuditStore store, TimeProvider clock)
{
    /// <summary>Looking once more is noted after this long.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(15);

    private const int Most = 500;
    private const int Remembered = 20_000;

    private readonly Channel<AuditEntry> _seen = Channel.CreateUnbounded<AuditEntry>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<(ShopId, AgentId, string, long), DateTimeOffset> _noted = new();
    private List<AuditEntry> _batch = [];

    /// <summary>Takes note; never waits.</summary>
    public void Note(Seen seen)
    {
        var now = Instants.Cut(clock.GetUtcNow());
        var key = seen.Customer is { } known ? (seen.ShopId, seen.AgentId, "customer", known.Value) : (seen.ShopId, seen.AgentId, seen.Subject, seen.SubjectId);
        if (_noted.TryGetValue(key, out var last) && now - last < Again)
        {
            return;
        }

        // The table asks for itself: what is forgotten here costs a question, and makes no second row.
        if (_noted.Count >= Remembered)
        {
            _noted.Clear();
        }

        _noted[key] = now;
        _seen.Writer.TryWrite(new AuditEntry
        {
            ShopId = seen.ShopId,
            NotedAt = now,
            AgentId = seen.AgentId,
            AgentName = seen.AgentName,
            What = AuditKind.View,
            Subject = seen.Subject,
            SubjectId = seen.SubjectId,
            ShopifyCustomerId = seen.Customer,
            ConversationId = seen.Subject is "conversation" ? new ConversationId(seen.SubjectId) : null,
        });
    }

    /// <summary>Waits until something was seen; false once <see cref="End"/> was said and nothing is left.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancel) => _batch.Count > 0 || await _seen.Reader.WaitToReadAsync(cancel);

    /// <summary>Writes what was seen by now. What could not be written is tried again by the next call.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        while (_batch.Count < Most && _seen.Reader.TryRead(out var entry))
        {
            _batch.Add(entry);
        }

        if (_batch.Count > 0)
        {
            await store.AddViewsAsync(_batch, cancel);
            _batch = [];
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void End() => _seen.Writer.TryComplete();
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;

namespace ShopSupport.App.Live;

/// <summary>
/// One stream's place in the feed: of each thing on its screens the newest change that was not told yet. A reader that is
/// slow gets fewer changes, never more than its screens hold things, and never an old one.
/// </summary>
internal sealed class EventSubscription(long position, OnScreen screen, Action<EventSubscription> leave) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ShopEventKind, ShopEventKind?, long), LiveEvent> _untold = [];
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _position = position;

    /// <summary>The shop's newest event when the subscription began.</summary>
    public long Start { get; } = position;

    /// <summary>True when there is something to take; false once the feed can tell no more, and the browser has to come back.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _news.Reader.WaitToReadAsync(cancel);

    /// <summary>What is to be told, in order, and the number up to which the screens know everything then.</summary>
    public (IReadOnlyList<LiveEvent> Events, long Position) Take()
    {
        lock (_gate)
        {
            _news.Reader.TryRead(out _);
            LiveEvent[] events = [.. _untold.Values.OrderBy(e => e.Number)];
            _untold.Clear();
            return (events, _position);
        }
    }

    /// <summary>Takes note of a change, if the screens show what it is about.</summary>
    public void Offer(LiveEvent change)
    {
        lock (_gate)
        {
            _position = Math.Max(_position, change.Number);
            if (screen.PlaceOf(change.Change) is not { } place)
            {
                return;
            }

            if (!_untold.TryGetValue(place, out var known) || known.Number < change.Number)
            {
                _untold[place] = change;
            }
        }

        _news.Writer.TryWrite(true);
    }

    /// <summary>Ends the stream: what it would go on to tell is not known to be complete.</summary>
    public void End() => _news.Writer.TryComplete();

    /// <inheritdoc />
    public void Dispose() => leave(this);
}

/// <summary>A change on its way to open screens. Its bytes are made once, however many streams send them.</summary>
internal sealed class LiveEvent(ShopEvent change)
{
    private byte[]? _bytes;

    public ShopEvent Change => change;

    public long Number => change.Seq;

    /// <summary>The event as a stream sends it.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes ??= Write(change);

    // Ids are text: a script's numbers hold none above 2^53.
    private static byte[] Write(ShopEvent change)
    {
        var data = JsonSerializer.Serialize(new
        {
            kind = change.Kind.ToKey(),
            customer = IdOf(change.ShopifyCustomerId?.Value),
            conversation = IdOf(change.ConversationId?.Value),
            subject = IdOf(change.SubjectId),
        });
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {change.Seq}\nevent: change\ndata: {data}\n\n"));
    }

    private static string? IdOf(long? id) => id?.ToString(CultureInfo.InvariantCulture);
}

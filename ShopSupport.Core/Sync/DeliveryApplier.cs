using ShopSupport.Core.Events;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>
/// Brings deliveries into the database. One transaction holds what they change and that they were handled, so that a
/// delivery is applied once however often it is seen, and whatever dies in between.
/// </summary>
public sealed class DeliveryApplier(Database database, Catalogue catalogue, TimeProvider clock, InHand? inHand = null, ShopTurns? turns = null)
{
    private readonly ChangeWriter _writer = new(catalogue);
    private readonly ShopTurns _turns = turns ?? new ShopTurns();

    /// <summary>Where whoever brings messages says which of them they hold.</summary>
    public InHand InHand { get; } = inHand ?? new InHand();

    /// <summary>
    /// Applies the messages together, and returns those that must wait since another process is writing their shop.
    /// Throws, with nothing done, when any of them cannot be written.
    /// </summary>
    public async Task<IReadOnlyList<QueuedDelivery>> ApplyAsync(IReadOnlyList<QueuedDelivery> messages, CancellationToken cancel)
    {
        using var spans = new DeliverySpans(messages, clock.GetUtcNow());
        if (messages.Count > 0)
        {
            Measures.QueueAge.Record((clock.GetUtcNow() - messages.Min(m => m.Delivery.ReceivedAt)).TotalSeconds);
        }

        var readings = new List<Reading>(messages.Count);
        foreach (var message in messages)
        {
            var reading = Reading.Of(catalogue, message, await catalogue.FindShop(message.Delivery.ShopDomain, cancel));
            readings.Add(spans.TraceParent(readings.Count) is { } span ? reading with { TraceParent = span } : reading);
        }

        var (handled, held) = await WriteAsync(readings, cancel);
        Measure(handled);
        return [.. readings.Where(r => held.Contains(r.ShopId)).Select(r => r.Message)];
    }

    /// <summary>
    /// Sets a delivery aside for a person to look at; it stays whole and can be tried again. False when it must wait since
    /// another process is writing its shop.
    /// </summary>
    public async Task<bool> ParkAsync(QueuedDelivery message, DeliveryProblem problem, CancellationToken cancel)
    {
        var reading = new Reading(message, await catalogue.FindShop(message.Delivery.ShopDomain, cancel), null, problem);
        var (handled, held) = await WriteAsync([reading], cancel);
        Measure(handled);
        return held.Count == 0;
    }

    /// <inheritdoc cref="Database.AnswersAsync"/>
    public Task<bool> AnswersAsync(CancellationToken cancel) => database.AnswersAsync(cancel);

    private async Task<(Handled Handled, HashSet<ShopId> Held)> WriteAsync(List<Reading> readings, CancellationToken cancel)
    {
        using var turn = await _turns.TakeAsync(readings.Select(r => r.ShopId), cancel);
        return await database.WriteAsync(transaction => WriteAsync(transaction, readings, cancel), cancel);
    }

    private async Task<(Handled Handled, HashSet<ShopId> Held)> WriteAsync(WriteTransaction transaction, List<Reading> all, CancellationToken cancel)
    {
        var held = await DeliveryLog.LockAsync(transaction, all.Select(r => r.ShopId), cancel);
        var readings = all.FindAll(r => !held.Contains(r.ShopId));
        if (readings.Count == 0)
        {
            return (new Handled([], [], [], []), held);
        }

        var batch = new Batch(transaction, readings.Count, clock.GetUtcNow());
        var seen = await DeliveryLog.FindAsync(transaction, readings.ConvertAll(r => (r.ShopId, r.Message)), cancel);
        for (var i = 0; i < readings.Count; i++)
        {
            if (seen[i] is Seen.Never or Seen.Dead && readings[i].Changes is { } changes)
            {
                batch.Add(i, changes, readings[i].TraceParent);
            }
        }

        await _writer.WriteAsync(batch, isSilent: false, cancel);
        var handled = Sort(batch, readings, seen);
        await DeliveryLog.AddAsync(transaction, handled.Added, cancel);
        await DeliveryLog.ReplaceAsync(transaction, handled.Replaced, cancel);
        await DeliveryLog.AddRepeatsAsync(transaction, handled.Repeats, cancel);
        await DeliveryLog.CountAsync(transaction, handled.Counts, cancel);
        await TellAsync(transaction, handled, batch.Now, cancel);
        return (handled, held);
    }

    // Screens are told what was parked, and what became of what a person tried again.
    private static Task TellAsync(WriteTransaction transaction, Handled handled, DateTimeOffset now, CancellationToken cancel)
    {
        var dead = DeliveryOutcome.Dead.ToKey();
        var shops = handled.Added.Where(row => string.Equals(row.Outcome, dead, StringComparison.Ordinal)).Concat(handled.Replaced).Select(row => row.ShopId).Distinct();
        IReadOnlyCollection<ShopEvent> one = [new ShopEvent { Kind = ShopEventKind.Sync }];
        return ShopEventStore.AddAsync(transaction, shops.Select(shopId => (shopId, one)), now, cancel);
    }

    private static Handled Sort(Batch batch, List<Reading> readings, Seen[] seen)
    {
        var handled = new Handled([], [], [], []);
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            switch (seen[i])
            {
                case Seen.SameMessage:
                    break;
                case Seen.Before:
                    handled.Repeats.Add(reading.ToRepeat());
                    handled.Counts.Add(reading.Count(DeliveryOutcome.Duplicate, 1));
                    break;
                case Seen.Dead:
                    handled.Counts.Add(reading.Count(DeliveryOutcome.Dead, -1));
                    handled.Counts.Add(reading.Count(reading.Outcome(batch.IsApplied(i)), 1));
                    handled.Replaced.Add(reading.ToRow(reading.Outcome(batch.IsApplied(i)), batch.Now));
                    break;
                case Seen.Never:
                    handled.Counts.Add(reading.Count(reading.Outcome(batch.IsApplied(i)), 1));
                    handled.Added.Add(reading.ToRow(reading.Outcome(batch.IsApplied(i)), batch.Now));
                    break;
            }
        }

        return handled;
    }

    // After the commit: a transaction that runs twice is measured once.
    private void Measure(Handled handled)
    {
        var now = clock.GetUtcNow();
        foreach (var group in handled.Counts.Where(c => c.Change > 0).GroupBy(c => c.Outcome, StringComparer.Ordinal))
        {
            Measures.Handled.Add(group.Sum(c => c.Change), new KeyValuePair<string, object?>("outcome", group.Key));
        }

        var applied = DeliveryOutcome.Applied.ToKey();
        foreach (var row in handled.Added.Where(row => string.Equals(row.Outcome, applied, StringComparison.Ordinal)))
        {
            Measures.Lag.Record((now - row.ReceivedAt).TotalSeconds);
        }
    }

    /// <summary>What the log gets to hold of a batch.</summary>
    private sealed record Handled(List<DeliveryRow> Added, List<DeliveryRow> Replaced, List<RepeatRow> Repeats, List<TotalRow> Counts);

    /// <summary>A message as understood: what it changes, nothing, or why it cannot be applied.</summary>
    private sealed record Reading(QueuedDelivery Message, ShopId ShopId, Changes? Changes, DeliveryProblem? Problem)
    {
        public string? TraceParent { get; init; }

        public string Topic => Message.Delivery.Topic;

        public static Reading Of(Catalogue catalogue, QueuedDelivery message, ShopId shopId)
        {
            try
            {
                return new Reading(message, shopId, catalogue.Read(message.Delivery, shopId), Problem: null);
            }
            catch (DeliveryProblemException e)
            {
                return new Reading(message, shopId, Changes: null, e.Problem);
            }
        }

        public DeliveryOutcome Outcome(bool isApplied) =>
            Problem is not null ? DeliveryOutcome.Dead
            : Changes is null ? DeliveryOutcome.Ignored
            : isApplied ? DeliveryOutcome.Applied
            : DeliveryOutcome.Stale;

        public TotalRow Count(DeliveryOutcome outcome, long change) => new()
        {
            ShopId = ShopId,
            Topic = Topic,
            Outcome = outcome.ToKey(),
            Change = change,
            LastAt = change > 0 ? Message.Delivery.ReceivedAt : null,
        };

        public RepeatRow ToRepeat() => new() { ShopId = ShopId, WebhookId = Message.Delivery.WebhookId, MessageId = Message.MessageId };

        public DeliveryRow ToRow(DeliveryOutcome outcome, DateTimeOffset now) => new()
        {
            ShopId = ShopId,
            WebhookId = Message.Delivery.WebhookId,
            Topic = Topic,
            Outcome = outcome.ToKey(),
            Reason = Problem?.ToString(),
            MessageId = Message.MessageId,
            Tries = Message.Tries,
            TriggeredAt = Message.Delivery.TriggeredAt,
            ReceivedAt = Message.Delivery.ReceivedAt,
            HandledAt = now,
            Envelope = Problem is null ? null : DeliveryEnvelope.Encode(Message.Delivery),
            Subject = Problem is null ? null : DeliverySubject.Of(Message.Delivery.Body.Span),
        };
    }
}

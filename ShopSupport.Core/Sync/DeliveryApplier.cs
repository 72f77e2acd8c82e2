using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>
/// Brings deliveries into the database. One transaction holds what they change and that they were handled, so that a
/// delivery is applied once however often it is seen, and whatever dies in between.
/// </summary>
public sealed class DeliveryApplier(Database database, Catalogue catalogue, TimeProvider clock)
{
    private readonly ChangeWriter _writer = new(catalogue);

    /// <summary>
    /// Applies the messages together, and returns those that must wait since another consumer is writing their shop.
    /// Throws, with nothing done, when any of them cannot be written.
    /// </summary>
    public async Task<IReadOnlyList<QueuedDelivery>> ApplyAsync(IReadOnlyList<QueuedDelivery> messages, CancellationToken cancel)
    {
        var readings = new List<Reading>(messages.Count);
        foreach (var message in messages)
        {
            readings.Add(Reading.Of(catalogue, message, await catalogue.FindShop(message.Delivery.ShopDomain, cancel)));
        }

        var held = await database.WriteAsync(transaction => WriteAsync(transaction, readings, cancel), cancel);
        return [.. readings.Where(r => held.Contains(r.ShopId)).Select(r => r.Message)];
    }

    /// <summary>
    /// Sets a delivery aside for a person to look at; it stays whole and can be tried again. False when it must wait since
    /// another consumer is writing its shop.
    /// </summary>
    public async Task<bool> ParkAsync(QueuedDelivery message, DeliveryProblem problem, CancellationToken cancel)
    {
        var reading = new Reading(message, await catalogue.FindShop(message.Delivery.ShopDomain, cancel), null, problem);
        return (await database.WriteAsync(transaction => WriteAsync(transaction, [reading], cancel), cancel)).Count == 0;
    }

    /// <inheritdoc cref="Database.AnswersAsync"/>
    public Task<bool> AnswersAsync(CancellationToken cancel) => database.AnswersAsync(cancel);

    private async Task<HashSet<ShopId>> WriteAsync(WriteTransaction transaction, List<Reading> all, CancellationToken cancel)
    {
        var held = await DeliveryLog.LockAsync(transaction, all.Select(r => r.ShopId), cancel);
        var readings = all.FindAll(r => !held.Contains(r.ShopId));
        if (readings.Count == 0)
        {
            return held;
        }

        var batch = new Batch(transaction, readings.Count, clock.GetUtcNow());
        var seen = await DeliveryLog.FindAsync(transaction, readings.ConvertAll(r => (r.ShopId, r.Message)), cancel);
        for (var i = 0; i < readings.Count; i++)
        {
            if (seen[i] is Seen.Never or Seen.Dead && readings[i].Changes is { } changes)
            {
                batch.Add(i, changes);
            }
        }

        await _writer.WriteAsync(batch, isSilent: false, cancel);
        await WriteLogAsync(batch, readings, seen, cancel);
        return held;
    }

    private static async Task WriteLogAsync(Batch batch, List<Reading> readings, Seen[] seen, CancellationToken cancel)
    {
        var rows = new List<DeliveryRow>(readings.Count);
        var counts = new List<(ShopId, string, DeliveryOutcome, int)>(readings.Count);
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            switch (seen[i])
            {
                case Seen.SameMessage:
                    break;
                case Seen.Before:
                    await DeliveryLog.RepeatAsync(batch.Transaction, reading.ShopId, reading.Message, cancel);
                    counts.Add((reading.ShopId, reading.Topic, DeliveryOutcome.Duplicate, 1));
                    break;
                case Seen.Dead:
                    counts.Add((reading.ShopId, reading.Topic, DeliveryOutcome.Dead, -1));
                    goto case Seen.Never;
                case Seen.Never:
                    var outcome = reading.Outcome(batch.IsApplied(i));
                    rows.Add(reading.ToRow(outcome, batch.Now, wasParked: seen[i] == Seen.Dead));
                    counts.Add((reading.ShopId, reading.Topic, outcome, 1));
                    break;
            }
        }

        await DeliveryLog.AddAsync(batch.Transaction, rows, cancel);
        await DeliveryLog.CountAsync(batch.Transaction, counts, cancel);
    }

    /// <summary>A message as understood: what it changes, nothing, or why it cannot be applied.</summary>
    private sealed record Reading(QueuedDelivery Message, ShopId ShopId, Changes? Changes, DeliveryProblem? Problem)
    {
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

        public DeliveryRow ToRow(DeliveryOutcome outcome, DateTimeOffset now, bool wasParked) => new()
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
            WasParked = wasParked,
        };
    }
}

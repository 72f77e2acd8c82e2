using System.Globalization;
using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Orders;

/// <summary>Parcels and what happens to them.</summary>
internal static class FulfillmentTopics
{
    public static void Snapshot(Payload body, Changes changes)
    {
        if (body.HoldsOnlyIds)
        {
            changes.AskFor("fulfillment", body.OwnId(), "The delivery held only its id.");
            return;
        }

        Add(body, changes, body.Id("order_id"), Standing.Itself);
    }

    public static void Event(Payload body, Changes changes) => changes.Add(
        new FulfillmentEventRow
        {
            Id = body.OwnId(),
            FulfillmentId = body.OptionalId("fulfillment_id"),
            OrderId = body.OptionalId("order_id"),
            Status = body.Text("status", 40),
            HappenedAt = body.Instant("happened_at") ?? body.Instant("created_at"),
        },
        body.Instant("updated_at"));

    public static void EventDeleted(Payload body, Changes changes) => changes.AddGone(
        new FulfillmentEventRow { Id = body.OwnId(), OrderId = body.OptionalId("order_id"), IsDeleted = true });

    public static void Add(Payload body, Changes changes, long orderId, Standing standing)
    {
        var numbers = body.Texts("tracking_numbers");
        changes.Add(
            new FulfillmentRow
            {
                Id = body.OwnId(),
                OrderId = orderId,
                Name = body.Text("name", 80),
                Status = body.Text("status", 40),
                ShipmentStatus = body.Text("shipment_status", 40),
                TrackingCompany = body.Text("tracking_company", 255),
                TrackingNumber = body.Text("tracking_number", 255) ?? First(numbers, 255),
                TrackingUrl = body.Text("tracking_url", 2000) ?? First(body.Texts("tracking_urls"), 2000),
                MoreTracking = numbers.Count > 1 ? string.Join('\n', numbers.Skip(1)) : null,
                LocationId = body.OptionalId("location_id"),
                Contents = body.Has("line_items") ? ContentsOf(body.Children("line_items").Select(line => (line.OptionalId("id"), line.Number("quantity") ?? 0))) : null,
                ShippedAt = body.Instant("created_at"),
            },
            body.Instant("updated_at"),
            standing: standing);
    }

    /// <summary>How <see cref="FulfillmentRow.Contents"/> writes lines and their pieces.</summary>
    internal static string ContentsOf(IEnumerable<(long? Line, int Pieces)> lines) => string.Join('\n', lines
        .Where(line => line is { Line: not null, Pieces: > 0 })
        .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Line}×{line.Pieces}")));

    private static string? First(IReadOnlyList<string> texts, int most) => texts.Count > 0 ? Payload.Cut(texts[0], most) : null;
}

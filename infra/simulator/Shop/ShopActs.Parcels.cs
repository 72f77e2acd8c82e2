namespace ShopSupport.Simulator.Shop;

/// <summary>What is sent, where it is seen, and what comes back.</summary>
internal sealed partial class ShopActs
{
    /// <summary>Sends all that is still to be sent.</summary>
    public Fulfillment Fulfil(long orderId, string? company, string? number, string? url)
    {
        Fulfillment? sent = null;
        Act(at =>
        {
            var order = OrderOf(orderId);
            ParcelLine[] lines = [.. order.Lines.Where(line => line.FulfillableQuantity > 0).Select(line => new ParcelLine(line.Id, line.FulfillableQuantity))];
            if (lines.Length == 0 || order.CancelledAt is not null)
            {
                throw new ShopRefusalException("The order has nothing left to fulfill.");
            }

            sent = new()
            {
                Id = shop.NewId(),
                Name = $"{order.Name}.{order.Fulfillments.Count + 1}",
                Company = company,
                TrackingNumber = number,
                TrackingUrl = url,
                LocationId = shop.Locations[0].Id,
                CreatedAt = at,
                UpdatedAt = at,
                Lines = lines,
            };
            var kept = Keep(
                order with
                {
                    Lines = [.. order.Lines.Select(line => line with { FulfillableQuantity = 0 })],
                    Fulfillments = [.. order.Fulfillments, sent],
                    ClosedAt = order.FinancialStatus is "paid" ? at : null,
                },
                at);
            return [new ParcelSent(kept, sent, at)];
        });
        return sent!;
    }

    /// <summary>A carrier, or an app, says where a parcel is.</summary>
    public void See(long orderId, long parcelId, string status) => Act(at =>
    {
        var order = OrderOf(orderId);
        var parcel = Parcel(order, parcelId);
        var seen = new FulfillmentEvent(shop.NewId(), status, at, order.Address?.City, order.Address?.Province, order.Address?.CountryCode);
        var moved = parcel with
        {
            ShipmentStatus = status,
            UpdatedAt = at,
            DeliveredAt = status is "delivered" ? at : parcel.DeliveredAt,
            Events = [.. parcel.Events, seen],
        };
        var kept = Keep(With(order, moved), at);
        return [new ParcelSeen(kept, moved, seen, at)];
    });

    /// <summary>Sets whose parcel it is and by which number it is followed.</summary>
    public void Track(long orderId, long parcelId, string? company, string? number, string? url) => Act(at =>
    {
        var order = OrderOf(orderId);
        var moved = Parcel(order, parcelId) with { Company = company, TrackingNumber = number, TrackingUrl = url, UpdatedAt = at };
        return [new ParcelChanged(Keep(With(order, moved), at), moved, at)];
    });

    private static Fulfillment Parcel(Order order, long id) => order.Fulfillments.FirstOrDefault(parcel => parcel.Id == id) ?? throw new ShopRefusalException("Fulfillment does not exist");

    private static Order With(Order order, Fulfillment parcel) => order with { Fulfillments = [.. order.Fulfillments.Select(one => one.Id == parcel.Id ? parcel : one)] };
}

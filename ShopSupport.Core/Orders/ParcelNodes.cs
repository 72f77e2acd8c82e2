using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Orders;

/// <summary>Parcels of an order as the Admin API tells of them.</summary>
internal static class ParcelNodes
{
    /// <summary>Takes what stands there; false where what is in a parcel and where it was seen was not asked for.</summary>
    public static bool Add(Payload order, Changes changes, long orderId)
    {
        var isWhole = true;
        foreach (var parcel in order.Children("fulfillments"))
        {
            isWhole &= Parcel(parcel, changes, orderId);
        }

        return isWhole;
    }

    /// <summary>Of all that can be shown of a parcel, what webhooks call its shipment's status; null where only its label or our own word for it is known.</summary>
    internal static string? Shipment(string? shown) => shown switch
    {
        null or "FULFILLED" or "MARKED_AS_FULFILLED" or "SUBMITTED" or "CANCELED" or "LABEL_VOIDED" => null,
        "LABEL_PURCHASED" => "label_purchased",
        "NOT_DELIVERED" => "failure",
        var word => word.ToLowerInvariant(),
    };

    private static bool Parcel(Payload parcel, Changes changes, long orderId)
    {
        var id = parcel.OwnId();
        var tracks = parcel.Children("trackingInfo").ToList();
        var numbers = tracks.Select(track => track.Text("number", 255)).OfType<string>().ToList();
        var (isAsked, isWhole) = (parcel.Has("fulfillmentLineItems") && parcel.Has("events"), parcel.Has("fulfillmentLineItems") && !parcel.IsCut("fulfillmentLineItems"));
        var row = new FulfillmentRow
        {
            Id = id,
            OrderId = orderId,
            Name = parcel.Text("name", 80),
            Status = parcel.Word("status"),
            ShipmentStatus = Shipment(parcel.Text("displayStatus", 40)),
            TrackingCompany = tracks.Select(track => track.Text("company", 255)).FirstOrDefault(),
            TrackingNumber = numbers.FirstOrDefault(),
            TrackingUrl = tracks.Select(track => track.Text("url", 2000)).FirstOrDefault(),
            MoreTracking = numbers.Count > 1 ? string.Join('\n', numbers.Skip(1)) : null,
            LocationId = parcel.IdOf("location"),
            Contents = isWhole
                ? FulfillmentTopics.ContentsOf(parcel.Nodes("fulfillmentLineItems").Select(line => (line.IdOf("lineItem"), line.Number("quantity") ?? 0)))
                : null,
            ShippedAt = parcel.Instant("createdAt"),
        };
        changes.Add(row, parcel.Instant("updatedAt"), "updatedAt", isWhole ? Standing.Itself : Standing.Gap);
        foreach (var seen in parcel.Nodes("events"))
        {
            changes.Add(
                new FulfillmentEventRow { Id = seen.OwnId(), FulfillmentId = id, OrderId = orderId, Status = seen.Word("status"), HappenedAt = seen.Instant("happenedAt") ?? seen.Instant("createdAt") },
                seen.Instant("createdAt"),
                "createdAt");
        }

        return isAsked;
    }
}

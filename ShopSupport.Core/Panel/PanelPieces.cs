using System.Globalization;

namespace ShopSupport.Core.Panel;

/// <summary>Pieces of an order that are in the same place.</summary>
/// <param name="Parcels">The parcel they are in; several where nothing says what is in which, and none for what is still to be sent.</param>
/// <param name="Lines">The lines with how many pieces of each.</param>
public sealed record PanelPieces(IReadOnlyList<PanelShipment> Parcels, IReadOnlyList<(PanelLine Line, int Count)> Lines)
{
    /// <summary>
    /// The pieces of an order by parcel, what is still to be sent last. Empty where all is in one place, and where nothing
    /// tells what is where.
    /// </summary>
    public static IReadOnlyList<PanelPieces> Of(PanelOrder order)
    {
        var isTold = order.Shipments.All(parcel => parcel.Contents is not null);
        if (order.CancelledAt is not null || order.Shipments.Count == 0 || !(order.IsPartlySent || order.Shipments.Count > 1) || !(isTold || order.PiecesSent is not null))
        {
            return [];
        }

        var sent = isTold
            ? order.Shipments.Select(parcel => new PanelPieces([parcel], In(parcel, order.Lines)))
            : [new PanelPieces(order.Shipments, Counted(order.Lines, line => line.CurrentQuantity - line.FulfillableQuantity!.Value))];
        var groups = sent.ToList();
        var sentOf = groups.SelectMany(group => group.Lines).ToLookup(piece => piece.Line, piece => piece.Count);
        var left = Counted(order.Lines, line => line.FulfillableQuantity ?? line.CurrentQuantity - sentOf[line].Sum());
        return left.Count == 0 ? groups : [.. groups, new PanelPieces([], left)];
    }

    private static IReadOnlyList<(PanelLine Line, int Count)> Counted(IEnumerable<PanelLine> lines, Func<PanelLine, int> count) =>
        [.. lines.Select(line => (Line: line, Count: count(line))).Where(piece => piece.Count > 0)];

    private static IReadOnlyList<(PanelLine Line, int Count)> In(PanelShipment parcel, IReadOnlyList<PanelLine> lines)
    {
        var pieces = parcel.Contents!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('×'))
            .GroupBy(part => long.Parse(part[0], CultureInfo.InvariantCulture))
            .ToDictionary(line => line.Key, line => line.Sum(part => int.Parse(part[1], CultureInfo.InvariantCulture)));
        return Counted(lines, line => pieces.GetValueOrDefault(line.Id));
    }
}

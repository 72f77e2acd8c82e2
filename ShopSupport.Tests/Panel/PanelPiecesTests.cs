using ShopSupport.Core.Panel;

namespace ShopSupport.Tests.Panel;

public sealed class PanelPiecesTests
{
    [Fact]
    public void What_each_parcel_holds_stands_with_it_and_what_is_still_to_be_sent_last()
    {
        var order = Order("partial", [Line(1, 2, left: 1), Line(2, 1, left: 0), Line(3, 3, left: 3)]) with
        {
            Shipments = [Parcel("a", "1×1"), Parcel("b", "2×1\n99×4")],
        };

        Assert.Equal(["a: 1×1", "b: 2×1", ": 1×1 3×3"], Told(order), StringComparer.Ordinal);
    }

    [Fact]
    public void Where_nothing_says_what_is_in_which_parcel_the_sent_pieces_stand_under_all_of_them() =>
        Assert.Equal(
            ["a b: 1×1 2×1", ": 1×1"],
            Told(Order("partial", [Line(1, 2, left: 1), Line(2, 1, left: 0)]) with { Shipments = [Parcel("a", null), Parcel("b", null)] }), StringComparer.Ordinal);

    [Fact]
    public void Pieces_that_were_refunded_are_nowhere() =>
        Assert.Equal(
            ["a: 1×1", ": 2×1"],
            Told(Order("partial", [Line(1, 3, left: 0) with { CurrentQuantity = 1 }, Line(2, 1, left: 1)]) with { Shipments = [Parcel("a", null)] }), StringComparer.Ordinal);

    [Fact]
    public void Where_Shopify_does_not_count_what_is_left_it_is_what_no_parcel_holds() =>
        Assert.Equal(
            ["a: 1×1", ": 1×1 2×1"],
            Told(Order("partial", [Line(1, 2, left: null), Line(2, 1, left: null)]) with { Shipments = [Parcel("a", "1×1")] }), StringComparer.Ordinal);

    [Fact]
    public void Nothing_is_told_apart_in_one_parcel_with_all_of_it_in_none_and_where_nothing_is_known()
    {
        var one = Order("fulfilled", [Line(1, 2, left: 0)]) with { Shipments = [Parcel("a", "1×2")] };

        Assert.Empty(PanelPieces.Of(one));
        Assert.Empty(PanelPieces.Of(Order(null, [Line(1, 2, left: 2)])));
        Assert.Empty(PanelPieces.Of(Order("partial", [Line(1, 2, left: null)]) with { Shipments = [Parcel("a", null)] }));
        Assert.Empty(PanelPieces.Of(Order("partial", [Line(1, 2, left: 1)]) with { Shipments = [Parcel("a", "1×1")], CancelledAt = DateTimeOffset.UnixEpoch }));
    }

    private static IEnumerable<string> Told(PanelOrder order) => PanelPieces.Of(order).Select(group =>
        $"{string.Join(' ', group.Parcels.Select(parcel => parcel.TrackingNumber))}: {string.Join(' ', group.Lines.Select(piece => $"{piece.Line.Id}×{piece.Count}"))}");

    private static PanelOrder Order(string? status, IReadOnlyList<PanelLine> lines) => new() { FulfillmentStatus = status, Lines = lines };

    private static PanelLine Line(long id, int quantity, int? left) => new() { Id = id, Quantity = quantity, CurrentQuantity = quantity, FulfillableQuantity = left };

    private static PanelShipment Parcel(string number, string? contents) => new() { TrackingNumber = number, Contents = contents };
}

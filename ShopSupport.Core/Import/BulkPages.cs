using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Import;

/// <summary>Some objects of a bulk operation's file, to be written together.</summary>
/// <param name="Nodes">Whole root objects with their children.</param>
/// <param name="End">Where in the file the next one begins.</param>
/// <param name="Refused">Lines on the way that could not be understood.</param>
/// <param name="IsLast">True when the file is read to its end.</param>
/// <param name="IsCut">True when no more comes though there is more.</param>
internal sealed record BulkPage(IReadOnlyList<ShopifyNode> Nodes, long End, int Refused, bool IsLast, bool IsCut);

/// <summary>Cuts a bulk operation's file into pages of whole objects.</summary>
/// <param name="file">The file.</param>
/// <param name="shape">What is in it.</param>
/// <param name="readAt">When its objects were true.</param>
/// <param name="length">Its length as Shopify says; null where it does not.</param>
/// <param name="rows">How many objects make a page.</param>
/// <param name="isWhole">False for what was written before an operation ended badly: its last object may lack children, and is left out.</param>
internal sealed class BulkPages(BulkFile file, BulkShape shape, DateTimeOffset readAt, long? length, int rows, bool isWhole)
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly BulkLines _lines = new(shape);
    private long _end = file.Next;
    private int _refused;

    /// <summary>The next page.</summary>
    /// <exception cref="UngroupedLinesException">A child does not stand behind its parent.</exception>
    public async Task<BulkPage> ReadAsync(CancellationToken cancel)
    {
        var nodes = new List<ShopifyNode>(rows);
        var bytes = 0;
        while (nodes.Count < rows && bytes < MostBytes)
        {
            if (!await file.ReadAsync(cancel))
            {
                return Last(nodes);
            }

            if (_lines.Add(file.Line.Span) is { } whole)
            {
                nodes.Add(new ShopifyNode(shape.Kind, whole, readAt));
                bytes += whole.Length;
                _end = file.LineStart;
            }
        }

        return Page(nodes, isLast: false, isCut: false);
    }

    private BulkPage Last(List<ShopifyNode> nodes)
    {
        // The host's length and Shopify's: a copy that is too short counts as cut.
        var isCut = file.Next < Math.Max(file.Length ?? 0, length ?? 0);
        if (!isCut)
        {
            if (_lines.End() is { } whole && isWhole)
            {
                nodes.Add(new ShopifyNode(shape.Kind, whole, readAt));
            }

            _end = file.Next;
        }

        return Page(nodes, !isCut, isCut);
    }

    private BulkPage Page(List<ShopifyNode> nodes, bool isLast, bool isCut)
    {
        var refused = _lines.Refused - _refused;
        _refused = _lines.Refused;
        return new BulkPage(nodes, _end, refused, isLast, isCut);
    }
}

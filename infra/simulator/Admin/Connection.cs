using System.Globalization;
using System.Text;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin;

/// <summary>A page of things.</summary>
internal sealed record Connection(IReadOnlyList<Edge> Edges, bool HasNext, bool HasPrevious)
{
    private const int Most = 250;
    private const string ListCursor = "list";

    /// <summary>A page of what is all at hand.</summary>
    public static Connection Of<T>(IReadOnlyList<T> all, Ask ask)
        where T : notnull
    {
        var rows = ask.Flag("reverse") ? all.Reverse().ToList() : all;
        if (ask.Caller.Slice is not null)
        {
            return new([.. rows.Select((row, i) => new Edge(Cursor(ListCursor, new(0, i)), row))], HasNext: false, HasPrevious: false);
        }

        var page = Page.Of(ask, ListCursor);
        var (from, to) = (page.After is { } after ? after.Position + 1 : 0, page.Before is { } before ? Math.Min(before.Position, rows.Count) : rows.Count);
        (from, to) = page.IsLast ? (Math.Max(from, to - page.Count), to) : (from, Math.Min(to, from + page.Count));
        return new([.. Enumerable.Range(from, Math.Max(0, to - from)).Select(i => new Edge(Cursor(ListCursor, new(0, i)), rows[i]))], to < rows.Count, from > 0);
    }

    /// <summary>A page of a table's rows, in the order asked for.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="order">The order.</param>
    /// <param name="search">Which rows.</param>
    /// <param name="fits">Which of these the caller may see.</param>
    /// <param name="floor">Below which key there is none that the caller may see.</param>
    public static Connection Of<T>(Table<T> table, Ask ask, RowOrder<T> order, SearchQuery<T> search, Func<T, bool>? fits = null, long floor = long.MinValue)
        where T : class, IShopRow
    {
        var isBackwards = ask.Flag("reverse");
        var (low, high) = search.Bounds(order.Name);
        low = Math.Max(low, floor);
        bool Fits(T row) => search.Fits(row) && (fits is null || fits(row));
        if (ask.Caller.Slice is { } slice)
        {
            var rows = table.Next(order, slice.After, isBackwards, low, high, Fits, slice.Count);
            slice.Next = rows.Count == slice.Count ? rows[^1].At : null;
            return new([.. rows.Select(row => new Edge(Cursor(order.Name, row.At), row.Row))], HasNext: false, HasPrevious: false);
        }

        var page = Page.Of(ask, order.Name);
        var start = page.IsLast ? page.Before : page.After;
        var found = table.Next(order, start, isBackwards ^ page.IsLast, low, high, Fits, page.Count + 1);
        var isMore = found.Count > page.Count;
        var edges = found.Take(page.Count).Select(row => new Edge(Cursor(order.Name, row.At), row.Row)).ToList();
        if (page.IsLast)
        {
            edges.Reverse();
            return new(edges, start is not null, isMore);
        }

        return new(edges, isMore, start is not null);
    }

    private static string Cursor(string order, Place at) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{order}|{at.Key}|{at.Position}")));

    private readonly record struct Page(int Count, bool IsLast, Place? After, Place? Before)
    {
        public static Page Of(Ask ask, string order)
        {
            var (first, last) = (ask.Number("first"), ask.Number("last"));
            var count = (first, last) switch
            {
                (null, null) => throw AdminErrors.BadRequest("you must provide one of first or last"),
                ({ }, { }) => throw AdminErrors.BadRequest("providing both first and last is not supported"),
                _ => first ?? last!.Value,
            };
            if (count is < 0 or > Most)
            {
                throw AdminErrors.BadRequest($"{(first is null ? "last" : "first")} must be from 0 to {Most}");
            }

            return new(count, last is not null, Read(ask, "after", order), Read(ask, "before", order));
        }

        private static Place? Read(Ask ask, string argument, string order)
        {
            if (ask.Text(argument) is not { } cursor)
            {
                return null;
            }

            Span<byte> bytes = stackalloc byte[128];
            if (cursor.Length <= 160 && Convert.TryFromBase64String(cursor, bytes, out var length)
                && Encoding.UTF8.GetString(bytes[..length]).Split('|') is [var named, var key, var position]
                && string.Equals(named, order, StringComparison.Ordinal))
            {
                return new(long.Parse(key, CultureInfo.InvariantCulture), int.Parse(position, CultureInfo.InvariantCulture));
            }

            throw AdminErrors.BadRequest($"Invalid cursor for current pagination sort: {argument}");
        }
    }
}

/// <summary>One of a page.</summary>
internal sealed record Edge(string Cursor, object Node);

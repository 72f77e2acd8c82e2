using System.Collections.Concurrent;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inventory;

/// <summary>
/// Finds the products that a text names. People shorten titles, so that the longest run of signs decides that a title and
/// the text share. The titles of a shop are kept for a minute: opening a conversation asks the database nothing more.
/// </summary>
public sealed class NamedProducts(Database database, TimeProvider clock)
{
    /// <summary>The most products that a text names; where more fit as well, it names none.</summary>
    public const int Most = 3;

    // A shop with more has them looked up by hand.
    private const int MostTitles = 5000;
    private const int MostShops = 100;
    private const int LongestText = 4000;
    private const int Gram = 3;
    private const int ShortestOfAscii = 6;

    private static readonly SqlFile Sql = SqlFile.Load("Inventory.Stock.sql");
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ShopId, (DateTimeOffset At, List<Title> Titles)> _titles = new();

    /// <summary>Shopify's ids of the products that the text names, the clearest first; at most <see cref="Most"/>.</summary>
    public async Task<IReadOnlyList<long>> FindAsync(ShopId shopId, string text, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(text) ? [] : In(text, await TitlesAsync(shopId, cancel));

    internal static IReadOnlyList<long> In(string text, IReadOnlyList<Title> titles)
    {
        var said = SearchText.Fold(text.Length > LongestText ? text[..LongestText] : text);
        var grams = new HashSet<(char, char, char)>();
        for (var i = 0; i + Gram <= said.Length; i++)
        {
            grams.Add((said[i], said[i + 1], said[i + 2]));
        }

        var shared = titles.Select(title => (title.Id, Run: Run(title.Words, grams))).Where(found => found.Run > 0).ToList();
        var longest = shared.Select(found => found.Run).DefaultIfEmpty().Max();
        var named = shared.FindAll(found => found.Run == longest);
        return named.Count > Most ? [] : [.. named.Select(found => found.Id)];
    }

    // The longest run of a title's signs of which each three stand in the text; 0 where it may be chance.
    private static int Run(string title, HashSet<(char, char, char)> grams)
    {
        var longest = 0;
        for (var start = 0; start + Gram <= title.Length; start++)
        {
            var end = start;
            while (end + Gram <= title.Length && grams.Contains((title[end], title[end + 1], title[end + 2])))
            {
                end++;
            }

            if (end > start)
            {
                var run = title.AsSpan(start, end - start + Gram - 1).Trim();
                longest = Math.Max(longest, System.Text.Ascii.IsValid(run) && run.Length < ShortestOfAscii ? 0 : run.Length);
                start = end;
            }
        }

        return longest < Gram ? 0 : longest;
    }

    private async Task<List<Title>> TitlesAsync(ShopId shopId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_titles.TryGetValue(shopId, out var known) && now - known.At < Kept)
        {
            return known.Titles;
        }

        var rows = await database.QueryAsync<Row>(Sql["list_titles"], new { ShopId = shopId, Take = MostTitles }, cancel);
        List<Title> titles = [.. rows.Select(row => new Title(row.Id, row.SearchTitle ?? SearchText.Fold(row.Title)))];
        if (_titles.Count >= MostShops)
        {
            _titles.Clear();
        }

        _titles[shopId] = (now, titles);
        return titles;
    }

    /// <summary>A product's title.</summary>
    /// <param name="Words">Folded.</param>
    internal readonly record struct Title(long Id, string Words);

    private sealed record Row
    {
        public long Id { get; init; }

        public string Title { get; init; } = "";

        public string? SearchTitle { get; init; }
    }
}

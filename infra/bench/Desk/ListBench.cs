using System.Globalization;
using ShopSupport.App.Inbox;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Bench.Desk;

/// <summary>Pages of every view, the first and the thousandth (or the last, where a view is shorter), at the store and as whole responses.</summary>
internal static class ListBench
{
    private const int PageSize = 40;
    private const int FarPage = 1000;
    private const long Agent = 1;

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        await using var pair = await DeskPair.OpenAsync(options, output);
        var stores = new[] { pair.Small, pair.Large }.ToDictionary(side => side, side => new InboxStore(side.Database));
        var (atStore, asResponse) = (new List<PairFigures>(), new List<PairFigures>());
        foreach (var view in Enum.GetValues<InboxView>())
        {
            var far = new Dictionary<DeskSide, (int Page, ListPosition? Position)>();
            foreach (var (side, store) in stores)
            {
                far[side] = await FarAsync(store, view);
            }

            var farName = string.Create(CultureInfo.InvariantCulture, $"{view.ToKey()}, page {far[pair.Large].Page} (a tenth: {far[pair.Small].Page})");
            atStore.Add(await pair.MeasureAsync($"{view.ToKey()}, first page", (side, _) => ListAsync(stores[side], view, null)));
            atStore.Add(await pair.MeasureAsync(farName, (side, _) => ListAsync(stores[side], view, far[side].Position)));
            asResponse.Add(await pair.MeasureAsync($"{view.ToKey()}, list and counts", (side, _) => side.Host.GetAsync($"/inbox/list?view={view.ToKey()}")));
            asResponse.Add(await pair.MeasureAsync(farName, (side, _) => side.Host.GetAsync(
                $"/inbox/rows?view={view.ToKey()}&after={(far[side].Position is { } position ? ListPositions.Write(position) : "")}")));
        }

        var size = $"{Text.Whole(options.Conversations)} conversations, pages of {PageSize}";
        await PairFigures.WriteAsync($"list at the store: {size}", atStore, 1, output);
        await PairFigures.WriteAsync($"list as a whole HTTP response: {size}", asResponse, 10, output);
    }

    private static async Task ListAsync(InboxStore store, InboxView view, ListPosition? after)
    {
        var page = await store.ListAsync(new ShopId(TradeRows.Shop), view, new AgentId(Agent), after, PageSize, CancellationToken.None);
        if (page.Rows.Count == 0)
        {
            throw new InvalidDataException($"The page of {view} is empty.");
        }
    }

    // The end of page 999 is where page 1,000 begins; found by walking the full pages as an agent would.
    private static async Task<(int Page, ListPosition? Position)> FarAsync(InboxStore store, InboxView view)
    {
        var (page, position) = (1, (ListPosition?)null);
        var shown = await store.ListAsync(new ShopId(TradeRows.Shop), view, new AgentId(Agent), null, PageSize, CancellationToken.None);
        while (page < FarPage && shown.Next is { } next)
        {
            shown = await store.ListAsync(new ShopId(TradeRows.Shop), view, new AgentId(Agent), next, PageSize, CancellationToken.None);
            if (shown.Rows.Count < PageSize)
            {
                break;
            }

            (page, position) = (page + 1, next);
        }

        return (page, position);
    }
}

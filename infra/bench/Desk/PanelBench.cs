using System.Globalization;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.Bench.Desk;

/// <summary>The context panel of customers by chance and of the busiest ones, at the store and as a whole response.</summary>
internal static class PanelBench
{
    private const int Busiest = 20;

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        await using var pair = await DeskPair.OpenAsync(options, output);
        var stores = new[] { pair.Small, pair.Large }.ToDictionary(side => side, side => new CustomerPanelStore(side.Database));
        var atStore = new List<PairFigures>
        {
            await pair.MeasureAsync("customers by chance", (side, i) => FindAsync(stores[side], Customer(side, i))),
            await pair.MeasureAsync($"the {Busiest} busiest", (side, i) => FindAsync(stores[side], 1 + (i % Busiest))),
        };
        var asResponse = new List<PairFigures>
        {
            await pair.MeasureAsync("customers by chance", (side, i) => GetAsync(side, Customer(side, i))),
            await pair.MeasureAsync($"the {Busiest} busiest", (side, i) => GetAsync(side, 1 + (i % Busiest))),
            await pair.MeasureAsync("a conversation with its panel", (side, i) => side.Host.GetAsync(
                string.Create(CultureInfo.InvariantCulture, $"/inbox/{1 + (i * 7919L % side.Sizes.Conversations)}"))),
        };
        var size = $"{Text.Whole(options.Conversations)} conversations, {Text.Whole(options.Customers)} customers, {Text.Whole(options.Orders)} orders";
        await PairFigures.WriteAsync($"panel at the store, one round trip: {size}", atStore, 3, output);
        await PairFigures.WriteAsync($"panel as a whole HTTP response: {size}", asResponse, 15, output);
    }

    private static long Customer(DeskSide side, int number) => 1 + (number * 104_729L % side.Sizes.Customers);

    private static async Task FindAsync(CustomerPanelStore store, long customer)
    {
        if (await store.FindAsync(new ShopId(TradeRows.Shop), new CustomerId(customer), new PanelQuestion(), CancellationToken.None) is null)
        {
            throw new InvalidDataException($"Customer {customer} is not there.");
        }
    }

    private static Task GetAsync(DeskSide side, long customer) =>
        side.Host.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/customers/{customer}/panel"));
}

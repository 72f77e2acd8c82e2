using ShopSupport.Bench.Desk;
using ShopSupport.Core.Search;
using ShopSupport.Core.Values;

namespace ShopSupport.Bench.Search;

/// <summary>What a question costs at the store, at full size and at a tenth of it; and what being found costs a message when it is written.</summary>
internal static class SearchBench
{
    private const int Take = 10;

    private static readonly (string Name, string[] Questions)[] OfMessages =
    [
        ("common, Japanese", ["解約", "返品", "発送", "届け", "青汁", "湿疹", "写真"]),
        ("common, English", ["refund", "subscription", "discount", "tracking", "vegan", "shipping"]),
        ("few, Japanese", ["関税", "点字", "還暦", "蕁麻疹", "税関", "介護施設"]),
        ("few, English", ["klarna", "wheelchair", "gluten", "customs"]),
        ("none, Japanese", ["宇宙", "裁判", "温泉", "相撲"]),
        ("none, English", ["zeppelin", "quixotic", "umbrella"]),
        ("one kanji", ["瓶", "茶", "娘", "届"]),
    ];

    private static readonly (string Name, SearchKind? Kind, string[] Questions)[] OfAll =
    [
        ("messages, two words", SearchKind.Message, ["二重 熨斗", "refund vegan", "解約 海外"]),
        ("messages, a sentence", SearchKind.Message, ["定期便を解約したい", "お世話になっております", "change the shipping address"]),
        ("messages, half a word", SearchKind.Message, ["refu", "subscr", "wheelch"]),
        ("orders by number", SearchKind.Order, ["12941", "#54321", "＃２２２２２", "1294"]),
        ("customers by name", SearchKind.Customer, ["佐藤", "佐藤 陽菜", "陽菜", "吉田"]),
        ("customers by address", SearchKind.Customer, ["kokyaku0000", "kokyaku00000abc@", "kokyaku00000abc@example.jp"]),
        ("products", SearchKind.Product, ["青汁 30包", "SKU-04", "こらーげん"]),
        ("everything", null, ["解約", "佐藤", "12941", "refund"]),
    ];

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        await using (var pair = await DeskPair.OpenAsync(options, output, isSearched: true))
        {
            var stores = new[] { pair.Small, pair.Large }.ToDictionary(side => side, side => new SearchStore(side.Database));
            var (messages, all) = (new List<PairFigures>(), new List<PairFigures>());
            foreach (var (name, questions) in OfMessages)
            {
                messages.Add(await pair.MeasureAsync(name, (side, i) => stores[side].FindAsync(new ShopId(TradeRows.Shop), questions[i % questions.Length], SearchKind.Message, Take, CancellationToken.None)));
            }

            foreach (var (name, kind, questions) in OfAll)
            {
                all.Add(await pair.MeasureAsync(name, (side, i) => stores[side].FindAsync(new ShopId(TradeRows.Shop), questions[i % questions.Length], kind, Take, CancellationToken.None)));
            }

            var size = $"{Text.Whole(options.Messages)} messages, {Text.Whole(options.Customers)} customers, {Text.Whole(options.Orders)} orders";
            await PairFigures.WriteAsync($"search for messages at the store: {size}", messages, 1, output);
            await output.WriteLineAsync(Text.Table("search for the rest, for comparison", PairFigures.Head, [.. all.Select(line => line.Row())]));
        }

        await WordsBench.RunAsync(options, output);
    }
}

using System.Globalization;

namespace ShopSupport.Simulator.Demo;

/// <summary>The 150 products, their prices, and what of them lies where.</summary>
internal sealed class DemoCatalogue
{
    private const int SizesAtMost = 4;

    public DemoCatalogue(DemoOptions options, DateTimeOffset anchor)
    {
        var texts = DemoTexts.Goods();
        var language = options.IsEnglish ? 1 : 0;
        Products = [.. texts.Products.Select((good, index) => Product(options, texts, good, index, language, anchor))];
    }

    public IReadOnlyList<DemoProduct> Products { get; }

    /// <summary>Some products are asked for far more often than others.</summary>
    public DemoProduct Popular(DemoRandom random)
    {
        var share = random.Share();
        var rank = (int)(share * share * Products.Count);
        return Products[rank * 67 % Products.Count];
    }

    private static DemoProduct Product(
        DemoOptions options, GoodsTexts texts, GoodTexts good, int index, int language, DateTimeOffset anchor)
    {
        var random = DemoRandom.For(options.Seed, "product", index);
        var sizes = texts.Sizes[good.Sizes];
        var variants = new List<DemoVariant>();
        for (var i = 0; i < Math.Max(1, sizes.Length); i++)
        {
            var price = sizes.Length == 0 ? good.Price : good.Price * sizes[i][2].GetInt32() / 1000 * 10;
            variants.Add(Variant(random, good, index, i, sizes.Length == 0 ? null : sizes[i][language].GetString(), options.Country.Price(price)));
        }

        var id = DemoIds.Of(DemoIds.Product, index + 1);
        return new(index, id, language == 0 ? good.Ja : good.En, good.Type, texts.Types[good.Type][language], variants, anchor.AddDays(-1150 + (index % 40)));
    }

    private static DemoVariant Variant(DemoRandom random, GoodTexts good, int index, int position, string? title, int price)
    {
        var number = (index * SizesAtMost) + position + 1;
        var (here, there) = random.Weighted(80, 10, 6, 4) switch
        {
            0 => (random.Between(24, 260), random.Between(12, 140)),
            1 => (random.Between(1, 6), random.Between(0, 3)),
            2 => (0, random.Between(3, 18)),
            _ => (0, 0),
        };
        var sku = string.Create(CultureInfo.InvariantCulture, $"KD-{good.Type.ToUpperInvariant()}-{index + 1:000}{(title is null ? "" : "-" + (position + 1))}");
        return new(DemoIds.Of(DemoIds.Variant, number), DemoIds.Of(DemoIds.InventoryItem, number), title, sku, price, here, there);
    }
}

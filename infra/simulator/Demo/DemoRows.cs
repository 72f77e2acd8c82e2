using System.Globalization;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Demo;

/// <summary>The demo's shop, people and goods in Shopify's words.</summary>
internal static class DemoRows
{
    public static ShopProfile Profile(DemoCountry country, DateTimeOffset anchor) => new()
    {
        Id = DemoIds.Of(DemoIds.Shop, 1),
        Name = country.Name,
        Email = country.Mail,
        Site = country.Site,
        Domain = country.Domain,
        CountryCode = country.Code,
        Currency = country.Currency,
        TimeZone = country.Zone,
        Locale = country.IsEnglish ? "en" : "ja",
        CreatedAt = anchor.AddDays(-DemoTrade.HistoryDays - 60),
        UpdatedAt = anchor,
    };

    public static Location Location(DemoCountry country, int index, DateTimeOffset anchor)
    {
        var place = country.Locations[index];
        return new(DemoIds.Of(DemoIds.Location, index + 1), place.Name, place.City, place.Province, country.Code, anchor.AddDays(-DemoTrade.HistoryDays - 60));
    }

    public static Product Product(DemoProduct product, DemoCountry country) => new()
    {
        Id = product.Id,
        Title = product.Title,
        Handle = string.Create(CultureInfo.InvariantCulture, $"item-{product.Index + 1:000}"),
        Vendor = country.Name,
        ProductType = product.Type,
        Tags = [product.Type],
        CreatedAt = product.CreatedAt,
        UpdatedAt = product.CreatedAt,
        PublishedAt = product.CreatedAt.AddDays(1),
        Variants = [.. product.Variants.Select((variant, i) => Variant(product, variant, i))],
    };

    /// <summary>What lies where of one variant; what lies there changed last <paramref name="at"/>.</summary>
    public static InventoryItem Item(DemoProduct product, DemoVariant variant, DateTimeOffset at) => new()
    {
        Id = variant.ItemId,
        VariantId = variant.Id,
        ProductId = product.Id,
        Sku = variant.Sku,
        Cost = variant.Price * 35 / 100,
        CreatedAt = product.CreatedAt,
        UpdatedAt = product.CreatedAt,
        Levels =
        [
            new(variant.ItemId, DemoIds.Of(DemoIds.Location, 1), variant.Here, at),
            new(variant.ItemId, DemoIds.Of(DemoIds.Location, 2), variant.There, at),
        ],
    };

    /// <param name="customer">The customer.</param>
    /// <param name="since">When the customer came to the shop.</param>
    public static Customer Customer(DemoCustomer customer, DateTimeOffset since)
    {
        var wasAsked = customer.Index % 5 < 3;
        return new()
        {
            Id = customer.Id,
            FirstName = customer.FirstName,
            LastName = customer.LastName,
            DisplayName = customer.FullName,
            Email = customer.Email,
            Phone = customer.Phone,
            Locale = Locale(customer),
            State = customer.Appetite > 4 ? "enabled" : "disabled",
            Tags = customer.Tags,
            Note = customer.Note,
            Currency = customer.Shop.Currency,
            MarketingState = !wasAsked ? "not_subscribed" : customer.Index % 4 == 3 ? "unsubscribed" : "subscribed",
            MarketingAt = wasAsked ? since.AddMinutes(2) : null,
            Address = Address(customer),
            CreatedAt = since,
            UpdatedAt = since,
        };
    }

    public static string Locale(DemoCustomer customer) => customer.IsEnglish ? "en" : "ja";

    public static Address Address(DemoCustomer customer) => new()
    {
        Id = DemoIds.Of(DemoIds.Address, customer.Index + 1),
        FirstName = customer.FirstName,
        LastName = customer.LastName,
        Name = customer.FullName,
        Address1 = customer.Address.Street,
        Address2 = customer.Address.Building,
        City = customer.Address.City,
        Zip = customer.Address.Zip,
        Province = customer.Address.Province,
        ProvinceCode = customer.Address.ProvinceCode,
        Country = customer.Address.CountryName,
        CountryCode = customer.Address.Country,
        Phone = customer.Phone,
    };

    private static ProductVariant Variant(DemoProduct product, DemoVariant variant, int index) => new()
    {
        Id = variant.Id,
        ProductId = product.Id,
        ItemId = variant.ItemId,
        Title = variant.Title ?? ProductVariant.OnlyOne,
        Sku = variant.Sku,
        Price = variant.Price,
        Position = index + 1,
        CreatedAt = product.CreatedAt,
        UpdatedAt = product.CreatedAt,
    };
}

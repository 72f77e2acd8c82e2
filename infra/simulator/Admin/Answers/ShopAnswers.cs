using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>The shop, and the app on it.</summary>
internal static class ShopAnswers
{
    public static void AddTo(AdminAnswers answers)
    {
        answers.For<ShopProfile>("Shop", new()
        {
            ["id"] = (shop, _) => Gid.Of("Shop", shop.Id),
            ["name"] = (shop, _) => shop.Name,
            ["email"] = (shop, _) => shop.Email,
            ["contactEmail"] = (shop, _) => shop.Email,
            ["myshopifyDomain"] = (shop, _) => shop.Domain,
            ["url"] = (shop, _) => $"https://{shop.Site}",
            ["primaryDomain"] = (shop, _) => shop,
            ["shopAddress"] = (shop, _) => shop,
            ["plan"] = (shop, _) => shop,
            ["currencyCode"] = (shop, _) => shop.Currency,
            ["ianaTimezone"] = (shop, _) => shop.TimeZone,
            ["timezoneOffsetMinutes"] = (shop, ask) => (int)ask.Shop.Now.Offset.TotalMinutes,
            ["taxesIncluded"] = (_, _) => true,
            ["orderNumberFormatPrefix"] = (_, _) => "#",
            ["orderNumberFormatSuffix"] = (_, _) => "",
            ["createdAt"] = (shop, _) => shop.CreatedAt,
            ["updatedAt"] = (shop, _) => shop.UpdatedAt,
        });
        answers.For<ShopProfile>("Domain", new() { ["host"] = (shop, _) => shop.Site, ["url"] = (shop, _) => $"https://{shop.Site}", ["sslEnabled"] = (_, _) => true }, isItsName: false);
        answers.For<ShopProfile>("ShopAddress", new() { ["countryCodeV2"] = (shop, _) => shop.CountryCode }, isItsName: false);
        answers.For<ShopProfile>(
            "ShopPlan",
            new() { ["publicDisplayName"] = (_, _) => "Basic", ["partnerDevelopment"] = (_, _) => false, ["shopifyPlus"] = (_, _) => false },
            isItsName: false);
        answers.For<AppOnShop>("AppInstallation", new()
        {
            ["id"] = (app, _) => Gid.Of("AppInstallation", app.Shop.Profile.Id),
            ["accessScopes"] = (app, _) => app.Scopes.Order(StringComparer.Ordinal),
            ["app"] = (app, _) => app,
        });
        answers.For<string>("AccessScope", new() { ["handle"] = (scope, _) => scope });
        answers.For<AppOnShop>("App", new() { ["apiKey"] = (app, _) => app.ApiKey, ["embedded"] = (_, _) => true }, isItsName: false);
    }
}

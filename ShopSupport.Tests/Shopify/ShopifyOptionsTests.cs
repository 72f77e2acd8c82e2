using Microsoft.Extensions.Configuration;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Shopify;

public sealed class ShopifyOptionsTests
{
    [Theory]
    [InlineData("https://{shop}", "https://a.myshopify.com/admin/x")]
    [InlineData("https://proxy.example/{shop}/", "https://proxy.example/a.myshopify.com/admin/x")]
    public void An_address_holds_the_shop_where_the_setting_says(string setting, string address) =>
        Assert.Equal(address, new ShopifyOptions { AdminUrl = setting }.Address("a.myshopify.com", "/admin/x").ToString());

    [Theory]
    [InlineData("http://127.0.0.1:5081", true, 0)]
    [InlineData("http://127.0.0.1:5081", false, 1)]
    [InlineData("https://{shop}", false, 0)]
    [InlineData("https://user@{shop}", false, 1)]
    [InlineData("ftp://{shop}", true, 1)]
    [InlineData("{shop}", true, 1)]
    public void Tokens_travel_in_the_open_only_on_a_developers_machine(string setting, bool isDevelopment, int problems)
    {
        var reader = new SettingsReader(new ConfigurationBuilder().Build());

        new ShopifyOptions { AdminUrl = setting }.Check(reader, isDevelopment);

        var error = Record.Exception(reader.ThrowIfWrong);
        Assert.Equal(problems, error is SettingException ? 1 : 0);
        Assert.True(error is null || error.Message.StartsWith("Shopify:AdminUrl", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FakeShopify.AllScopes, "")]
    [InlineData("write_customers, read_fulfillments,read_inventory,read_locations,read_orders,read_products", "read_returns")]
    [InlineData("", "read_customers,read_fulfillments,read_inventory,read_locations,read_orders,read_products,read_returns")]
    public void Who_may_write_may_read(string granted, string missing) => Assert.Equal(missing, string.Join(',', Scopes.Missing(granted)));
}

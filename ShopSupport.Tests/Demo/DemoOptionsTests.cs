using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using ShopSupport.Core.Storage;
using ShopSupport.Webhooks.Demo;

namespace ShopSupport.Tests.Demo;

public sealed class DemoOptionsTests
{
    [Fact]
    public void Production_refuses_the_demo_and_names_the_setting()
    {
        var refused = Assert.Throws<SettingException>(() => Read("Production", ("Demo:Enabled", "true")));

        Assert.Contains("Demo:Enabled", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", "", true)]
    [InlineData("Development", "a-key", false)]
    [InlineData("Production", "", false)]
    public void The_demo_is_on_without_a_key_outside_production(string environment, string key, bool expected) =>
        Assert.Equal(expected, Read(environment, ("Shopify:ApiKey", key)).Enabled);

    [Theory]
    [InlineData("Demo:Language", "fr")]
    [InlineData("Demo:Customers", "many")]
    [InlineData("Demo:Customers", "0")]
    [InlineData("Demo:Orders", "-1")]
    [InlineData("Demo:Live", "yes please")]
    public void A_value_that_cannot_work_is_refused_by_name(string key, string value)
    {
        var refused = Assert.Throws<SettingException>(() => Read("Development", (key, value)));

        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_secret_is_made_once_and_stays()
    {
        var directory = Directory.CreateTempSubdirectory("demo-secret");
        try
        {
            var settings = Configuration(("Data:Directory", directory.FullName));
            var first = new ServiceCollection().AddDemo(settings, new Place("Development")).Secret;
            var second = new ServiceCollection().AddDemo(settings, new Place("Development")).Secret;

            Assert.Matches("^[0-9a-f]{64}$", first);
            Assert.Equal(first, second);
            Assert.Single(directory.GetFiles());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static DemoOptions Read(string environment, params (string Key, string? Value)[] settings) =>
        DemoOptions.From(Configuration(settings), new Place(environment));

    private static IConfiguration Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "ShopSupport";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using ShopSupport.App.Demo;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Tests.Simulator.Demo;

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
            var data = new DataOptions { Directory = directory.FullName };
            string MakeSecret()
            {
                var options = Read("Development");
                new ServiceCollection().AddDemo(options, new ShopifyOptions(), data, isShown: true);
                return options.Secret;
            }

            var (first, second) = (MakeSecret(), MakeSecret());

            Assert.Matches("^[0-9a-f]{64}$", first);
            Assert.Equal(first, second);
            Assert.Single(directory.GetFiles());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_secret_that_is_set_signs_only_while_the_demo_is_on()
    {
        Assert.Equal("a secret", Read("Development", ("Demo:Secret", "a secret")).Secret);
        Assert.Equal("", Read("Production", ("Demo:Secret", "a secret")).Secret);
        Assert.Equal("", Read("Development", ("Demo:Secret", "a secret"), ("Shopify:ApiKey", "a-key")).Secret);
    }

    [Fact]
    public void Only_the_process_that_shows_the_demo_shop_fills_it()
    {
        var hidden = new ServiceCollection();
        hidden.AddDemo(new DemoOptions { Enabled = true, Secret = "set" }, new ShopifyOptions(), new DataOptions(), isShown: false);

        Assert.DoesNotContain(hidden, service => service.ServiceType == typeof(DemoSeeder) || service.ServiceType == typeof(IHostedService));
    }

    private static DemoOptions Read(string environment, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
        var reader = new SettingsReader(configuration);
        var options = DemoOptions.Read(reader, new Place(environment), hasKey: !string.IsNullOrEmpty(configuration["Shopify:ApiKey"]));
        reader.ThrowIfWrong();
        return options;
    }

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "ShopSupport";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

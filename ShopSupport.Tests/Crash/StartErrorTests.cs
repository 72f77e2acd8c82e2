using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Crash;

/// <summary>A setting that cannot work ends the program at once, with one sentence that names it.</summary>
public sealed class StartErrorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-start-").FullName;

    public static TheoryData<string, string, string> Settings => new()
    {
        { "Database__ConnectionString", "this is no connection string", "Database:ConnectionString" },
        { "Database__ConnectionString", "Data Source=/no/such/folder/desk.db", "Database:ConnectionString" },
        { "Queue__ConnectionString", "Data Source=/no/such/folder/queue.db", "Queue:ConnectionString" },
        { "Queue__ConnectionString", "this is no connection string", "Queue:ConnectionString" },
        { "Database__Provider", "Oracle", "Database" },
        { "Database__Provider", "SqlServer", "Database:ConnectionString" },
        { "Queue__Provider", "Azure", "Queue:ConnectionString" },
        { "Queue__VisibilitySeconds", "0", "Queue:VisibilitySeconds" },
        { "Host__Roles", "receive,consumer", "Host:Roles" },
        { "Data__Directory", "{file}/below", "Data:Directory" },
        { "OTEL_EXPORTER_OTLP_ENDPOINT", "nowhere", "OTEL_EXPORTER_OTLP_ENDPOINT" },
        { "Secrets__Certificates__0", "bm90IGEgY2VydGlmaWNhdGU=", "Secrets:Certificates" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_setting_that_cannot_work_is_named_in_one_sentence(string name, string value, string named)
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        var settings = Valid();
        settings[name] = value.Replace("{file}", file, StringComparison.Ordinal);

        await AssertEndsAsync("ShopSupport.Webhooks", settings, named);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_by_the_setting_that_is_set()
    {
        var settings = Valid();
        settings["Database__Provider"] = "SqlServer";
        settings["Database__ConnectionString"] = "Server=tcp:127.0.0.1,1;Database=desk;User Id=desk;Password=desk;Connect Timeout=1";

        // The queue comes first, and is in the same database.
        await AssertEndsAsync("ShopSupport.Webhooks", settings, "Database:ConnectionString");
    }

    [Fact]
    public async Task An_Azure_connection_string_that_is_none_is_named()
    {
        var settings = Valid();
        settings["Queue__Provider"] = "Azure";
        settings["Queue__ConnectionString"] = "AccountName=x;AccountKey=not base64!";

        await AssertEndsAsync("ShopSupport.Webhooks", settings, "Queue:ConnectionString");
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await AssertEndsAsync("ShopSupport.Webhooks", Valid(), port, "--urls", $"http://127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_port_in_use_where_the_demos_Shopify_would_listen_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var settings = Valid();
        (settings["Demo__Enabled"], settings["Demo__ShopifyPort"], settings["Host__Roles"]) = ("true", port, "web,receive,consume");
        (settings["DOTNET_ENVIRONMENT"], settings["ASPNETCORE_ENVIRONMENT"]) = ("Development", "Development");

        // The desk's port is taken as well: one sentence is enough.
        await AssertEndsAsync("ShopSupport.App", settings, "Demo:ShopifyPort", "--urls", $"http://127.0.0.1:{port}");
    }

    [Fact]
    public async Task The_demo_cannot_be_switched_on_in_Production()
    {
        var settings = Valid();
        settings["Demo__Enabled"] = "true";

        await AssertEndsAsync("ShopSupport.App", settings, "Demo:Enabled", "--urls", "http://127.0.0.1:0");
    }

    [Fact]
    public async Task All_settings_that_cannot_work_are_named_at_once()
    {
        var settings = Valid();
        settings["Queue__VisibilitySeconds"] = "0";
        settings["Database__Provider"] = "Oracle";
        settings["Host__Roles"] = "receive,consumer";
        settings["Demo__Customers"] = "many";

        await AssertEndsAsync("ShopSupport.App", settings, ["Queue:VisibilitySeconds", "Database:Provider", "'consumer'", "Demo:Customers"]);
    }

    [Theory]
    [InlineData("receive", "Shopify:ApiSecrets")]
    [InlineData("web", "Shopify:ApiKey")]
    [InlineData("web,receive,consume", "Shopify:ApiSecrets", "Shopify:ApiKey")]
    public async Task Production_needs_what_Shopify_is_spoken_to_with(string roles, params string[] named)
    {
        var settings = Valid();
        settings.Remove("Shopify__ApiSecrets__0");
        settings["Host__Roles"] = roles;

        await AssertEndsAsync("ShopSupport.App", settings, named);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await using (var database = new Database(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_folder, "shopsupport.db")}"))
        {
            await Migrator.MigrateAsync(database, Migrator.Main, CancellationToken.None);
            const string Newer = "INSERT INTO migrations (set_name, name) VALUES ('Main', '9999_of_tomorrow.sql')";
            await database.ExecuteAsync(new SqlText(Newer, Newer), null, CancellationToken.None);
        }

        await AssertEndsAsync("ShopSupport.Webhooks", Valid(), "9999_of_tomorrow.sql");
    }

    [Theory]
    [InlineData("ShopSupport.Webhooks")]
    [InlineData("ShopSupport.App")]
    public async Task The_command_migrate_brings_the_tables_and_ends(string program)
    {
        async Task<string> MigrateAsync()
        {
            using var process = HostProcess.Start(program, Valid(), "migrate");
            Assert.Equal(0, await process.EndAsync());
            Assert.Empty(process.Errors);
            return process.Output;
        }

        var (first, second) = (await MigrateAsync(), await MigrateAsync());
        Assert.Contains($"Database: the file {Path.Combine(_folder, "shopsupport.db")}. Applied 0001_shops_and_sync.sql, ", first, StringComparison.Ordinal);
        Assert.Contains($"Queue: the file {Path.Combine(_folder, "queue.db")}.", first, StringComparison.Ordinal);
        Assert.Contains("Data:Directory", first, StringComparison.Ordinal);
        Assert.Contains("Nothing was missing.", second, StringComparison.Ordinal);
        await using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_folder, "shopsupport.db")}");
        Assert.Empty(await database.QueryAsync<long>(new SqlText("SELECT id FROM shops", ""), null, CancellationToken.None));
    }

    [Theory]
    [InlineData("ShopSupport.Webhooks", 0, "Usage:", "--help")]
    [InlineData("ShopSupport.App", 0, "Usage:", "--help")]
    [InlineData("ShopSupport.Webhooks", 0, "Usage:", "migrate", "--help")]
    [InlineData("ShopSupport.Webhooks", 2, "'bogus'", "migrate", "bogus")]
    [InlineData("ShopSupport.App", 2, "'bogus'", "bogus")]
    public async Task A_line_that_asks_for_nothing_that_is_known_starts_nothing(string program, int code, string said, params string[] arguments)
    {
        using var process = HostProcess.Start(program, Valid(), arguments);

        Assert.Equal(code, await process.EndAsync());
        Assert.Contains(said, process.Output + process.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task AssertEndsAsync(string program, Dictionary<string, string> settings, string named, params string[] arguments) =>
        AssertEndsAsync(program, settings, [named], arguments);

    // One sentence for each name, in any order.
    private static async Task AssertEndsAsync(string program, Dictionary<string, string> settings, string[] named, params string[] arguments)
    {
        using var process = HostProcess.Start(program, settings, arguments.Length > 0 ? arguments : ["--urls", "http://127.0.0.1:0"]);

        Assert.Equal(1, await process.EndAsync());

        var sentences = process.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(named.Length, sentences.Length);
        Assert.All(named, name => Assert.Single(sentences, sentence => sentence.Contains(name, StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", process.Output + process.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", process.Output + process.Errors, StringComparison.Ordinal);
    }

    private Dictionary<string, string> Valid() => new(StringComparer.Ordinal)
    {
        ["Data__Directory"] = _folder,
        ["Host__Roles"] = "receive,consume",
        ["Shopify__ApiSecrets__0"] = "secret",
    };
}

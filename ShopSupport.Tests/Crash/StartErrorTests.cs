using System.Globalization;
using System.Net;
using System.Net.Sockets;

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
    public async Task The_demo_cannot_be_switched_on_in_Production()
    {
        var settings = Valid();
        settings["Demo__Enabled"] = "true";

        await AssertEndsAsync("ShopSupport.App", settings, "Demo:Enabled", "--urls", "http://127.0.0.1:0");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task AssertEndsAsync(string program, Dictionary<string, string> settings, string named, params string[] arguments)
    {
        using var process = HostProcess.Start(program, settings, arguments.Length > 0 ? arguments : ["--urls", "http://127.0.0.1:0"]);

        Assert.Equal(1, await process.EndAsync());

        var sentence = Assert.Single(process.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(named, sentence, StringComparison.Ordinal);
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

using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using ShopSupport.Core.Purge;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Hosting;
using ShopSupport.Webhooks.Receive;

namespace ShopSupport.Tests.Deploy;

/// <summary>What <c>infra/azure</c> makes, as far as can be told without Azure.</summary>
public sealed partial class BicepTests
{
    private static readonly Dictionary<string, Type> Sections = new(StringComparer.Ordinal)
    {
        ["Host"] = typeof(HostOptions),
        ["Database"] = typeof(DatabaseOptions),
        ["Queue"] = typeof(QueueOptions),
        ["Data"] = typeof(DataOptions),
        ["Retention"] = typeof(Retention),
        ["Receive"] = typeof(ReceiveOptions),
        ["Shopify"] = typeof(ShopifyOptions),
        ["Secrets"] = typeof(SecretOptions),
    };

    // Read by the runtime, by Azure.Identity and by OpenTelemetry.
    private static readonly string[] OthersSettings = ["ASPNETCORE_ENVIRONMENT", "AZURE_CLIENT_ID", "AZURE_TOKEN_CREDENTIALS", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    [BicepFact]
    public async Task The_files_compile_without_a_warning()
    {
        Assert.Equal("", (await CompiledBicep.MainAsync()).Said);
        var (code, _, errors) = await CompiledBicep.RunAsync("build-params", "main.example.bicepparam", "--stdout");
        Assert.Equal((0, ""), (code, errors));
    }

    [BicepFact]
    public async Task No_secret_has_a_default_and_nothing_has_a_password_or_takes_an_account_key()
    {
        var bicep = await CompiledBicep.MainAsync();

        var secrets = bicep.Parameters().Where(p => p.Value.TryGetProperty("type", out var type) && type.GetString()!.StartsWith("secure", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.False(secret.Value.TryGetProperty("defaultValue", out _), secret.Name));
        Assert.DoesNotMatch(PasswordOrKey(), bicep.Text);
        var account = Assert.Single(bicep.Resources("Microsoft.Storage/storageAccounts")).GetProperty("properties");
        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        var server = Assert.Single(bicep.Resources("Microsoft.Sql/servers")).GetProperty("properties");
        Assert.True(server.GetProperty("administrators").GetProperty("azureADOnlyAuthentication").GetBoolean());
        Assert.DoesNotContain("http://", bicep.Text, StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task Three_apps_of_two_images_have_their_roles_and_what_makes_more_of_them()
    {
        var bicep = await CompiledBicep.MainAsync();

        var apps = new[] { "web", "receive", "consume" }.ToDictionary(role => role, role => bicep.Module(role).GetProperty("parameters"), StringComparer.Ordinal);
        Assert.Equal(3, bicep.Resources("Microsoft.App/containerApps").Count);
        Assert.All(apps, app => Assert.Equal(app.Key, Value(app.Value, "role").GetString()));
        Assert.EndsWith(".app]", Value(apps["web"], "image").GetString(), StringComparison.Ordinal);
        Assert.All(["receive", "consume"], role => Assert.EndsWith(".webhooks]", Value(apps[role], "image").GetString(), StringComparison.Ordinal));
        Assert.All(["web", "receive"], role => Assert.True(
            int.Parse(Value(apps[role], "scaleRules")[0].GetProperty("http").GetProperty("metadata").GetProperty("concurrentRequests").GetString()!, System.Globalization.CultureInfo.InvariantCulture) > 0));
        Assert.Equal([true, true, false], new[] { "web", "receive", "consume" }.Select(role => Value(apps[role], "isPublic").GetBoolean()));
        var rules = Assert.Single(apps["consume"].GetProperty("scaleRules").GetProperty("copy").EnumerateArray());
        Assert.Equal("[length(variables('queueNames'))]", rules.GetProperty("count").GetString());
        var rule = rules.GetProperty("input").GetString()!;
        Assert.Contains("'type', 'azure-queue', 'identity', reference('identities')", rule, StringComparison.Ordinal);
        Assert.DoesNotContain("'auth'", rule, StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task Whoever_receives_has_no_way_to_the_database_and_only_the_job_may_make_tables()
    {
        var bicep = await CompiledBicep.MainAsync();

        string Settings(string module) => bicep.Module(module).GetProperty("parameters").GetProperty("settings").GetProperty("value").GetString()!;
        Assert.DoesNotContain("Database__", Settings("receive"), StringComparison.Ordinal);
        Assert.All(["web", "consume"], module => Assert.Contains("'Database__Migrate', 'value', 'false'", Settings(module), StringComparison.Ordinal));
        Assert.DoesNotContain("Database__Migrate", Settings("migrate"), StringComparison.Ordinal);
        Assert.Contains("outputs.migrate.value.clientId", Settings("migrate"), StringComparison.Ordinal);
        Assert.DoesNotContain("outputs.migrate.", Settings("web") + Settings("receive") + Settings("consume"), StringComparison.Ordinal);
        var job = Assert.Single(bicep.Resources("Microsoft.App/jobs")).GetProperty("properties").GetProperty("template").GetProperty("containers")[0];
        Assert.Equal("migrate", job.GetProperty("args")[0].GetString());
        var users = await File.ReadAllTextAsync(Path.Combine(SourceFile.Root, "infra", "azure", "users.sql"));
        Assert.Equal("desk-migrate", Ddl().Match(users).Groups["who"].Value);
    }

    [BicepFact]
    public async Task Probes_ask_where_the_program_answers()
    {
        var bicep = await CompiledBicep.MainAsync();

        foreach (var app in bicep.Resources("Microsoft.App/containerApps"))
        {
            var probes = app.GetProperty("properties").GetProperty("template").GetProperty("containers")[0].GetProperty("probes").EnumerateArray();
            Assert.Equal(
                [("Startup", "/health/live"), ("Liveness", "/health/live"), ("Readiness", "/health/ready")],
                probes.Select(probe => (probe.GetProperty("type").GetString(), probe.GetProperty("httpGet").GetProperty("path").GetString())));
            // Container Apps takes no more.
            Assert.All(probes, probe => Assert.InRange(probe.GetProperty("failureThreshold").GetInt32(), 1, 10));
        }

        var health = await File.ReadAllTextAsync(Path.Combine(SourceFile.Root, "ShopSupport.Webhooks", "Hosting", "Health.cs"));
        Assert.Contains("MapHealthChecks(\"/health/live\"", health, StringComparison.Ordinal);
        Assert.Contains("MapHealthChecks(\"/health/ready\"", health, StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task Every_setting_is_one_that_the_program_reads()
    {
        var settings = (await CompiledBicep.MainAsync()).Settings().ToList();

        Assert.Contains("Secrets__Certificates__0", settings, StringComparer.Ordinal);
        Assert.All(settings.Except(OthersSettings, StringComparer.Ordinal), setting =>
        {
            var words = setting.Split("__");
            Assert.True(Sections.TryGetValue(words[0], out var options), setting);
            var property = options!.GetProperty(words[1]);
            Assert.True(property?.CanWrite, setting);
            Assert.Equal(words.Length == 3, property!.PropertyType == typeof(IReadOnlyList<string>));
        });
    }

    [BicepFact]
    public async Task The_driver_knows_the_sign_in_that_the_connection_string_asks_for()
    {
        var text = DatabaseText().Match((await CompiledBicep.MainAsync()).Text).Value;

        var builder = new SqlConnectionStringBuilder(DatabaseConnection.Complete(DatabaseProvider.SqlServer, text, "Database:ConnectionString"));

        Assert.Equal(SqlAuthenticationMethod.ActiveDirectoryManagedIdentity, builder.Authentication);
        Assert.NotNull(SqlAuthenticationProvider.GetProvider(builder.Authentication));
        Assert.Equal((true, 30, ""), (!builder.Encrypt.Equals(SqlConnectionEncryptOption.Optional), builder.ConnectTimeout, builder.Password));
    }

    private static JsonElement Value(JsonElement parameters, string name) => parameters.GetProperty(name).GetProperty("value");

    [GeneratedRegex("\"[^\"]*password[^\"]*\"\\s*:|password=|pwd=|listKeys|AccountKey", RegexOptions.IgnoreCase, -1)]
    private static partial Regex PasswordOrKey();

    [GeneratedRegex(@"db_ddladmin ADD MEMBER \[(?<who>[^\]]+)\]", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex Ddl();

    [GeneratedRegex("Server=tcp:[^']+", RegexOptions.None, -1)]
    private static partial Regex DatabaseText();
}

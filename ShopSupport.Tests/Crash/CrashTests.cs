using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Queue.Azure;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Tests.Crash;

/// <summary>
/// Kills the program with SIGKILL at random moments while deliveries come in: what got its 200 is applied, once.
/// The number of kills is 20; another one by
/// <c>SHOPSUPPORT_CRASH_KILLS=200 dotnet test ShopSupport.Tests --filter CrashTests</c>.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class CrashTests(Azurite azurite) : IDisposable
{
    private const string Secret = "a secret for crashes";

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SHOPSUPPORT_CRASH_KILLS") ?? "20", CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-crash-").FullName;

    [Fact]
    public Task Killed_at_any_moment_nothing_is_lost_or_applied_twice_with_a_queue_in_a_table() => SurviveAsync(new(StringComparer.Ordinal));

    [AzuriteFact]
    public Task Killed_at_any_moment_nothing_is_lost_or_applied_twice_with_a_queue_in_Azure() => SurviveAsync(new(StringComparer.Ordinal)
    {
        ["Queue__Provider"] = "Azure",
        ["Queue__ConnectionString"] = azurite.NextAccount(),
    });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task SurviveAsync(Dictionary<string, string> settings)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HostProcess.FreePort()}");
        using var client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(100) };
        settings["Host__Roles"] = "receive,consume";
        settings["Data__Directory"] = _folder;
        settings["Shopify__ApiSecrets__0"] = Secret;
        settings["Queue__VisibilitySeconds"] = "3";
        settings["Logging__LogLevel__Default"] = "Error";
        var sender = new StubbornSender(client, Secret);

        using (var enough = new CancellationTokenSource())
        {
            var sending = sender.RunAsync(connections: 4, enough.Token);
            for (var i = 0; i < Kills; i++)
            {
                using var killed = HostProcess.Start("ShopSupport.Webhooks", settings, "--urls", url);
                await killed.UntilReadyAsync(client);
                await Task.Delay(Random.Shared.Next(0, 500));
                await killed.KillAsync();
            }

            using var last = HostProcess.Start("ShopSupport.Webhooks", settings, "--urls", url);
            await last.UntilReadyAsync(client);
            await enough.CancelAsync();
            await sending;
            await UntilNothingWaitsAsync(client);
            Assert.Equal(0, await last.StopAsync());
        }

        await AssertAppliedOnceAsync(sender);
    }

    private static async Task UntilNothingWaitsAsync(HttpClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await AskAsync(client, patience.Token) is var sync && sync.GetProperty("queued").GetInt64() > 0)
        {
            Assert.False(patience.IsCancellationRequested, $"Something waits for ever: {sync}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, CancellationToken cancel)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, TotalsEndpoint.Path);
        question.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(TotalsEndpoint.Signed, Secret));
        using var answer = await client.SendAsync(question, cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
    }

    private async Task AssertAppliedOnceAsync(StubbornSender sender)
    {
        await using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_folder, "shopsupport.db")}");
        async Task<long> CountAsync(string sql) => await database.FindAsync<long>(new SqlText(sql, sql), null, CancellationToken.None);
        var sent = sender.Answered.Count;
        var messages = sender.Answered.Values.Count(topic => topic.StartsWith("desk/", StringComparison.Ordinal));
        Assert.True(sent > Kills * 5, $"Only {sent} deliveries were taken.");

        const string ListIds = "SELECT webhook_id FROM deliveries WHERE outcome = 'applied'";
        var applied = await database.QueryAsync<string>(new SqlText(ListIds, ListIds), null, CancellationToken.None);
        Assert.Equal(sender.Answered.Keys.Order(StringComparer.Ordinal), applied.Order(StringComparer.Ordinal));
        Assert.Equal(sent, await CountAsync("SELECT SUM(total) FROM delivery_totals WHERE outcome = 'applied'"));
        Assert.InRange(
            await CountAsync("SELECT COALESCE(SUM(total), 0) FROM delivery_totals WHERE outcome = 'duplicate'"),
            sender.Repeats,
            sender.Repeats + sender.Unanswered);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM deliveries WHERE outcome <> 'applied'"));
        Assert.Equal(sent - messages, await CountAsync("SELECT COUNT(*) FROM orders"));
        Assert.Equal(2 * (sent - messages), await CountAsync("SELECT COUNT(*) FROM order_lines"));
        Assert.Equal(messages, await CountAsync("SELECT COUNT(*) FROM messages"));
        Assert.Equal(Math.Min(messages, 10), await CountAsync("SELECT COUNT(*) FROM conversations"));
        Assert.Equal(0, await CountAsync("SELECT MAX(s.last_event_seq) - COUNT(e.seq) FROM shops s JOIN shop_events e ON e.shop_id = s.id"));
    }
}

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Queue.Azure;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Hosting;
using Xunit.Abstractions;

namespace ShopSupport.Tests.Crash;

/// <summary>
/// Kills the program with SIGKILL at random moments while deliveries come in: what got its 200 is applied, once.
/// The number of kills is 20; another one, or the moments of an earlier run, by
/// <c>SHOPSUPPORT_CRASH_KILLS=200 SHOPSUPPORT_CRASH_SEED=7 dotnet test ShopSupport.Tests --filter CrashTests</c>.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class CrashTests(Azurite azurite, ITestOutputHelper output) : IDisposable
{
    private const string Secret = "a secret for crashes";

    private static readonly int Kills = Number("SHOPSUPPORT_CRASH_KILLS") ?? 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-crash-").FullName;
    private readonly int _seed = Number("SHOPSUPPORT_CRASH_SEED") ?? Random.Shared.Next();

    [Fact]
    public Task Killed_at_any_moment_nothing_is_lost_or_applied_twice_with_a_queue_in_a_table() => SurviveAsync(new(StringComparer.Ordinal));

    [AzuriteFact]
    public Task Killed_at_any_moment_nothing_is_lost_or_applied_twice_with_a_queue_in_Azure() => SurviveAsync(new(StringComparer.Ordinal)
    {
        ["Queue__Provider"] = "Azure",
        ["Queue__ConnectionString"] = azurite.NextAccount(),
    });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Waits until the queue is empty.</summary>
    internal static Task UntilNothingWaitsAsync(HttpClient client, string secret)
    {
        var sync = default(JsonElement);
        return Patience.UntilAsync(
            async () =>
            {
                using var question = new HttpRequestMessage(HttpMethod.Get, TotalsEndpoint.Path);
                question.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(TotalsEndpoint.Signed, secret));
                using var answer = await client.SendAsync(question);
                sync = await answer.Content.ReadFromJsonAsync<JsonElement>();
                return sync.GetProperty("queued").GetInt64() == 0;
            },
            () => $"nothing waits: {sync}");
    }

    internal static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private async Task SurviveAsync(Dictionary<string, string> settings)
    {
        output.WriteLine($"The moments of the kills are those of SHOPSUPPORT_CRASH_SEED={_seed}.");
        var moments = new Random(_seed);
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HostProcess.FreePort()}");
        using var client = new HttpClient { BaseAddress = new Uri(url), Timeout = Patience.Limit };
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
                await Task.Delay(moments.Next(0, 500));
                await killed.KillAsync();
            }

            using var last = HostProcess.Start("ShopSupport.Webhooks", settings, "--urls", url);
            await last.UntilReadyAsync(client);
            await Patience.UntilAsync(() => sender.Answered.Count > Kills * 5, "so many deliveries are taken that the kills met some");
            await enough.CancelAsync();
            await sending;
            await UntilNothingWaitsAsync(client, Secret);
            Assert.Equal(0, await last.StopAsync());
        }

        await AppliedOnce.AssertAsync(Path.Combine(_folder, "shopsupport.db"), replies: 0, sender);
    }
}

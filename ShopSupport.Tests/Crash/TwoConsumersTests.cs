using System.Globalization;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Crash;

/// <summary>Two consuming programs and an agent who replies, at the same time on one database and one queue.</summary>
public sealed class TwoConsumersTests : IDisposable
{
    private const string Secret = "a secret for two";
    private const int Deliveries = 400;
    private const int Replies = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-two-").FullName;

    private string File => Path.Combine(_folder, "shopsupport.db");

    [Fact]
    public async Task Two_consumers_and_a_replying_agent_lose_nothing_and_double_nothing()
    {
        using var first = new HttpClient { BaseAddress = new Uri(NewUrl()), Timeout = Patience.Limit };
        using var second = new HttpClient { BaseAddress = new Uri(NewUrl()), Timeout = Patience.Limit };
        using var one = await StartAsync(first);
        using var two = await StartAsync(second);
        var senders = new[] { new StubbornSender(first, Secret), new StubbornSender(second, Secret, first: 1_000_000) };

        using (var enough = new CancellationTokenSource())
        {
            var sending = senders.Select(sender => sender.RunAsync(connections: 3, enough.Token)).ToList();
            await ReplyAsync();
            await Patience.UntilAsync(() => Array.TrueForAll(senders, sender => sender.Answered.Count >= Deliveries), "enough is sent to both");
            await enough.CancelAsync();
            await Task.WhenAll(sending);
        }

        await CrashTests.UntilNothingWaitsAsync(first, Secret);
        Assert.Equal(0, await one.StopAsync());
        Assert.Equal(0, await two.StopAsync());
        await AppliedOnce.AssertAsync(File, Replies, senders);
        await AssertCountsAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string NewUrl() => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HostProcess.FreePort()}");

    private async Task<HostProcess> StartAsync(HttpClient client)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Host__Roles"] = "receive,consume",
            ["Data__Directory"] = _folder,
            ["Shopify__ApiSecrets__0"] = Secret,
            ["Logging__LogLevel__Default"] = "Error",
        };
        var process = HostProcess.Start("ShopSupport.Webhooks", settings, "--urls", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        await process.UntilReadyAsync(client);
        return process;
    }

    /// <summary>An agent of a third process answers one conversation after the other, each answer twice.</summary>
    private async Task ReplyAsync()
    {
        await using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={File}");
        var shop = await new ShopStore(database, TimeProvider.System).FindOrAddAsync(StubbornSender.Shop, CancellationToken.None);
        var agent = await new AgentStore(database, TimeProvider.System).FindOrAddAsync(shop, "sato", "佐藤", CancellationToken.None);
        var inbox = new InboxStore(database);
        var conversations = new ConversationStore(database, TimeProvider.System);
        for (var number = 0; number < Replies;)
        {
            var open = (await inbox.ListAsync(shop, InboxView.All, agent.Id, null, 40, CancellationToken.None)).Rows;
            foreach (var row in open.Take(Replies - number))
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"reply-{number++}");
                Assert.NotNull((await PressAsync(() => conversations.ReplyAsync(shop, row.Id, agent.Id, "明日お届けします", key, seen: null, CancellationToken.None))).Message);
                Assert.NotNull((await PressAsync(() => conversations.ReplyAsync(shop, row.Id, agent.Id, "明日お届けします", key, seen: null, CancellationToken.None))).Message);
            }
        }
    }

    // Told that the database is busy, an agent presses the button again.
    private static async Task<Written> PressAsync(Func<Task<Written>> reply)
    {
        while (true)
        {
            try
            {
                return await reply();
            }
            catch (Exception e) when (DatabaseErrors.MeansUnavailable(e))
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>The summary that the views are counted from says what the conversations say.</summary>
    private async Task AssertCountsAsync()
    {
        await using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={File}");
        var shop = await new ShopStore(database, TimeProvider.System).FindOrAddAsync(StubbornSender.Shop, CancellationToken.None);
        const string Find = "SELECT id FROM agents WHERE handle = 'sato'";
        var agent = await database.FindAsync<AgentId>(new SqlText(Find, Find), null, CancellationToken.None);
        async Task<long> CountAsync(string where)
        {
            var sql = $"SELECT COUNT(*) FROM conversations WHERE {where}";
            return await database.FindAsync<long>(new SqlText(sql, sql), new { agent }, CancellationToken.None);
        }

        var counts = await new InboxStore(database).CountAsync(shop, agent, CancellationToken.None);
        Assert.Equal(await CountAsync("status = 'open' AND waiting_since IS NOT NULL"), counts.Waiting);
        Assert.Equal(await CountAsync("status = 'open' AND assignee_id = @agent"), counts.Mine);
        Assert.Equal(await CountAsync("status = 'open' AND assignee_id IS NULL"), counts.Unassigned);
        Assert.Equal(await CountAsync("1 = 1"), counts.All);
    }
}

using System.Net;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Receive;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_names_the_worker_that_fails_and_stays_ready()
    {
        await using var host = await ReceivingHost.StartAsync();
        host.Workers.Failed("Work", 0, "SqlException 208");

        using var answer = await host.Client.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, "Work fails: SqlException 208."), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));

        host.Workers.WentWell("Work", 0);
        Assert.Equal("ready", await host.Client.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task Ready_names_the_feed_of_the_open_screens_while_it_fails()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        await app.SendAsync("orders/create", Payloads.Order());
        await app.UntilAsync("SELECT COUNT(*) FROM orders");
        using var stream = await app.Client.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);

        await app.ExecuteAsync("ALTER TABLE shops RENAME COLUMN last_event_seq TO gone");

        await UntilReadySaysAsync("Telling open screens fails: SqliteException 1/1.");

        await app.ExecuteAsync("ALTER TABLE shops RENAME COLUMN gone TO last_event_seq");
        await UntilReadySaysAsync("ready");

        Task UntilReadySaysAsync(string words) => Patience.UntilAsync(
            async () => string.Equals(await app.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), words, StringComparison.Ordinal), () => words);
    }
}

using System.Net;
using ShopSupport.Tests.Receive;

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
}

using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Queue.Azure;

namespace ShopSupport.Tests.Hosting;

public sealed class TelemetryTests
{
    [Fact]
    public async Task One_trace_goes_from_the_post_through_the_queue_to_the_open_screen()
    {
        await using var app = await TracedApp.StartAsync();

        AssertOneWay(await app.FollowAsync());
    }

    [Fact]
    public async Task Nothing_that_goes_out_holds_what_a_person_is_called_wrote_or_looked_for()
    {
        const string Looked = "Futternapf";
        await using var app = await TracedApp.StartAsync();
        await app.FollowAsync();
        foreach (var path in new[] { $"/stock?q={Looked}", $"/search?q={Looked}", $"/join/{Looked}" })
        {
            using var response = await app.App.Client.GetAsync(new Uri(path, UriKind.Relative));
        }

        var sent = app.SentOut;

        Assert.All(
            ["receive delivery", "queue wait", "apply deliveries", "tell screen", "http.route", "shopsupport.deliveries.handled", "shopsupport.queue.age"],
            word => Assert.Contains(word, sent, StringComparison.Ordinal));
        Assert.All([Looked, "Kanarienvogel", TracedApp.Mail, "kanarie", TracedApp.Words, "Zwitschern", WholeApp.Shop, "url.query", "db.query.text", "INSERT INTO"],
            word => Assert.DoesNotContain(word, sent, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_registered()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);

        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
    }

    internal static void AssertOneWay(List<Activity> spans)
    {
        Activity One(string name) => Assert.Single(spans, span => string.Equals(span.OperationName, name, StringComparison.Ordinal));
        var request = Assert.Single(spans, span => span.Kind is ActivityKind.Server);
        Assert.Equal("POST /webhooks/shopify", request.DisplayName);
        Assert.Equal(request.SpanId, One("receive delivery").ParentSpanId);
        Assert.Equal(One("receive delivery").SpanId, One("queue wait").ParentSpanId);
        Assert.Equal(One("receive delivery").SpanId, One("apply deliveries").ParentSpanId);
        Assert.Equal(One("apply deliveries").SpanId, One("tell screen").ParentSpanId);
        Assert.Equal("desk/message", One("apply deliveries").GetTagItem("shopsupport.topic"));
    }
}

[NeedsAzurite]
[Collection(AzuriteCollection.Name)]
public sealed class AzureTelemetryTests(Azurite azurite)
{
    [AzuriteFact]
    public async Task One_trace_goes_through_the_storage_account_too()
    {
        await using var app = await TracedApp.StartAsync("--Queue:Provider=Azure", $"--Queue:ConnectionString={azurite.NextAccount()}");

        TelemetryTests.AssertOneWay(await app.FollowAsync());
    }
}

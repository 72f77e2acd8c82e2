using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Tests.App;

namespace ShopSupport.Tests.SignIn;

public sealed partial class SignInTests
{
    [Fact]
    public async Task Every_address_asks_who_is_there_unless_it_says_that_anyone_may_come()
    {
        await using var app = await WholeApp.StartAsync(isDemo: false);
        var endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var forAnyone = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).ToList();

        Assert.All(forAnyone, endpoint => Assert.Matches("^/?(webhooks/|health/|desk\\.(css|js)$|session-token-bounce$|join/|left$)", endpoint.RoutePattern.RawText));
        var closed = endpoints.Except(forAnyone).ToList();
        Assert.True(closed.Count >= 10);
        foreach (var endpoint in closed)
        {
            var path = "/" + Place().Replace(endpoint.RoutePattern.RawText!, "1").TrimStart('/');
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                using var response = await app.Client.SendAsync(request);
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} answered {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task That_somebody_unknown_asked_is_no_news()
    {
        await using var app = await WholeApp.StartAsync(isDemo: false);

        using var response = await app.Client.GetAsync(new Uri("/inbox", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.NotEmpty(app.Logs);
        Assert.DoesNotContain(app.Logs, line => line.Contains("challenged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_needs_nobody_answers_without_anybody()
    {
        await using var app = await WholeApp.StartAsync(isDemo: false);

        foreach (var path in new[] { "/health/live", "/health/ready", "/desk.css" })
        {
            using var response = await app.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await app.SendAsync("orders/create", "{}");
    }

    [Theory]
    [InlineData("ja", "高木", "Kate")]
    [InlineData("en", "Kate", "高木")]
    [InlineData("EN", "Kate", "高木")]
    [InlineData(null, "高木", "Kate")]
    public async Task The_demos_agent_has_a_name_in_the_demos_language(string? language, string name, string other)
    {
        await using var desk = await DeskHost.StartAsync(language: language);

        var (status, body) = await desk.GetAsync("/inbox");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains($"</span>{name}</p>", body, StringComparison.Ordinal);
        Assert.DoesNotContain(other, body, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}

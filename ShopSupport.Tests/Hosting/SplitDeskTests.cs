using System.Globalization;
using System.Net;
using System.Text;
using ShopSupport.Core.Shopify;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Crash;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Hosting;

/// <summary>Receivers beside a desk of their own process, over one data directory.</summary>
public sealed class SplitDeskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-split-").FullName;

    [Fact]
    public async Task A_receiver_beside_the_desk_takes_what_the_demos_secret_signed()
    {
        var secret = DemoSecret.ReadOrMake(_folder);
        using var client = new HttpClient
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HostProcess.FreePort()}")),
            Timeout = Patience.Limit,
        };
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["Data__Directory"] = _folder,
            ["Host__Roles"] = "receive",
            ["Shopify__ApiSecrets__0"] = secret,
        };
        using var receiver = HostProcess.Start("ShopSupport.Webhooks", settings, "--urls", client.BaseAddress.GetLeftPart(UriPartial.Authority));
        await receiver.UntilReadyAsync(client);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(client, secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(client, "another secret"));
        Assert.Equal(0, await receiver.StopAsync());
        Assert.Empty(Directory.GetFiles(_folder, "shopsupport.db"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string secret)
    {
        var body = Encoding.UTF8.GetBytes("{}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Topic", "orders/create");
        request.Headers.Add("X-Shopify-Shop-Domain", DemoOptions.ShopDomain);
        request.Headers.Add("X-Shopify-Webhook-Id", Guid.NewGuid().ToString());
        request.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(body, secret));
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}

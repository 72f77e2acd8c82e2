using System.Net;
using System.Text;
using System.Text.Json;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Receive.ReceivingHost;

namespace ShopSupport.Tests.Receive;

public sealed class ShopifyEndpointTests
{
    private const string Vectors = "hmac-vectors__goshopify.json";

    [Fact]
    public async Task A_signed_delivery_is_held_byte_by_byte_with_its_words_before_the_200()
    {
        await using var host = await StartAsync();
        var body = "{\r\n  \"note\": \"\\u6d77\\u5916 \\/ 海外\",\n\t\"id\":9007199254740993 }\r\n"u8.ToArray();

        Assert.Equal((HttpStatusCode.OK, ""), await host.SendAsync(Request(body)));

        var held = Assert.Single(await host.QueuedAsync());
        Assert.Equal(body, held.Body.ToArray());
        Assert.Equal(
            (Shop, "orders/create", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043", "event-1", "2026-10"),
            (held.ShopDomain, held.Topic, held.WebhookId, held.EventId, held.ApiVersion));
        Assert.Equal(new DateTimeOffset(2026, 10, 20, 12, 0, 0, 123, TimeSpan.Zero), held.TriggeredAt!.Value, TimeSpan.FromMilliseconds(1));
        Assert.False(held.IsRetry);
    }

    [Fact]
    public async Task A_body_of_only_an_id_and_headers_of_the_other_family_are_taken()
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(Request("{\"id\":9007199254740993}"u8.ToArray(), family: "shopify-"))).Status);

        Assert.Equal(Shop, Assert.Single(await host.QueuedAsync()).ShopDomain);
    }

    [Fact]
    public async Task Every_configured_secret_is_accepted_and_no_other()
    {
        await using var host = await StartAsync(["new secret", "old secret ひみつ"]);
        var body = "{}"u8.ToArray();

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(Request(body, secret: "new secret"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(Request(body, secret: "old secret ひみつ"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(Request(body, secret: "older secret"))).Status);
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_accepted()
    {
        await using var host = await StartAsync(secrets: [], settings: "--environment=Development");
        var body = "{}"u8.ToArray();

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(Request(body))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(Request(body, WebhookSignature.Sign(body, "")))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("example")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=AAAA")]
    [InlineData("%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%=")]
    public async Task A_signature_that_does_not_fit_is_refused_and_nothing_is_kept(string signature)
    {
        await using var host = await StartAsync();

        var (status, text) = await host.SendAsync(Request("{}"u8.ToArray(), signature));

        Assert.Equal((HttpStatusCode.Unauthorized, "The signature is absent or does not fit the body."), (status, text));
        Assert.Empty(await host.QueuedAsync());
    }

    [Theory]
    [InlineData("X-Shopify-Topic", null)]
    [InlineData("X-Shopify-Topic", 101)]
    [InlineData("X-Shopify-Shop-Domain", null)]
    [InlineData("X-Shopify-Webhook-Id", null)]
    [InlineData("X-Shopify-Webhook-Id", 101)]
    public async Task A_delivery_without_a_header_is_refused_by_its_name(string header, int? length)
    {
        await using var host = await StartAsync();
        var request = Request("{}");
        request.Headers.Remove(header);
        if (length is { } characters)
        {
            request.Headers.TryAddWithoutValidation(header, new string('x', characters));
        }

        Assert.Equal((HttpStatusCode.BadRequest, $"The header {header} is missing or cannot be read."), await host.SendAsync(request));
    }

    [Theory]
    [InlineData("tea-and-more.myshopify.com.evil.example")]
    [InlineData("evil.example/tea-and-more.myshopify.com")]
    [InlineData("-tea.myshopify.com")]
    [InlineData("tea_and.myshopify.com")]
    public async Task A_header_that_names_no_shop_is_refused(string domain)
    {
        await using var host = await StartAsync();
        var request = Request("{}");
        request.Headers.Remove("X-Shopify-Shop-Domain");
        request.Headers.TryAddWithoutValidation("X-Shopify-Shop-Domain", domain);

        Assert.Equal(HttpStatusCode.BadRequest, (await host.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("""{"shop_domain":"other.myshopify.com"}""", 401)]
    [InlineData("""{"id":1,"myshopify_domain":"other.myshopify.com"}""", 401)]
    [InlineData("""{"nested":{"a":[1,{"b":2}]},"myshopify_domain":"OTHER.myshopify.com"}""", 401)]
    [InlineData("""{"shop_domain":"Tea-And-More.myshopify.com"}""", 200)]
    [InlineData("""{"order":{"shop_domain":"other.myshopify.com"}}""", 200)]
    [InlineData("""[{"shop_domain":"other.myshopify.com"}]""", 200)]
    [InlineData("""{"shop_domain":"other.example"}""", 200)]
    [InlineData("""{"shop_domain":7,"note":"shop_domain: other.myshopify.com"}""", 200)]
    [InlineData("""{"shop_domain":"\ud800"}""", 200)]
    [InlineData("""{"shop_domain":""", 200)]
    public async Task A_body_that_names_another_shop_is_refused(string body, int status)
    {
        await using var host = await StartAsync();

        Assert.Equal((HttpStatusCode)status, (await host.SendAsync(Request(body))).Status);

        Assert.Equal(status == 200 ? 1 : 0, (await host.QueuedAsync()).Count);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Another_method_is_refused(string method)
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await host.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/webhooks/shopify"))).Status);
    }

    [Fact]
    public async Task Nothing_personal_and_no_secret_gets_into_the_log()
    {
        await using var host = await StartAsync();
        var body = """{"id":1,"email":"aoi@example.jp","note":"海外転勤"}""";

        await host.SendAsync(Request(body));
        await host.SendAsync(Request(Encoding.UTF8.GetBytes(body), "wrong"));
        await host.SendAsync(Request(Encoding.UTF8.GetBytes(body.Replace("id\":1", "shop_domain\":\"other.myshopify.com\"", StringComparison.Ordinal))));

        Assert.Contains(host.Logs, line => line.Contains("refused with 401", StringComparison.Ordinal));
        foreach (var secret in new[] { "aoi@example.jp", "海外転勤", Secret, WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), Secret) })
        {
            Assert.DoesNotContain(host.Logs, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    [PublicPayloadsFact(Vectors)]
    public async Task Public_signatures_hold_and_their_forgeries_do_not()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(PublicPayloadsFactAttribute.Folder!, Vectors)));
        var signature = new WebhookSignature([file.RootElement.GetProperty("secret").GetString()!]);
        var vectors = file.RootElement.GetProperty("vectors").EnumerateArray().ToList();

        Assert.All(vectors, vector => Assert.Equal(
            vector.GetProperty("valid").GetBoolean(),
            signature.Holds(Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!), vector.GetProperty("header").GetString())));
        Assert.True(vectors.Count > 10);
    }

    // RFC 4231, test case 2.
    [Fact]
    public void The_signature_is_the_HMAC_of_the_bytes()
    {
        var (secret, body) = ("Jefe", "what do ya want for nothing?");
        var expected = Convert.ToBase64String(Convert.FromHexString("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));

        Assert.Equal(expected, WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), secret));
        Assert.True(new WebhookSignature(["", "another", secret]).Holds(Encoding.UTF8.GetBytes(body), expected));
    }
}

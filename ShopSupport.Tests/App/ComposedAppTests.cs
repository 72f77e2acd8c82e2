using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Browser;
using ShopSupport.Tests.Crash;
using ShopSupport.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.App;

/// <summary>The program as it is, in a process of its own with files of its own: from the delivery to the screen, and back.</summary>
public sealed partial class ComposedAppTests(DeskBrowser browser) : IClassFixture<DeskBrowser>, IDisposable
{
    private const string Secret = "a secret of the whole";
    private const string Subject = "全体の確認";

    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-composed-").FullName;

    [Fact]
    public async Task A_delivery_reaches_the_page_a_reply_is_saved_and_both_are_told_live()
    {
        using var client = NewClient();
        using var app = await StartAsync(client);
        var page = await client.GetStringAsync(new Uri("/inbox", UriKind.Relative));
        foreach (var asset in Asset().Matches(page).Select(match => match.Groups["path"].Value))
        {
            Assert.Contains("?v=", asset, StringComparison.Ordinal);
            Assert.NotEmpty(await client.GetStringAsync(new Uri(asset, UriKind.Relative)));
        }

        using var list = await client.GetStreamAsync(new Uri($"/events?after={EventNumber().Match(page).Groups["number"].Value}", UriKind.Relative));
        await DeliverAsync(client, "荷物が届きません");
        var conversation = await NextConversationAsync(list);
        var opened = await client.GetStringAsync(new Uri($"/inbox/{conversation}", UriKind.Relative));
        Assert.Contains("荷物が届きません", opened, StringComparison.Ordinal);

        using var stream = await client.GetStreamAsync(new Uri(
            $"/events?after={EventNumber().Match(opened).Groups["number"].Value}&shows=conversation:{conversation}", UriKind.Relative));
        using var form = new FormUrlEncodedContent(
            [new("kind", "reply"), new("text", "すぐにお調べします"), new("key", MessageKey().Match(opened).Groups["key"].Value)]);
        using var saved = await client.PostAsync(new Uri($"/inbox/{conversation}/messages", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);

        Assert.Equal(conversation, await NextConversationAsync(stream));
        Assert.Contains(
            "すぐにお調べします", await client.GetStringAsync(new Uri($"/inbox/{conversation}/thread", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(0, await app.StopAsync());
        Assert.Equal("", app.Errors);
    }

    [BrowserFact]
    public async Task A_delivery_appears_on_an_open_screen_by_itself()
    {
        using var client = NewClient();
        using var app = await StartAsync(client);
        var page = await browser.OpenAsync(new Uri(client.BaseAddress!, "/inbox"));

        await DeliverAsync(client, "荷物が届きません");
        await page.Locator("#rows .subject", new() { HasText = Subject }).ClickAsync();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(Subject);
        await DeliverAsync(client, "もう届きました");

        await Expect(page.Locator("#thread")).ToContainTextAsync("もう届きました");
        await browser.CloseAsync(page);
        Assert.Equal(0, await app.StopAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static HttpClient NewClient() => new()
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HostProcess.FreePort()}")),
        Timeout = Patience.Limit,
    };

    /// <summary>Starts it with a demo shop of a few people, and waits until that is complete: only the demo signs anybody in.</summary>
    private async Task<HostProcess> StartAsync(HttpClient client)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["Data__Directory"] = _folder,
            ["Demo__Customers"] = "5",
            ["Demo__Orders"] = "5",
            ["Demo__Conversations"] = "3",
            ["Shopify__ApiSecrets__0"] = Secret,
            ["Logging__LogLevel__Default"] = "Warning",
        };
        var app = HostProcess.Start(
            "ShopSupport.App", settings, "--contentRoot", DeskHost.AppFolder(), "--urls", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        await app.UntilReadyAsync(client);
        await Patience.UntilAsync(
            async () =>
            {
                using var answer = await client.GetAsync(new Uri("/inbox?view=all", UriKind.Relative));
                return answer.IsSuccessStatusCode && Row().Count(await answer.Content.ReadAsStringAsync()) == 3;
            },
            () => $"the demo shop is there: {app.Output}");
        await CrashTests.UntilNothingWaitsAsync(client, Secret);
        return app;
    }

    private static async Task DeliverAsync(HttpClient client, string text)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new ChannelMessage
            {
                Kind = MessageKind.Customer,
                Channel = Channel.Mail,
                ThreadKey = "composed",
                MessageKey = text,
                Subject = Subject,
                Text = text,
                SentAt = TimeProvider.System.GetUtcNow(),
                Customer = new ChannelPerson("全 体", "zentai@example.jp"),
            },
            ChannelMessage.Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Topic", ChannelMessage.Topic);
        request.Headers.Add("X-Shopify-Shop-Domain", "demo-shop.myshopify.com");
        request.Headers.Add("X-Shopify-Webhook-Id", Guid.NewGuid().ToString());
        request.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(body, Secret));
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Reads on until the stream tells of a conversation; gives its id.</summary>
    private static async Task<string> NextConversationAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        while (true)
        {
            var line = await reader.ReadLineAsync().WaitAsync(Patience.Limit) ?? throw new EndOfStreamException();
            if (line.StartsWith("data: {\"kind\":\"conversation\"", StringComparison.Ordinal))
            {
                return JsonDocument.Parse(line[6..]).RootElement.GetProperty("conversation").GetString()!;
            }
        }
    }

    [GeneratedRegex("(src|href)=\"(?<path>/(css|js|lib|img)/[^\"]+)\"", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex Asset();

    [GeneratedRegex("data-events=\"(?<number>[0-9]+)\"", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex EventNumber();

    [GeneratedRegex("name=\"key\" value=\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex MessageKey();

    [GeneratedRegex("<li id=\"row-", RegexOptions.None, -1)]
    private static partial Regex Row();
}

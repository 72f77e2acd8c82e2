using System.Net;
using System.Net.Sockets;
using System.Text;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Receive.ReceivingHost;

namespace ShopSupport.Tests.Receive;

/// <summary>Senders who announce much and send little. Alone, since memory is counted for the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class SilentSenderTests
{
    private const int TenMegabytes = 10 * 1024 * 1024;

    [Fact]
    public async Task Five_hundred_who_announce_ten_megabytes_and_fall_silent_cost_next_to_nothing()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Request("{\"id\":1}"));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var silent = new List<Silent>();
        for (var i = 0; i < 500; i++)
        {
            silent.Add(await Silent.ConnectAsync(host, $"Content-Length: {TenMegabytes}\r\nExpect: 100-continue"));
        }

        foreach (var sender in silent)
        {
            // The server says so when it begins to read the body.
            Assert.Equal("HTTP/1.1 100 Continue", await sender.ReadLineAsync());
        }

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 50_000_000);
        Assert.Equal(0, host.Budget.Held);
        silent.ForEach(sender => sender.Dispose());
    }

    [Theory]
    [InlineData("X-Shopify-Hmac-Sha256", null, "HTTP/1.1 401 Unauthorized")]
    [InlineData("X-Shopify-Hmac-Sha256", "short", "HTTP/1.1 401 Unauthorized")]
    [InlineData("X-Shopify-Hmac-Sha256", "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%=", "HTTP/1.1 401 Unauthorized")]
    [InlineData("X-Shopify-Topic", null, "HTTP/1.1 400 Bad Request")]
    [InlineData("X-Shopify-Shop-Domain", "elsewhere.example", "HTTP/1.1 400 Bad Request")]
    [InlineData("X-Shopify-Webhook-Id", null, "HTTP/1.1 400 Bad Request")]
    public async Task What_the_headers_give_away_is_refused_before_a_byte_of_the_body_came(string header, string? value, string expected)
    {
        await using var host = await StartAsync();
        using var sender = await Silent.ConnectAsync(host, $"Content-Length: {TenMegabytes}\r\nExpect: 100-continue", header, value);

        Assert.Equal(expected, await sender.ReadLineAsync());
    }

    [Fact]
    public async Task Bodies_beyond_the_budget_are_told_to_come_again_and_find_room_later()
    {
        await using var host = await StartAsync(settings: "--Receive:MaxBodyMegabytes=32");
        var body = Encoding.UTF8.GetBytes("{\"id\":1}" + new string(' ', 7_000_000));
        var slow = new List<Silent>();
        for (var i = 0; i < 3; i++)
        {
            slow.Add(await Silent.ConnectAsync(host, $"Content-Length: {TenMegabytes}"));
            await slow[i].WriteAsync(new byte[9_000_000]);
        }

        await Patience.UntilAsync(() => host.Budget.Held >= 27_000_000, "all three arrived");

        using (var answer = await host.Client.SendAsync(Request(body)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("10", answer.Headers.GetValues("Retry-After").Single());
            Assert.Equal("Too much is coming in now; send it again.", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(Request("{\"id\":2}"))).Status);
        slow.ForEach(sender => sender.Dispose());
        await Patience.UntilAsync(() => host.Budget.Held == 0, "the room is given back");
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(Request(body))).Status);
        Assert.Equal(0, host.Budget.Held);
    }

    [Fact]
    public async Task A_connection_too_many_is_closed()
    {
        await using var host = await StartAsync(settings: "--Receive:MaxConnections=2");
        using var first = await Silent.ConnectAsync(host, "Content-Length: 8\r\nExpect: 100-continue");
        using var second = await Silent.ConnectAsync(host, "Content-Length: 8\r\nExpect: 100-continue");
        Assert.Equal("HTTP/1.1 100 Continue", await first.ReadLineAsync());
        Assert.Equal("HTTP/1.1 100 Continue", await second.ReadLineAsync());

        using var third = await Silent.ConnectAsync(host, "Content-Length: 8\r\nExpect: 100-continue");

        Assert.Null(await third.ReadLineAsync());
    }

    [Theory]
    [InlineData("Receive:MaxConnections", "0")]
    [InlineData("Receive:MaxConnections", "many")]
    [InlineData("Receive:MaxBodyMegabytes", "31")]
    public async Task A_limit_that_cannot_work_is_named(string setting, string value)
    {
        var error = await Assert.ThrowsAsync<SettingException>(() => StartAsync(settings: $"--{setting}={value}"));

        Assert.StartsWith($"{setting} ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData(16 * 1024 + 1)]
    [InlineData(300_000)]
    public async Task A_body_that_comes_in_pieces_is_put_together_byte_by_byte(int length)
    {
        await using var host = await StartAsync();
        var body = new byte[length];
        Random.Shared.NextBytes(body);
        using (var sender = await Silent.ConnectAsync(host, $"Content-Length: {length}", "X-Shopify-Hmac-Sha256", WebhookSignature.Sign(body, Secret)))
        {
            foreach (var piece in body.Chunk(7000))
            {
                await sender.WriteAsync(piece);
            }

            Assert.Equal("HTTP/1.1 200 OK", await sender.ReadLineAsync());
        }

        Assert.Equal(body, Assert.Single(await host.QueuedAsync()).Body.ToArray());
    }

    private sealed class Silent(TcpClient socket) : IDisposable
    {
        public static async Task<Silent> ConnectAsync(ReceivingHost host, string more, string? header = null, string? value = null)
        {
            var headers = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["X-Shopify-Topic"] = "orders/create",
                ["X-Shopify-Shop-Domain"] = Shop,
                ["X-Shopify-Webhook-Id"] = "1",
                ["X-Shopify-Hmac-Sha256"] = WebhookSignature.Sign("{}"u8, Secret),
            };
            if (header is not null)
            {
                headers[header] = value;
            }

            var lines = headers.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}: {pair.Value}\r\n");
            var silent = new Silent(new TcpClient());
            await silent.OpenAsync(host.Client.BaseAddress!.Port, $"POST /webhooks/shopify HTTP/1.1\r\nHost: localhost\r\n{string.Concat(lines)}{more}\r\n\r\n");
            return silent;
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => socket.GetStream().WriteAsync(bytes);

        /// <summary>The next line of the answer; null when the server hung up.</summary>
        public async Task<string?> ReadLineAsync()
        {
            using var reader = new StreamReader(socket.GetStream(), Encoding.ASCII, leaveOpen: true);
            try
            {
                return await reader.ReadLineAsync();
            }
            catch (IOException)
            {
                return null;
            }
        }

        public void Dispose() => socket.Dispose();

        private async Task OpenAsync(int port, string head)
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            try
            {
                await WriteAsync(Encoding.ASCII.GetBytes(head));
            }
            catch (IOException)
            {
                // Closed at once; reading says so.
            }
        }
    }
}

/// <summary>Tests that run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

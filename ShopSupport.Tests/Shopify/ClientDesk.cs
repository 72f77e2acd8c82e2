using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Shopify;

/// <summary>The client over a Shopify that answers what a test says; its pauses pass as fast as they are asked for.</summary>
internal sealed class ClientDesk : IAsyncDisposable
{
    public static readonly ShopifyDocument Question = ShopifyDocument.Of("Orders", "# mutation\nquery Orders($id: ID!) { order(id: $id) { id name } }");
    public static readonly ShopifyDocument Change = ShopifyDocument.Of("Cancel", "mutation Cancel($id: ID!) { orderCancel(orderId: $id) { job { id } orderCancelUserErrors { code message field } } }");
    public static readonly ShopifyDocument KeyedChange = ShopifyDocument.Of("Refund", "mutation Refund($key: String!) { refundCreate(input: {}) @idempotent(key: $key) { refund { id } userErrors { message field } } }");

    private readonly ListLogs _logs = new();

    private ClientDesk(AccessDesk access)
    {
        Access = access;
        var logs = LoggerFactory.Create(logging => logging.AddProvider(_logs).SetMinimumLevel(LogLevel.Trace));
        Client = new ShopifyClient(
            new ShopifyWire(access.Shopify, access.Options, Clock), access.NewProcess(), Clock, logs.CreateLogger<ShopifyClient>());
    }

    public AccessDesk Access { get; }

    public FakeShopify Shopify => Access.Shopify;

    public FakeTimeProvider Clock { get; } = new(TestClock.Start);

    public ShopifyClient Client { get; }

    public IEnumerable<string> Logs => _logs.Lines;

    public static async Task<ClientDesk> OpenAsync(bool isInstalled = true)
    {
        var access = await AccessDesk.OpenAsync(DatabaseProvider.Sqlite);
        if (isInstalled)
        {
            await access.EnterAsync(access.NewProcess());
        }

        return new ClientDesk(access);
    }

    public Task<ShopifyAnswer<Answered>> AskAsync(ShopifyDocument document, Lane lane = Lane.Message, object? variables = null, CancellationToken cancel = default) =>
        PassAsync(Client.AskAsync<Answered>(Access.ShopId, document, variables, lane, cancel));

    /// <summary>Lets time pass until something has happened.</summary>
    public async Task<T> PassAsync<T>(Task<T> task)
    {
        await Patience.UntilAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(task.IsCompleted ? 0 : 50));
                return task.IsCompleted;
            },
            "an answer");
        return await task;
    }

    /// <summary>What Shopify answers, one after the other; the last one for ever.</summary>
    public void Says(params Func<HttpResponseMessage>[] answers)
    {
        var next = -1;
        Shopify.Answer = (_, _) => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)]();
    }

    public static Func<HttpResponseMessage> Body(string json) => () => FakeShopify.Json(JsonNode.Parse(json)!);

    public static Func<HttpResponseMessage> Status(HttpStatusCode status) => () => new HttpResponseMessage(status) { Content = new StringContent("<html>nothing</html>") };

    public static Func<HttpResponseMessage> Breaks(HttpRequestError error) => () => throw new HttpRequestException(error, "broken");

    public static Func<HttpResponseMessage> Throttled(int available, int requested = 100) => Body($$$$"""
        {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{"requestedQueryCost":{{{{requested}}}},"actualQueryCost":null,
         "throttleStatus":{"maximumAvailable":2000.0,"currentlyAvailable":{{{{available}}}},"restoreRate":100.0} } } }
        """);

    public ValueTask DisposeAsync() => Access.DisposeAsync();

    public sealed record Answered
    {
        public OrderRow? Order { get; init; }

        public CancelRow? OrderCancel { get; init; }
    }

    public sealed record OrderRow
    {
        public Gid Id { get; init; }

        public string? Name { get; init; }

        public Standing DisplayFulfillmentStatus { get; init; }
    }

    public sealed record CancelRow
    {
        public object? Job { get; init; }
    }

    public enum Standing
    {
        Unknown,
        PartiallyFulfilled,
    }
}

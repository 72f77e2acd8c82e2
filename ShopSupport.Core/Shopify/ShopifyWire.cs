using System.Net.Http.Json;
using System.Text.Json;
using Polly;
using Polly.Retry;

namespace ShopSupport.Core.Shopify;

/// <summary>Sends one document over HTTP, and again where that can do no harm: a question, or a change under a key.</summary>
public sealed class ShopifyWire
{
    private const int MoreTries = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHttpClientFactory _http;
    private readonly ShopifyOptions _options;
    private readonly ResiliencePipeline<ShopifyReply> _again;

    /// <param name="http">Makes the client.</param>
    /// <param name="options">Where Shopify is.</param>
    /// <param name="clock">What pauses are measured by.</param>
    public ShopifyWire(IHttpClientFactory http, ShopifyOptions options, TimeProvider clock)
    {
        (_http, _options) = (http, options);
        _again = new ResiliencePipelineBuilder<ShopifyReply> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<ShopifyReply>
            {
                ShouldHandle = new PredicateBuilder<ShopifyReply>().HandleResult(reply => reply.IsPassing),
                MaxRetryAttempts = MoreTries,
                Delay = FirstPause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    internal async Task<ShopifyReply> SendAsync(AccessAnswer access, ShopifyDocument document, object? variables, CancellationToken cancel) => document.MayRepeat
        ? await _again.ExecuteAsync(async token => await SendOnceAsync(access, document, variables, token), cancel)
        : await SendOnceAsync(access, document, variables, cancel);

    private async Task<ShopifyReply> SendOnceAsync(AccessAnswer access, ShopifyDocument document, object? variables, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var client = _http.CreateClient(ShopifyOptions.HttpClient);
            using var request = new HttpRequestMessage(HttpMethod.Post, _options.Address(access.ShopDomain, $"/admin/api/{ShopifyOptions.ApiVersion}/graphql.json"));
            request.Headers.Add("X-Shopify-Access-Token", access.Token);
            request.Content = JsonContent.Create(new { query = document.Text, variables }, options: ShopifyJson.Options);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await ReadAsync(response, document, patience.Token);
        }
        catch (HttpRequestException e)
        {
            // Without a connection nothing was sent.
            var isUnsent = e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;
            return new ShopifyReply { MayHaveArrived = !isUnsent };
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new ShopifyReply { MayHaveArrived = true };
        }
    }

    private static async Task<ShopifyReply> ReadAsync(HttpResponseMessage response, ShopifyDocument document, CancellationToken cancel)
    {
        var reply = ShopifyReply.Read(response.StatusCode, await BodyAsync(response, cancel), document.IsChange);
        return reply with
        {
            RequestId = response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.First() : null,
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    // An error page of something in between is no JSON; the status says what is to be known.
    private static async Task<JsonElement?> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonElement>(await response.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>How often and how long a call to the storage account is tried. A webhook's answer is due within five seconds.</summary>
internal sealed class StorageClientOptions : ClientOptions
{
    public StorageClientOptions()
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = 2;
        Retry.Delay = TimeSpan.FromMilliseconds(150);
        Retry.MaxDelay = TimeSpan.FromSeconds(1);
        Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        Diagnostics.IsLoggingContentEnabled = false;
        Diagnostics.IsTelemetryEnabled = false;
    }
}

/// <summary>What all calls to the storage account share: authentication, retries, the protocol's version, errors.</summary>
internal static class StoragePipeline
{
    private const string Version = "2024-11-04";

    public static HttpPipeline Build(StorageConnection connection, StorageClientOptions options)
    {
        var parts = new HttpPipelineOptions(options) { RequestFailedDetailsParser = new FailureParser() };
        parts.PerRetryPolicies.Add(connection.Authentication);
        return HttpPipelineBuilder.Build(parts);
    }

    public static HttpMessage Message(this HttpPipeline pipeline, RequestMethod method, Uri url)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(url);
        message.Request.Headers.Add("x-ms-version", Version);
        return message;
    }

    /// <summary>Sends, and throws unless the answer is a success or one of <paramref name="accepted"/>.</summary>
    /// <exception cref="RequestFailedException">The storage account refused, or cannot be reached.</exception>
    public static async Task<Response> SendAsync(
        this HttpPipeline pipeline, HttpMessage message, Func<Response, bool>? accepted, CancellationToken cancel)
    {
        await pipeline.SendAsync(message, cancel);
        var response = message.Response;
        return response.IsError && accepted?.Invoke(response) != true ? throw new RequestFailedException(response) : response;
    }

    /// <summary>The storage account's own word for what went wrong, for example <c>QueueNotFound</c>.</summary>
    public static string? ErrorCode(this Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : null;

    // The code comes as a header; the body is XML, and Azure.Core reads only JSON by itself.
    private sealed class FailureParser : RequestFailedDetailsParser
    {
        public override bool TryParse(Response response, [NotNullWhen(true)] out ResponseError? error, out IDictionary<string, string>? data)
        {
            data = null;
            error = new ResponseError(response.ErrorCode() ?? CodeInBody(response), response.ReasonPhrase);
            return true;
        }

        private static string? CodeInBody(Response response)
        {
            try
            {
                return response.ContentStream is { CanSeek: true } ? XDocument.Parse(response.Content.ToString()).Root?.Element("Code")?.Value : null;
            }
            catch (XmlException)
            {
                return null;
            }
        }
    }
}

using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Queue.Azure;

namespace ShopSupport.Tests.Queue.Azure;

/// <summary>A storage account that answers as a test says, without a network: for failures no real server can be asked for.</summary>
internal sealed class FakeStorage(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private const string Anywhere = "AccountName=acct;AccountKey=a2V5";

    public AzureQueue Queue(StorageConnection? connection = null)
    {
        var options = new StorageClientOptions { Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false)) };
        options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(200);
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new AzureQueue(connection ?? StorageConnection.Parse(Anywhere), options, TimeProvider.System, NullLogger<AzureQueue>.Instance);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(request, cancellationToken);
}

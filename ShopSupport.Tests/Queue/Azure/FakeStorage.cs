using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Queue.Azure;

namespace ShopSupport.Tests.Queue.Azure;

/// <summary>A storage account that answers as a test says, without a network: for failures no real server can be asked for.</summary>
internal sealed class FakeStorage(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private const string Anywhere = "AccountName=acct;AccountKey=a2V5";

    public AzureQueue Queue(string connection = Anywhere, TokenCredential? credential = null) =>
        new(StorageConnection.Parse(connection, Adapt, credential), TimeProvider.System, NullLogger<AzureQueue>.Instance);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(request, cancellationToken);

    private void Adapt(ClientOptions options)
    {
        options.Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false));
        options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(200);
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
    }
}

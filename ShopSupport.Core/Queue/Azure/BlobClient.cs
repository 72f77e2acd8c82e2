using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>
/// One blob, with the names of <c>Azure.Storage.Blobs.BlobClient</c>, which can take its place:
/// https://learn.microsoft.com/rest/api/storageservices/operations-on-blobs
/// </summary>
internal sealed class BlobClient(Uri url, HttpPipeline pipeline)
{
    public async Task<Response> UploadAsync(BinaryData content, CancellationToken cancel)
    {
        using var message = pipeline.Message(RequestMethod.Put, url);
        message.Request.Headers.Add("x-ms-blob-type", "BlockBlob");
        message.Request.Headers.Add("Content-Type", "application/octet-stream");
        message.Request.Content = RequestContent.Create(content);
        return await pipeline.SendAsync(message, accepted: null, cancel);
    }

    /// <exception cref="RequestFailedException">Status 404: there is no such blob.</exception>
    public async Task<Response<BinaryData>> DownloadContentAsync(CancellationToken cancel)
    {
        using var message = pipeline.Message(RequestMethod.Get, url);
        var response = await pipeline.SendAsync(message, accepted: null, cancel);
        return Response.FromValue(response.Content, response);
    }

    public async Task<Response<bool>> DeleteIfExistsAsync(CancellationToken cancel)
    {
        using var message = pipeline.Message(RequestMethod.Delete, url);
        var response = await pipeline.SendAsync(message, r => r.Status == 404, cancel);
        return Response.FromValue(response.Status != 404, response);
    }
}

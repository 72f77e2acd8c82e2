using System.Globalization;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>A blob of a container's list.</summary>
internal sealed record BlobItem(string Name, DateTimeOffset? LastModified);

/// <summary>One container, with the names of <c>Azure.Storage.Blobs.BlobContainerClient</c>, which can take its place.</summary>
internal sealed class BlobContainerClient(Uri url, HttpPipeline pipeline)
{
    public BlobClient GetBlobClient(string name) => new(new Uri($"{url.AbsoluteUri}/{name}"), pipeline);

    public async Task<Response> CreateIfNotExistsAsync(CancellationToken cancel)
    {
        using var message = pipeline.Message(RequestMethod.Put, new Uri(url.AbsoluteUri + "?restype=container"));
        return await pipeline.SendAsync(message, r => r.Status == 409 && r.ErrorCode() is "ContainerAlreadyExists", cancel);
    }

    /// <summary>The first page of blobs in the order of their names, at most 1,000.</summary>
    public async Task<Response<BlobItem[]>> GetBlobsAsync(CancellationToken cancel)
    {
        using var message = pipeline.Message(RequestMethod.Get, new Uri(url.AbsoluteUri + "?restype=container&comp=list&maxresults=1000"));
        var response = await pipeline.SendAsync(message, accepted: null, cancel);
        var root = await XDocument.LoadAsync(response.Content.ToStream(), LoadOptions.None, cancel);
        return Response.FromValue<BlobItem[]>(
            [.. root.Descendants("Blob").Select(b => new BlobItem(b.Element("Name")?.Value ?? "", Modified(b)))], response);
    }

    private static DateTimeOffset? Modified(XElement blob) =>
        DateTimeOffset.TryParseExact(
            blob.Element("Properties")?.Element("Last-Modified")?.Value,
            "R",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time) ? time : null;
}

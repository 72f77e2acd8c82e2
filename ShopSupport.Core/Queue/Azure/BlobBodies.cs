using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>
/// The envelopes that are too long for a message, each in a blob that its message names. The blob comes before its message
/// and goes after it, so that a message never lacks its body; a process that dies in between leaves a blob behind.
/// </summary>
internal sealed class BlobBodies(BlobContainerClient container, TimeProvider time, ILogger logger)
{
    private const int MostSwept = 1000;

    private static readonly TimeSpan LeftBehindAfter = TimeSpan.FromDays(8);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    private long _nextSweep;

    public Task PrepareAsync(CancellationToken cancel) => container.CreateIfNotExistsAsync(cancellationToken: cancel);

    /// <returns>The blob's name; names sort by day, so that the oldest are listed first.</returns>
    public async Task<string> StoreAsync(byte[] envelope, CancellationToken cancel)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd}-{Guid.NewGuid():N}");
        // Nobody else has this name: without overwriting, a second try whose first one did arrive would be refused.
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(envelope), overwrite: true, cancel);
        return name;
    }

    /// <exception cref="InvalidDataException">The blob is gone.</exception>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(string name, CancellationToken cancel)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancel)).Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.ErrorCode is "BlobNotFound")
        {
            throw new InvalidDataException("The message's blob is gone.", e);
        }
    }

    /// <summary>Removes a blob whose message is gone. A failure leaves it to the next sweep.</summary>
    public async Task DiscardAsync(string name, CancellationToken cancel)
    {
        try
        {
            await container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancel);
        }
        catch (Exception e) when (StorageErrors.MeansUnavailable(e, cancel))
        {
            logger.LogWarning("The blob {Blob} stays behind for now: {Reason}", name, StorageErrors.Sentence(e));
        }
    }

    /// <summary>
    /// Removes blobs older than eight days, at most once an hour, and only when <paramref name="noMessages"/> says that no
    /// message is left: age alone proves nothing, since a queue may have waited longer than that for its database.
    /// </summary>
    public async Task SweepAsync(Func<CancellationToken, Task<bool>> noMessages, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = Interlocked.Read(ref _nextSweep);
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref _nextSweep, (now + BetweenSweeps).UtcTicks, due) != due)
        {
            return;
        }

        try
        {
            // Listed first and counted second: a blob of the list is older than any message sent in between.
            var blobs = container.GetBlobsAsync(new GetBlobsOptions(), cancel).Take(MostSwept);
            var old = await blobs.Where(b => b.Properties.LastModified < now - LeftBehindAfter).ToListAsync(cancel);
            if (old.Count > 0 && await noMessages(cancel))
            {
                await Parallel.ForEachAsync(old, cancel, async (blob, stop) => await DiscardAsync(blob.Name, stop));
            }
        }
        catch (Exception e) when (StorageErrors.MeansUnavailable(e, cancel))
        {
            logger.LogWarning("Blobs that were left behind stay for now: {Reason}", StorageErrors.Sentence(e));
        }
    }
}

using Microsoft.Extensions.Logging;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Import;

/// <summary>How the reading of a file ended for now.</summary>
internal enum FileOutcome
{
    /// <summary>All of it is in our tables.</summary>
    Whole,

    /// <summary>The time is up; it goes on where it stands.</summary>
    TimeIsUp,

    /// <summary>The connection was lost on the way.</summary>
    Cut,

    /// <summary>Nothing came at all.</summary>
    Nothing,

    /// <summary>The file is not there any more.</summary>
    Gone,

    /// <summary>Its lines cannot be read in one go.</summary>
    Ungrouped,

    /// <summary>Somebody else goes on with it, or has begun anew.</summary>
    Taken,
}

/// <summary>Brings a bulk operation's file into our tables, page by page, each with how far it got in one transaction.</summary>
public sealed class FileReading(IHttpClientFactory clients, PageWriter pages, TimeProvider clock, ILogger<FileReading> log)
{
    /// <summary>The name of the HTTP client that fetches files: it knows no token.</summary>
    internal const string HttpClient = "BulkFiles";

    /// <summary>How many objects are written together.</summary>
    internal int PageRows { get; set; } = 500;

    /// <summary>Goes on from where the import stands, until <paramref name="until"/>.</summary>
    internal async Task<FileOutcome> ReadAsync(ShopId shopId, ResourceImport import, BulkOperation operation, DateTimeOffset until, CancellationToken cancel)
    {
        if ((operation.Url ?? operation.PartialDataUrl) is not { } address || import.BytesDone >= (operation.FileSize ?? long.MaxValue))
        {
            return FileOutcome.Whole;
        }

        using var http = clients.CreateClient(HttpClient);
        var (opened, isGone) = await BulkFile.OpenAsync(http, address, import.BytesDone, cancel);
        if (opened is null)
        {
            return isGone ? FileOutcome.Gone : FileOutcome.Nothing;
        }

        await using var file = opened;
        var source = new BulkPages(file, BulkShape.Find(import.Resource)!, import.ReadAt ?? operation.CreatedAt, operation.FileSize, PageRows, operation.Url is not null);
        try
        {
            return await WriteAsync(new PageWriter.Course(shopId, import, clock.GetUtcNow()), source, until, cancel);
        }
        catch (UngroupedLinesException e)
        {
            log.LogError("Import of {Resource}, shop {ShopId}: {Problem}", import.Resource, shopId, e.Message);
            return FileOutcome.Ungrouped;
        }
        catch (ImportTakenException)
        {
            return FileOutcome.Taken;
        }
    }

    // While a page is written, the next one is put together and understood.
    private async Task<FileOutcome> WriteAsync(PageWriter.Course course, BulkPages source, DateTimeOffset until, CancellationToken cancel)
    {
        var next = NextAsync();
        try
        {
            var isFirst = true;
            while (true)
            {
                var read = await next;
                var page = read.Page;
                if (page is { IsLast: false, IsCut: false })
                {
                    next = NextAsync();
                }

                var isWritten = await pages.WriteAsync(course, read, until, cancel);
                if (!isWritten || (clock.GetUtcNow() >= until && !page.IsLast))
                {
                    return FileOutcome.TimeIsUp;
                }

                if (page.IsLast || page.IsCut)
                {
                    return page.IsLast ? FileOutcome.Whole : isFirst && page.Nodes.Count == 0 ? FileOutcome.Nothing : FileOutcome.Cut;
                }

                isFirst = false;
            }
        }
        finally
        {
            // The file must not be closed under whoever reads it.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<ReadPage> NextAsync() => Task.Run(async () => pages.Read(course.ShopId, await source.ReadAsync(cancel)), cancel);
    }
}

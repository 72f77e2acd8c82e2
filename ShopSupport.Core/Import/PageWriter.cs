using Microsoft.Extensions.Logging;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Import;

/// <summary>Writes a page of objects and, in the same transaction, how far the import got by it.</summary>
public sealed class PageWriter(NodeApplier applier, TimeProvider clock, ILogger<PageWriter> log)
{
    private const int MostLogged = 20;

    private static readonly TimeSpan BetweenTellings = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLogs = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WhileOthersWrite = TimeSpan.FromMilliseconds(100);

    /// <summary>Understands what a page holds, while another one may be written.</summary>
    internal ReadPage Read(ShopId shopId, BulkPage page) => new(page, applier.Read(shopId, page.Nodes));

    /// <summary>Writes a page; false with nothing written where others wrote the shop until <paramref name="until"/>.</summary>
    /// <exception cref="ImportTakenException">Somebody else has gone on with this import.</exception>
    internal async Task<bool> WriteAsync(Course course, ReadPage read, DateTimeOffset until, CancellationToken cancel)
    {
        var page = read.Page;
        if (page.End == course.At && page.Refused == 0)
        {
            return true;
        }

        var now = clock.GetUtcNow();
        var isTold = now - course.ToldAt >= BetweenTellings;
        var unwritable = 0;
        NodesApplied? applied;
        while ((applied = await TryAsync(course, read, isTold, count => unwritable = count, cancel)) is null)
        {
            if (clock.GetUtcNow() >= until)
            {
                return false;
            }

            await Task.Delay(WhileOthersWrite, clock, cancel);
        }

        course.ToldAt = isTold ? now : course.ToldAt;
        course.At = page.End;
        course.Rows += page.Nodes.Count;
        course.Refused += page.Refused + applied.Problems.Count + unwritable;
        foreach (var problem in applied.Problems.Take(MostLogged))
        {
            log.LogWarning("Import of {Resource}, shop {ShopId}: left out, {Kind} {Place}", course.Import.Resource, course.ShopId, problem.Kind, problem.Place);
        }

        LogProgress(course);
        return true;
    }

    private async Task<NodesApplied?> TryAsync(Course course, ReadPage read, bool isTold, Action<int> unwritable, CancellationToken cancel)
    {
        try
        {
            return await ApplyAsync(course, read, isTold, refused: 0, written: 0, cancel);
        }
        catch (Exception e) when (IsItsOwn(e))
        {
            // A row that the database does not take must not stop all others.
            return await OneByOneAsync(course, read.Page, isTold, unwritable, cancel);
        }
    }

    private async Task<NodesApplied?> OneByOneAsync(Course course, BulkPage page, bool isTold, Action<int> unwritable, CancellationToken cancel)
    {
        var (problems, failed) = (new List<DeliveryProblem>(), 0);
        foreach (var node in page.Nodes)
        {
            try
            {
                if (await applier.ApplyAsync(course.ShopId, [node], isSilent: true, (_, _, _) => Task.CompletedTask, cancel) is not { } one)
                {
                    return null;
                }

                problems.AddRange(one.Problems);
            }
            catch (Exception e) when (IsItsOwn(e))
            {
                failed++;
                log.LogError("Import of {Resource}, shop {ShopId}: left out, the database does not take it ({Error})", course.Import.Resource, course.ShopId, DatabaseErrors.Name(e));
            }
        }

        unwritable(failed);
        var written = page.Nodes.Count - problems.Count - failed;
        var rest = Read(course.ShopId, page with { Nodes = [] });
        return await ApplyAsync(course, rest, isTold, problems.Count + failed, written, cancel) is null ? null : new NodesApplied(written, problems);
    }

    private Task<NodesApplied?> ApplyAsync(Course course, ReadPage read, bool isTold, int refused, int written, CancellationToken cancel) => applier.ApplyAsync(
        read.Nodes, isSilent: true,
        async (transaction, applied, token) =>
        {
            var (page, problems) = (read.Page, applied.Problems.Count);
            var advance = new Advance(course.At, page.End, written + page.Nodes.Count - problems, page.Refused + refused + problems, isTold);
            if (!await ImportStore.AdvanceAsync(transaction, course.ShopId, course.Import.Resource, advance, clock.GetUtcNow(), token))
            {
                throw new ImportTakenException();
            }
        },
        cancel);

    private static bool IsItsOwn(Exception e) => e is not (ImportTakenException or OperationCanceledException) && !DatabaseErrors.MeansUnavailable(e);

    private void LogProgress(Course course)
    {
        var now = clock.GetUtcNow();
        if (now - course.LoggedAt >= BetweenLogs)
        {
            var seconds = (now - course.BeganAt).TotalSeconds;
            log.LogInformation(
                "Import of {Resource}, shop {ShopId}: {Rows} more rows in {Seconds:0.0} s, {Total} in all, {Refused} left out",
                course.Import.Resource, course.ShopId, course.Rows, seconds, course.Import.RowsDone + course.Rows, course.Refused);
            course.LoggedAt = now;
        }
    }

    /// <summary>The way through one file, in one run.</summary>
    internal sealed class Course(ShopId shopId, ResourceImport import, DateTimeOffset beganAt)
    {
        public ShopId ShopId { get; } = shopId;

        public ResourceImport Import { get; } = import;

        public DateTimeOffset BeganAt { get; } = beganAt;

        /// <summary>Where in the file the next page begins.</summary>
        public long At { get; set; } = import.BytesDone;

        public long Rows { get; set; }

        public long Refused { get; set; }

        public DateTimeOffset ToldAt { get; set; }

        public DateTimeOffset LoggedAt { get; set; } = beganAt;
    }
}

/// <summary>A page whose objects were understood.</summary>
internal sealed record ReadPage(BulkPage Page, NodesRead Nodes);

/// <summary>Another process goes on with an import, or it was begun anew: what this one was about to write must not stay.</summary>
internal sealed class ImportTakenException() : Exception("Another one goes on with this import.");

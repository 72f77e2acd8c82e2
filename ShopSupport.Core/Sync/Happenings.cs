using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Sync;

/// <summary>
/// Adds what happened and was not told yet. Since what happened is known by its own key rather than by a version, one that
/// comes late stands at its time, and one that comes again changes nothing.
/// </summary>
internal sealed class Happenings : IProjection
{
    private static readonly string[] Keys = ["shop_id", "subject", "subject_id", "kind", "mark"];
    private static readonly RowShape<Happening> Shape = new(Keys);
    private static readonly RowTable<Happening> Table = new("happenings", Keys);

    private static readonly SqlText Known = new(
        $"SELECT subject_id, 0 FROM happenings WHERE {string.Join(" AND ", Keys.Select(key => $"{key} = @{key}"))}",
        $"SELECT r.{RowLookup.Place}, t.subject_id, CAST(0 AS BIGINT) FROM happenings t JOIN {Shape.JsonKeys()} ON {Shape.Match()}");

    private static readonly RowLookup Lookup = new(Known, Keys);

    public Type Takes => typeof(Happening);

    public IReadOnlyList<GeneratedSql> Generated { get; } = [.. Table.Generated, new GeneratedSql("happenings", "versions", Known)];

    public async Task ApplyAsync(Batch batch, CancellationToken cancel)
    {
        var groups = batch.Of(Takes).GroupBy(statement => Key((Happening)statement.Change)).ToList();
        if (groups.Count == 0)
        {
            return;
        }

        var known = await Lookup.FindAsync(batch.Transaction, groups.ConvertAll(group => Values((Happening)group.First().Change)), cancel);
        var news = groups.Where((_, i) => known[i] is null).Select(group => group.MinBy(statement => ((Happening)statement.Change).HappenedAt)).ToList();
        await Table.InsertAsync(batch.Transaction, news.Select(statement => (Happening)statement.Change), cancel);
        foreach (var (place, change) in news)
        {
            Tell(batch, place, (Happening)change);
        }
    }

    private static void Tell(Batch batch, int? place, Happening happened)
    {
        batch.MarkApplied(place);
        var subject = Enum.Parse<EventSubject>(happened.Subject, ignoreCase: true);
        batch.AddEvent(
            happened.ShopId,
            new ShopEvent { Kind = ShopEventKind.Customer, ShopifyCustomerId = happened.ShopifyCustomerId, Subject = subject, SubjectId = happened.SubjectId },
            happened.TraceParent);
    }

    private static (long, string, long, string, string) Key(Happening happened) =>
        (happened.ShopId.Value, happened.Subject, happened.SubjectId, happened.Kind, happened.Mark);

    private static object?[] Values(Happening happened) =>
        [happened.ShopId.Value, happened.Subject, happened.SubjectId, happened.Kind, happened.Mark];
}

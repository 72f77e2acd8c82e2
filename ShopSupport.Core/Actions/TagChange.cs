using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions;

/// <summary>Puts tags on something and takes others off; what others gave it meanwhile stays.</summary>
internal abstract class TagChange(ActionCalls calls) : IActionKind
{
    private const int LongestList = 2000;

    private static readonly ShopifyDocument Document = ShopifyDocument.Load("TagsChange");

    public abstract string Kind { get; }

    public abstract ActionSubject Subject { get; }

    public abstract string Scope { get; }

    public bool MayRepeat => true;

    protected ActionCalls Calls => calls;

    /// <summary>In letters.</summary>
    protected abstract int LongestTag { get; }

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (now, problem) = await ReadAsync(target.ShopId, target.Id, cancel);
        if (now is null)
        {
            return ActionPlan.Unread(wish, problem);
        }

        var tags = wish.Find("shown") is null ? [.. now] : Read(wish.Find("tags"));
        var add = tags.Except(now, StringComparer.OrdinalIgnoreCase).ToList();
        var remove = now.Except(tags, StringComparer.OrdinalIgnoreCase).ToList();
        return new()
        {
            Wish = new([new("tags", string.Join(", ", tags)), new("shown", "true"), new("add", string.Join(", ", add)), new("remove", string.Join(", ", remove))]),
            Fields = [new TextField("tags", string.Join(", ", tags), LongestList)],
            Effects = [.. add.Select(tag => new ActionEffect("tag_on", tag)), .. remove.Select(tag => new ActionEffect("tag_off", tag))],
            Refusal = tags.Exists(tag => tag.Length > LongestTag) ? new("tag_too_long") : add.Count + remove.Count == 0 ? new("nothing_chosen") : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (add, remove) = (Read(action.Chosen.Find("add")), Read(action.Chosen.Find("remove")));
        var answer = await calls.ChangeAsync(action.ShopId, Document, new { id = IdOf(action.SubjectId), add, adds = add.Count > 0, remove, removes = remove.Count > 0 }, cancel);
        return answer.End is ActionEnd.Done ? Done(add, remove) : answer;
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (now, problem) = await ReadAsync(action.ShopId, action.SubjectId, cancel);
        var (add, remove) = (Read(action.Chosen.Find("add")), Read(action.Chosen.Find("remove")));
        var isThere = now is not null
            && add.TrueForAll(tag => now.Contains(tag, StringComparer.OrdinalIgnoreCase))
            && !remove.Exists(tag => now.Contains(tag, StringComparer.OrdinalIgnoreCase));
        return problem ?? (isThere ? Done(add, remove) : ActionAnswer.NotThere);
    }

    /// <summary>The tags as they are; null beside a problem.</summary>
    protected abstract Task<(IReadOnlyList<string>? Tags, ActionAnswer? Problem)> ReadAsync(ShopId shopId, long id, CancellationToken cancel);

    protected abstract string IdOf(long id);

    private static ActionAnswer Done(List<string> add, List<string> remove) =>
        ActionAnswer.Done([.. add.Select(tag => new ActionEffect("tag_was_put_on", tag)), .. remove.Select(tag => new ActionEffect("tag_was_taken_off", tag))]);

    private static List<string> Read(string? text) =>
        [.. (text ?? "").Split([',', '、', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
}

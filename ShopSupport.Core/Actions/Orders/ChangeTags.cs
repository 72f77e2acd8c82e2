using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>Puts tags on an order and takes others off; what others gave it meanwhile stays.</summary>
internal sealed class ChangeTags(ActionCalls calls) : IActionKind
{
    // https://shopify.dev/docs/api/admin-graphql/latest/mutations/tagsAdd: at most 250 tags, of 40 letters each on orders.
    private const int LongestTag = 40;
    private const int LongestList = 2000;

    private static readonly ShopifyDocument Document = ShopifyDocument.Load("TagsChange");

    public string Kind => "order_tags";

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_orders";

    public bool MayRepeat => true;

    public bool HasAmount => false;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (order is null)
        {
            return new() { Wish = wish, Refusal = problem?.Refusal ?? new("later") };
        }

        var tags = wish.Find("shown") is null ? [.. order.Tags] : Read(wish.Find("tags"));
        var add = tags.Except(order.Tags, StringComparer.OrdinalIgnoreCase).ToList();
        var remove = order.Tags.Except(tags, StringComparer.OrdinalIgnoreCase).ToList();
        return new()
        {
            Wish = new([new("tags", string.Join(", ", tags)), new("shown", "true"), new("add", string.Join(", ", add)), new("remove", string.Join(", ", remove))]),
            Fields = [new TextField("tags", string.Join(", ", tags), LongestList)],
            Effects = [.. add.Select(tag => new ActionEffect("tag_on", tag)), .. remove.Select(tag => new ActionEffect("tag_off", tag))],
            Refusal = tags.Exists(tag => tag.Length > LongestTag) ? new("tag_too_long") : add.Count + remove.Count == 0 ? new("nothing_chosen") : null,
        };
    }

    public Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (add, remove) = (Read(action.Chosen.Find("add")), Read(action.Chosen.Find("remove")));
        return calls.ChangeAsync(action.ShopId, Document, new { id = LiveOrder.IdOf(action.SubjectId), add, adds = add.Count > 0, remove, removes = remove.Count > 0 }, cancel);
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        var isThere = order is not null
            && Read(action.Chosen.Find("add")).TrueForAll(tag => order.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
            && !Read(action.Chosen.Find("remove")).Exists(tag => order.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase));
        return problem ?? (isThere ? ActionAnswer.Done() : ActionAnswer.NotThere);
    }

    private static List<string> Read(string? text) =>
        [.. (text ?? "").Split([',', '、', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
}

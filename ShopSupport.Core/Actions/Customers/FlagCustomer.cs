using System.Globalization;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Customers;

/// <summary>
/// Marks a customer as one to be careful with: a tag that everyone sees, and a line in the note that says why, when and who
/// said so. Both stand in the shop, so that whoever works there without this desk knows it, too.
/// </summary>
internal sealed class FlagCustomer(ActionCalls calls) : IActionKind
{
    private const int LongestReason = 200;

    private static readonly ShopifyDocument Tags = ShopifyDocument.Load("TagsChange");
    private static readonly ShopifyDocument Update = ShopifyDocument.Load("CustomerUpdate");

    // Written into the shop, where staff read it: in the shop's words, not the agent's.
    private static readonly (string Kind, string Japanese, string English)[] Words =
    [
        ("complaint", "クレーム", "complaints"), ("refused", "受取拒否・未払い", "refused or unpaid parcels"), ("fraud", "不正の疑い", "suspected fraud"),
        ("returns", "返品が多い", "many returns"), ("manners", "暴言・迷惑行為", "abuse"), ("other", "その他", "other"),
    ];

    public string Kind => "customer_flag";

    public ActionSubject Subject => ActionSubject.Customer;

    public string Scope => "write_customers";

    // A line that stands in the note already is not written again.
    public bool MayRepeat => true;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (customer, problem) = await LiveCustomer.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (customer is null)
        {
            return ActionPlan.Unread(wish, problem);
        }

        var flag = Words.FirstOrDefault(word => string.Equals(word.Kind, wish.Find("flag"), StringComparison.Ordinal)).Kind ?? Words[0].Kind;
        var why = wish.Find("why") ?? "";
        // The time zone is what a shop's own language shows in here.
        var tag = target.TimeZone is "Asia/Tokyo" or null ? CareTags.Japanese : CareTags.English;
        return new()
        {
            Wish = new([new("flag", flag), new("why", why), new("tag", tag), new("shown", "true")]),
            Fields = [new ChoiceField("flag", flag, [.. Words.Select(word => new ChoiceOption(word.Kind))]), new TextField("why", why, LongestReason)],
            Effects = [new("tag_on", tag), new("note_line", EffectValue.Of($"action.option.flag.{flag}")), new("no_mail")],
            Refusal = why.Length > LongestReason ? new("too_long") : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (customer, problem) = await LiveCustomer.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        if (customer is null)
        {
            return problem!;
        }

        var (line, note, id) = (Line(action), customer.Note?.TrimEnd() ?? "", LiveCustomer.IdOf(action.SubjectId));
        if (!note.Contains(line, StringComparison.Ordinal))
        {
            var noted = await calls.ChangeAsync(action.ShopId, Update, new { input = new { id, note = note.Length == 0 ? line : $"{note}\n{line}" } }, cancel);
            if (noted.End is not ActionEnd.Done)
            {
                return noted;
            }
        }

        var tagged = await calls.ChangeAsync(action.ShopId, Tags, new { id, add = (string[])[Tag(action)], adds = true, remove = Array.Empty<string>(), removes = false }, cancel);
        // The note says it already: what is missing is looked for and put on again.
        return tagged.End is ActionEnd.Done ? Done(action) : tagged.End is ActionEnd.Later ? new(ActionEnd.Unknown) : tagged;
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (customer, problem) = await LiveCustomer.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        var isThere = customer?.Note?.Contains(Line(action), StringComparison.Ordinal) == true && customer.Tags.Contains(Tag(action), StringComparer.OrdinalIgnoreCase);
        return problem ?? (isThere ? Done(action) : ActionAnswer.NotThere);
    }

    private static ActionAnswer Done(DeskAction action) =>
        ActionAnswer.Done(new ActionEffect("tag_was_put_on", Tag(action)), new ActionEffect("note_has_line", EffectValue.Of($"action.option.flag.{action.Chosen.Find("flag")}")));

    private static string Tag(DeskAction action) => action.Chosen.Find("tag") ?? CareTags.Japanese;

    // The same line however often it is made: when it was asked for, not when it was sent.
    private static string Line(DeskAction action)
    {
        var word = Words.First(one => string.Equals(one.Kind, action.Chosen.Find("flag"), StringComparison.Ordinal));
        var kind = Tag(action) is CareTags.Japanese ? word.Japanese : word.English;
        var why = action.Chosen.Find("why") is { } text ? $" {text}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"[{Tag(action)}: {kind}]{why} ({action.AskedByName} {action.AskedAt:yyyy-MM-dd})");
    }
}

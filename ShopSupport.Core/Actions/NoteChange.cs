using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions;

/// <summary>Writes the shop's note about something anew. What others wrote there since it was shown is never written over.</summary>
internal abstract class NoteChange(ActionCalls calls) : IActionKind
{
    // https://shopify.dev/docs/api/admin-graphql/latest/input-objects/OrderInput: notes hold 5000 letters.
    private const int Longest = 5000;
    private const string Field = "shop_note";

    public abstract string Kind { get; }

    public abstract ActionSubject Subject { get; }

    public abstract string Scope { get; }

    // It sets a value.
    public bool MayRepeat => true;

    protected ActionCalls Calls => calls;

    protected abstract ShopifyDocument Document { get; }

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (note, problem) = await ReadAsync(target.ShopId, target.Id, cancel);
        if (problem is not null)
        {
            return ActionPlan.Unread(wish, problem);
        }

        var text = wish.Find("shown") is null ? note : wish.Find(Field) ?? "";
        return new()
        {
            Wish = new([new(Field, text), new("before", note), new("shown", "true")]),
            Fields = [new TextField(Field, text, Longest, IsLong: true)],
            Effects = [text.Length == 0 ? new("note_cleared") : new("note_set"), new("no_mail")],
            Refusal = text.Length > Longest ? new("too_long") : string.Equals(text, note, StringComparison.Ordinal) ? new("nothing_chosen") : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (note, problem) = await ReadAsync(action.ShopId, action.SubjectId, cancel);
        var (text, before) = (action.Chosen.Find(Field) ?? "", action.Chosen.Find("before") ?? "");
        if (problem is not null || string.Equals(note, text, StringComparison.Ordinal))
        {
            return problem ?? Done(text);
        }

        if (!string.Equals(note, before, StringComparison.Ordinal))
        {
            return ActionAnswer.Refused("note_changed");
        }

        var answer = await calls.ChangeAsync(action.ShopId, Document, new { input = new { id = IdOf(action.SubjectId), note = text } }, cancel);
        return answer.End is ActionEnd.Done ? Done(text) : answer;
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (note, problem) = await ReadAsync(action.ShopId, action.SubjectId, cancel);
        var text = action.Chosen.Find(Field) ?? "";
        return problem ?? (string.Equals(note, text, StringComparison.Ordinal) ? Done(text) : ActionAnswer.NotThere);
    }

    /// <summary>The note as it is, without blanks around it; empty where there is none.</summary>
    protected abstract Task<(string Note, ActionAnswer? Problem)> ReadAsync(ShopId shopId, long id, CancellationToken cancel);

    protected abstract string IdOf(long id);

    private static ActionAnswer Done(string text) => ActionAnswer.Done(new ActionEffect(text.Length == 0 ? "note_was_cleared" : "note_was_set"));
}

using System.Globalization;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>Corrects under which number, with whom and at which address a parcel can be followed.</summary>
internal sealed class ChangeTracking(ActionCalls calls) : IActionKind
{
    private const int Longest = 255;
    private const int LongestUrl = 2000;

    private static readonly ShopifyDocument Document = ShopifyDocument.Load("TrackingUpdate");

    public string Kind => "tracking";

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_merchant_managed_fulfillment_orders";

    // It sets a value, but a second one would write to the customer twice.
    public bool MayRepeat => false;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (order is null)
        {
            return ActionPlan.Unread(wish, problem);
        }

        var parcels = order.Fulfillments.Where(parcel => parcel.Status is "SUCCESS").ToList();
        if (parcels.Count == 0)
        {
            return new() { Wish = wish, Refusal = new("no_parcel") };
        }

        var parcel = parcels.Find(one => one.Id.Id == wish.Number("parcel")) ?? parcels[^1];
        // Another parcel is shown with its own number.
        var isOther = wish.Number("of") != parcel.Id.Id;
        var (now, chosen) = (Tracking(parcel), isOther ? Tracking(parcel) : new LiveTracking { Company = wish.Find("company"), Number = wish.Find("number"), Url = wish.Find("url") });
        var (id, notifies) = (parcel.Id.Id.ToString(CultureInfo.InvariantCulture), wish.Flag("notify", otherwise: true));
        return new()
        {
            Wish = new([new("parcel", id), new("of", id), new("company", chosen.Company ?? ""), new("number", chosen.Number ?? ""), new("url", chosen.Url ?? ""), new("notify", notifies ? "true" : "false")]),
            Fields =
            [
                new HiddenField("of", id),
                parcels.Count == 1 ? new HiddenField("parcel", id) : new ChoiceField("parcel", id, [.. parcels.Select(one => new ChoiceOption(one.Id.Id.ToString(CultureInfo.InvariantCulture), $"{one.Name} {Tracking(one).Number}".Trim()))]),
                new TextField("company", chosen.Company ?? "", Longest), new TextField("number", chosen.Number ?? "", Longest), new TextField("url", chosen.Url ?? "", LongestUrl),
                new FlagField("notify", notifies),
            ],
            Effects =
            [
                new("tracking_to", parcel.Name, $"{chosen.Company} {chosen.Number}".Trim()),
                notifies ? new("shopify_mail", EffectValue.Of($"language.{CancelOrder.Language(order.CustomerLocale)}")) : new("no_mail"),
            ],
            Refusal = string.IsNullOrEmpty(chosen.Number) ? new("no_number")
                : chosen.Url is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http") ? new("bad_url")
                : chosen == now ? new("nothing_chosen")
                : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var wish = action.Chosen;
        var variables = new
        {
            id = new Gid("Fulfillment", wish.Number("parcel") ?? 0).ToString(),
            tracking = new { company = wish.Find("company"), number = wish.Find("number"), url = wish.Find("url") },
            notify = wish.Flag("notify", otherwise: true),
        };
        var answer = await calls.ChangeAsync(action.ShopId, Document, variables, cancel);
        return answer.End is ActionEnd.Done ? Done(wish) : answer;
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        var wish = action.Chosen;
        var parcel = order?.Fulfillments.FirstOrDefault(one => one.Id.Id == wish.Number("parcel"));
        return problem ?? (parcel is not null && string.Equals(Tracking(parcel).Number, wish.Find("number"), StringComparison.Ordinal) && (wish.Find("url") is not { } url || string.Equals(Tracking(parcel).Url, url, StringComparison.Ordinal))
            ? Done(wish)
            : ActionAnswer.NotThere);
    }

    private static LiveTracking Tracking(LiveParcel parcel) => parcel.TrackingInfo is [var first, ..] ? new() { Company = Filled(first.Company), Number = Filled(first.Number), Url = Filled(first.Url) } : new();

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static ActionAnswer Done(ActionWish wish) => ActionAnswer.Done(
        new ActionEffect("tracking_was_set", wish.Find("company") ?? "", EffectValue.ToCopy(wish.Find("number") ?? "")), wish.Flag("notify", otherwise: true) ? new("mail_was_sent") : new("no_mail_was_sent"));
}

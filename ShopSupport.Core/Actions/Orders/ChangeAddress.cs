using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>Sends an order somewhere else, within the same country, while nothing of it was sent yet.</summary>
internal sealed class ChangeAddress(ActionCalls calls) : IActionKind
{
    private const string Japan = "JP";
    private const int Longest = 255;

    private static readonly ShopifyDocument Document = ShopifyDocument.Load("OrderUpdate");
    private static readonly string[] Parts = ["last_name", "first_name", "zip", "province", "city", "address1", "address2", "phone"];

    public string Kind => "change_address";

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_orders";

    // It sets a value.
    public bool MayRepeat => true;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (order is null)
        {
            return ActionPlan.Unread(wish, problem);
        }

        if (order.ShippingAddress is not { CountryCodeV2: { } country } now)
        {
            return new() { Wish = wish, Refusal = new("no_address") };
        }

        var chosen = Parts.ToDictionary(part => part, part => wish.Find("shown") is null ? Now(now, part) : wish.Find(part) ?? "", StringComparer.Ordinal);
        return new()
        {
            Wish = new([.. chosen, new("country", country), new("shown", "true")]),
            Fields = [.. Parts.Select(part => part is "province" && country is Japan ? (ActionField)new ChoiceField(part, chosen[part], Prefectures.Options) : new TextField(part, chosen[part], Longest))],
            Effects = [new("address_to", Written(chosen, country)), new("address_from", Written(Parts.ToDictionary(part => part, part => Now(now, part), StringComparer.Ordinal), country)), new("no_mail")],
            Refusal = Refuse(order)
                ?? (chosen["last_name"].Length + chosen["first_name"].Length == 0 || chosen["city"].Length == 0 || chosen["address1"].Length == 0 ? new("address_incomplete")
                : chosen.Values.Any(value => value.Length > Longest) ? new("too_long")
                : IsSo(now, new(chosen)) ? new("nothing_chosen")
                : null),
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        if (order is null || problem is not null)
        {
            return problem ?? new(ActionEnd.Later);
        }

        if (Refuse(order) is { } refusal)
        {
            return new(ActionEnd.Refused) { Refusal = refusal };
        }

        var wish = action.Chosen;
        var shippingAddress = new
        {
            lastName = wish.Find("last_name"),
            firstName = wish.Find("first_name"),
            zip = wish.Find("zip"),
            provinceCode = wish.Find("province"),
            city = wish.Find("city"),
            address1 = wish.Find("address1"),
            address2 = wish.Find("address2"),
            phone = wish.Find("phone"),
            countryCode = wish.Find("country"),
        };
        var answer = await calls.ChangeAsync(action.ShopId, Document, new { input = new { id = LiveOrder.IdOf(action.SubjectId), shippingAddress } }, cancel);
        return answer.End is ActionEnd.Done ? Done(wish) : answer;
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        return problem ?? (order?.ShippingAddress is { } now && IsSo(now, action.Chosen) ? Done(action.Chosen) : ActionAnswer.NotThere);
    }

    private static ActionRefusal? Refuse(LiveOrder order) => order.CancelledAt is not null ? new("cancelled_already") : order.HasShipped ? new("shipped_address") : null;

    private static ActionAnswer Done(ActionWish wish) =>
        ActionAnswer.Done(new ActionEffect("address_was_set", Written(Parts.ToDictionary(part => part, part => wish.Find(part) ?? "", StringComparer.Ordinal), wish.Find("country") ?? "")));

    private static bool IsSo(LiveAddress now, ActionWish wish) => Array.TrueForAll(Parts, part => string.Equals(Now(now, part), wish.Find(part) ?? "", StringComparison.Ordinal));

    private static string Now(LiveAddress address, string part) => (part switch
    {
        "last_name" => address.LastName,
        "first_name" => address.FirstName,
        "zip" => address.Zip,
        "province" => address.ProvinceCode,
        "city" => address.City,
        "address1" => address.Address1,
        "address2" => address.Address2,
        _ => address.Phone,
    })?.Trim() ?? "";

    // As it stands on the parcel: large to small in Japan, small to large elsewhere.
    private static string Written(Dictionary<string, string> parts, string country)
    {
        string[] order = country is Japan
            ? [parts["zip"].Length > 0 ? $"〒{parts["zip"]}" : "", Prefectures.Written(parts["province"]) + parts["city"] + parts["address1"], parts["address2"], $"{parts["last_name"]} {parts["first_name"]}".Trim(), parts["phone"]]
            : [$"{parts["first_name"]} {parts["last_name"]}".Trim(), parts["address1"], parts["address2"], parts["city"], $"{parts["province"]} {parts["zip"]}".Trim(), parts["phone"]];
        return string.Join(country is Japan ? " " : ", ", order.Where(part => part.Length > 0));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ShopSupport.Core.Actions.Orders;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Customers;

/// <summary>A discount code that only this customer can use, once, until a day.</summary>
internal sealed class GiveCode(ActionCalls calls) : IActionKind
{
    private const string Percent = "percent";
    private const string Amount = "amount";
    private const int LongestDays = 365;
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int CodeLetters = 10;

    private static readonly ShopifyDocument Read = ShopifyDocument.Load("CodeToAct");
    private static readonly ShopifyDocument Create = ShopifyDocument.Load("CodeCreate");
    private static readonly int[] Offered = [5, 10, 15, 20, 30, 50];

    public string Kind => "discount_code";

    public ActionSubject Subject => ActionSubject.Customer;

    public string Scope => "write_discounts";

    // The code is made of the action's key, and Shopify takes each code once.
    public bool MayRepeat => true;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<Answer>(target.ShopId, Read, new { code = "-" }, cancel);
        if (reply.Problem is not null || reply.Value is null)
        {
            return ActionPlan.Unread(wish, reply.Problem);
        }

        var currency = reply.Value.Shop.CurrencyCode;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(target.Now, Zone(target.TimeZone)).DateTime);
        var (isAmount, share) = (wish.Find("value_kind") is Amount, wish.Number("percent") is { } chosen && Offered.Contains((int)chosen) ? (int)chosen : 10);
        var until = wish.Day("until") ?? today.AddDays(30);
        var minor = wish.Find("off") is { } typed ? Minor(typed, currency) : null;
        List<KeyValuePair<string, string>> values =
        [
            new("value_kind", isAmount ? Amount : Percent), new("percent", Number(share)), new("off", minor is { } off ? Currency.Written(off, currency) : wish.Find("off") ?? ""),
            new("until", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), new("zone", target.TimeZone ?? ""), new("currency", currency),
        ];
        var last = End(until, target.TimeZone);
        return new()
        {
            Wish = new(values),
            Fields =
            [
                new ChoiceField("value_kind", isAmount ? Amount : Percent, [new(Percent), new(Amount)]),
                isAmount ? new TextField("off", wish.Find("off") ?? "", 12) : new ChoiceField("percent", Number(share), [.. Offered.Select(one => new ChoiceOption(Number(one), $"{one}%"))]),
                new DayField("until", until, today, today.AddDays(LongestDays)),
            ],
            Effects = [isAmount ? new("code_amount", EffectValue.Money(minor ?? 0, currency)) : new("code_percent", $"{share}%"), new("code_once"), new("code_until", EffectValue.On(last)), new("no_mail")],
            Refusal = until < today || until > today.AddDays(LongestDays) ? new("code_day") : isAmount && minor is not > 0 ? new("no_amount") : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (wish, code) = (action.Chosen, CodeOf(action));
        var currency = wish.Find("currency") ?? "";
        var isAmount = wish.Find("value_kind") is Amount;
        object value = isAmount
            ? new { discountAmount = new { amount = wish.Find("off"), appliesOnEachItem = false } }
            : new { percentage = (wish.Number("percent") ?? 0) / 100m };
        var discount = new
        {
            title = $"{code} {action.SubjectName}".Trim(),
            code,
            startsAt = action.AskedAt,
            endsAt = End(wish.Day("until")!.Value, wish.Find("zone")),
            usageLimit = 1,
            appliesOncePerCustomer = true,
            context = new { customers = new { add = (string[])[LiveCustomer.IdOf(action.SubjectId)] } },
            customerGets = new { value, items = new { all = true } },
        };
        var answer = await calls.ChangeAsync(action.ShopId, Create, new { discount }, cancel);
        // One that is there already is this one: nobody else makes such codes.
        return answer.End is ActionEnd.Done || (answer.End is ActionEnd.Refused && await LookAsync(action, cancel) is { End: ActionEnd.Done })
            ? await DoneAsync(action, currency, cancel)
            : answer;
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<Answer>(action.ShopId, Read, new { code = CodeOf(action) }, cancel);
        return reply.Problem ?? (reply.Value?.CodeDiscountNodeByCode is null ? ActionAnswer.NotThere : Done(action, reply.Value));
    }

    /// <summary>The code of an action: the same however often it is worked out, and not to be guessed.</summary>
    internal static string CodeOf(DeskAction action)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{action.ShopId} {action.ActionKey}"));
        return string.Concat(hash.Take(CodeLetters).Select(one => Letters[one % Letters.Length]));
    }

    // What was made can be told without the link, should the shop not answer now.
    private async Task<ActionAnswer> DoneAsync(DeskAction action, string currency, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<Answer>(action.ShopId, Read, new { code = CodeOf(action) }, cancel);
        return Done(action, reply.Value ?? new Answer { Shop = new() { CurrencyCode = currency } });
    }

    private static ActionAnswer Done(DeskAction action, Answer answer)
    {
        var (code, wish) = (CodeOf(action), action.Chosen);
        var value = wish.Find("value_kind") is Amount ? new ActionEffect("code_amount_given", EffectValue.Money(Minor(wish.Find("off") ?? "0", answer.Shop.CurrencyCode) ?? 0, answer.Shop.CurrencyCode)) : new("code_percent_given", $"{wish.Find("percent")}%");
        return ActionAnswer.Done([
            new("code_is", EffectValue.ToCopy(code)), value, new("code_lasts", EffectValue.On(End(wish.Day("until")!.Value, wish.Find("zone")))),
            .. answer.Shop.PrimaryDomain is { Url: { } site } ? [new ActionEffect("code_link", EffectValue.ToCopy($"{site.TrimEnd('/')}/discount/{code}"))] : Array.Empty<ActionEffect>(),
        ]);
    }

    // The last second of the day where the shop is.
    private static DateTimeOffset End(DateOnly day, string? zone)
    {
        var local = day.ToDateTime(new TimeOnly(23, 59, 59));
        return new DateTimeOffset(local, Zone(zone).GetUtcOffset(local));
    }

    private static TimeZoneInfo Zone(string? name) => name is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    private static long? Minor(string text, string currency) =>
        decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? Currency.ToMinor(amount, currency) : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Answer
    {
        public LiveReference? CodeDiscountNodeByCode { get; init; }

        public Site Shop { get; init; } = new();
    }

    private sealed record Site
    {
        public string CurrencyCode { get; init; } = "";

        public Domain? PrimaryDomain { get; init; }
    }

    private sealed record Domain
    {
        public string? Url { get; init; }
    }
}

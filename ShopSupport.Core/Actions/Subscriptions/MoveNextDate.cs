using System.Globalization;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Subscriptions;

/// <summary>Sets when a contract is billed next; the deliveries behind it follow in their interval.</summary>
internal sealed class MoveNextDate(ActionCalls calls) : IActionKind
{
    private const int LongestAhead = 365;

    private static readonly ShopifyDocument Document = ShopifyDocument.Load("ContractNextDate");
    private static readonly ShopifyDocument Read = ShopifyDocument.Load("ContractToAct");

    public string Kind => "move_next_date";

    public ActionSubject Subject => ActionSubject.Contract;

    public string Scope => "write_own_subscription_contracts";

    public bool MayRepeat => true;

    public bool HasAmount => false;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (contract, problem) = await LiveContract.ReadAsync(calls, target.ShopId, target.Id, target.Now, cancel);
        if (contract is null)
        {
            return new() { Wish = wish, Refusal = problem?.Refusal ?? new("later") };
        }

        var zone = Zone(target.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(target.Now, zone).DateTime);
        var now = contract.NextBillingDate is { } next ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, zone).DateTime) : today.AddDays(1);
        var (first, last) = (today.AddDays(1), today.AddDays(LongestAhead));
        var chosen = wish.Day("day") ?? (now < first ? first : now);
        var at = At(chosen, contract.NextBillingDate, zone);
        return new()
        {
            Wish = new([new("day", chosen.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), new("at", at.ToString("O", CultureInfo.InvariantCulture))]),
            Fields = [new DayField("day", chosen, first, last)],
            Effects = contract.NextBillingDate is { } before ? [new("move_next_date", EffectValue.On(before), EffectValue.On(at))] : [new("set_next_date", EffectValue.On(at))],
            Refusal = contract.IsOver ? new("contract_over")
                : chosen < first || chosen > last ? new("day_out_of_reach")
                : contract.NextBillingDate is not null && chosen == now ? new("nothing_chosen")
                : null,
        };
    }

    public Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel) =>
        calls.ChangeAsync(action.ShopId, Document, new { id = LiveContract.IdOf(action.SubjectId), date = action.Chosen.Find("at") }, cancel);

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var at = DateTimeOffset.Parse(action.Chosen.Find("at")!, CultureInfo.InvariantCulture);
        var reply = await calls.AskAsync<Answer>(action.ShopId, Read, new { id = LiveContract.IdOf(action.SubjectId), from = at, to = at.AddDays(1) }, cancel);
        return reply.Problem ?? (reply.Value?.SubscriptionContract?.NextBillingDate is { } now && (now - at).Duration() < TimeSpan.FromSeconds(1) ? ActionAnswer.Done() : ActionAnswer.NotThere);
    }

    // The time of day stays: Shopify bills at it.
    private static DateTimeOffset At(DateOnly day, DateTimeOffset? before, TimeZoneInfo zone)
    {
        var time = before is { } at ? TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : new TimeOnly(9, 0);
        var local = day.ToDateTime(new TimeOnly(time.Hour, time.Minute));
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static TimeZoneInfo Zone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    private sealed record Answer
    {
        public LiveContract? SubscriptionContract { get; init; }
    }
}

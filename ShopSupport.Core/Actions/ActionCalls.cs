using System.Globalization;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions;

/// <summary>The way of actions to Shopify, and what its answers mean to them.</summary>
public sealed class ActionCalls(ShopifyClient client)
{
    /// <summary>Asks or changes, before everything that nobody waits for.</summary>
    public async Task<ActionReply<T>> AskAsync<T>(ShopId shopId, ShopifyDocument document, object variables, CancellationToken cancel)
        where T : class
    {
        var answer = await client.AskAsync<T>(shopId, document, variables, Lane.Message, cancel);
        return new(answer.Value, Problem(answer));
    }

    /// <summary>Changes something; done where Shopify refused nothing.</summary>
    public async Task<ActionAnswer> ChangeAsync(ShopId shopId, ShopifyDocument document, object variables, CancellationToken cancel) =>
        (await AskAsync<object>(shopId, document, variables, cancel)).Problem ?? ActionAnswer.Done();

    private static ActionAnswer? Problem<T>(ShopifyAnswer<T> answer)
        where T : class => answer.Outcome switch
        {
            ShopifyOutcome.Done => null,
            ShopifyOutcome.Denied => ActionAnswer.Refused("scope"),
            // What could not be had is missing from a picture on which something would be decided.
            ShopifyOutcome.Partial when answer.Errors.Any(error => error.Code is "ACCESS_DENIED") => ActionAnswer.Refused("scope"),
            ShopifyOutcome.Partial or ShopifyOutcome.Refused => ActionAnswer.Refused("shopify", string.Join(' ', answer.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))),
            ShopifyOutcome.Failed => ActionAnswer.Refused("failed"),
            ShopifyOutcome.Throttled or ShopifyOutcome.Unavailable => new(ActionEnd.Later),
            ShopifyOutcome.Unknown => new(ActionEnd.Unknown),
            ShopifyOutcome.NeedsReauth => ActionAnswer.Refused("reauth"),
            ShopifyOutcome.Frozen => ActionAnswer.Refused("frozen"),
            ShopifyOutcome.Locked => ActionAnswer.Refused("locked"),
            ShopifyOutcome.Gone => ActionAnswer.Refused("gone"),
        };
}

/// <summary>What Shopify answered.</summary>
/// <param name="Value">What came; null beside a problem.</param>
/// <param name="Problem">Why the action can't go on; null where all was answered.</param>
public sealed record ActionReply<T>(T? Value, ActionAnswer? Problem)
    where T : class;

/// <summary>A list as the Admin API writes it.</summary>
internal sealed record LiveNodes<T>
{
    public IReadOnlyList<T> Nodes { get; init; } = [];
}

/// <summary>Money as the Admin API writes it: whole units, decimals behind a point.</summary>
internal sealed record LiveMoney
{
    public LiveAmount ShopMoney { get; init; } = new();

    /// <inheritdoc cref="LiveAmount.Minor"/>
    public long Minor => ShopMoney.Minor;
}

/// <summary>An amount of the shop's money.</summary>
internal sealed record LiveAmount
{
    public string Amount { get; init; } = "0";

    public string CurrencyCode { get; init; } = "";

    /// <summary>In minor units of the currency; 0 where none was told.</summary>
    public long Minor => CurrencyCode.Length == 0 ? 0 : Currency.ToMinor(decimal.Parse(Amount, NumberStyles.Number, CultureInfo.InvariantCulture), CurrencyCode) ?? 0;
}

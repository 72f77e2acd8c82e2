using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions;

/// <summary>One kind of thing that agents can do. A new one is a class of this, its documents, its texts and a test.</summary>
public interface IActionKind
{
    /// <summary>Its name in rows, addresses and the keys of texts; at most 40 letters.</summary>
    string Kind { get; }

    /// <summary>What it is done to.</summary>
    ActionSubject Subject { get; }

    /// <summary>The scope without which Shopify refuses it.</summary>
    string Scope { get; }

    /// <summary>
    /// True where sending it twice does no more than sending it once: Shopify knows it by its key, or it sets something to a
    /// value. One that looking did not find is then sent again at once.
    /// </summary>
    bool MayRepeat { get; }

    /// <summary>False where no money moves by it: it can be left to managers, but has no largest amount.</summary>
    bool HasAmount => false;

    /// <summary>Works out what would happen, with what was chosen so far.</summary>
    Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel);

    /// <summary>Does it. What it would refuse has changed nothing.</summary>
    Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel);

    /// <summary>
    /// Looks in the shop whether it has happened, after an answer was lost. It changes nothing. What leaves nothing to look at,
    /// such as a mail, is <see cref="ActionEnd.Unknown"/>: it is never sent again, and stays unknown.
    /// </summary>
    Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel);
}

/// <summary>What an action is planned for, as our rows know it.</summary>
public sealed record ActionTarget
{
    public ShopId ShopId { get; init; }

    public ActionSubject Subject { get; init; }

    /// <summary>Shopify's id.</summary>
    public long Id { get; init; }

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    /// <summary>How many actions were asked for on it: a confirmation that has seen fewer is too old.</summary>
    public long LastSeq { get; init; }

    /// <summary>The shop's time zone, IANA; null where Shopify has not said.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When the plan is made.</summary>
    public DateTimeOffset Now { get; init; }
}

/// <summary>How sending or looking ended.</summary>
public enum ActionEnd
{
    /// <summary>It has happened.</summary>
    Done,

    /// <summary>It can't be done; nothing was changed.</summary>
    Refused,

    /// <summary>It could not be sent, or the shop could not be looked at, now; nothing was changed.</summary>
    Later,

    /// <summary>It may have happened.</summary>
    Unknown,

    /// <summary>Looking showed that it has not happened.</summary>
    NotThere,
}

/// <summary>What came of sending or looking.</summary>
/// <param name="End">How it ended.</param>
public sealed record ActionAnswer(ActionEnd End)
{
    /// <summary>Why it was refused.</summary>
    public ActionRefusal? Refusal { get; init; }

    /// <summary>What is worth telling of what was done: a code, an amount, an address.</summary>
    public IReadOnlyList<ActionEffect> Facts { get; init; } = [];

    public static ActionAnswer Done(params IReadOnlyList<ActionEffect> facts) => new(ActionEnd.Done) { Facts = facts };

    public static ActionAnswer Refused(string key, string? text = null) => new(ActionEnd.Refused) { Refusal = new(key, text) };

    public static ActionAnswer NotThere { get; } = new(ActionEnd.NotThere);
}

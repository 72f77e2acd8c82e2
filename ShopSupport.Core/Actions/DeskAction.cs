using System.Text.Json;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions;

/// <summary>How far an action came.</summary>
public enum ActionState
{
    /// <summary>Above what who asked may do: a manager decides.</summary>
    Waiting,

    /// <summary>A manager said no; nothing has been sent.</summary>
    Declined,

    /// <summary>Wanted, and written down; nothing has been sent.</summary>
    Asked,

    /// <summary>On its way to Shopify; no answer is known.</summary>
    Sent,

    /// <summary>It was sent and the answer was lost: the shop is being looked at, until nothing is to be learnt there any more.</summary>
    Unknown,

    Done,

    /// <summary>Nothing was changed, for <see cref="DeskAction.Reason"/>.</summary>
    Failed,
}

/// <summary>What an action is done to.</summary>
public enum ActionSubject
{
    Order,

    Contract,

    Customer,
}

/// <summary>Something done to an order, a subscription or a customer from the desk.</summary>
public sealed record DeskAction
{
    /// <summary>The longest word to a manager or of one, in letters.</summary>
    public const int LongestWhy = 500;

    public ActionId Id { get; init; }

    public ShopId ShopId { get; init; }

    /// <summary>Made with the form that asked for it: the same key is the same action, however often it comes.</summary>
    public string ActionKey { get; init; } = "";

    /// <summary><see cref="IActionKind.Kind"/>.</summary>
    public string Kind { get; init; } = "";

    public ActionSubject Subject { get; init; }

    /// <summary>Shopify's id.</summary>
    public long SubjectId { get; init; }

    /// <summary>What people call it: an order's number, a customer's name.</summary>
    public string SubjectName { get; init; } = "";

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    /// <summary>Where it was asked for; null elsewhere than beside a conversation.</summary>
    public ConversationId? ConversationId { get; init; }

    public AgentId AskedBy { get; init; }

    public string AskedByName { get; init; } = "";

    public ActionState State { get; init; }

    /// <summary>What was chosen, as JSON; <see cref="Chosen"/> reads it.</summary>
    public string Wish { get; init; } = "{}";

    /// <summary>What the confirmation said would happen, as JSON; <see cref="Effects"/> reads it.</summary>
    public string Shown { get; init; } = "[]";

    /// <summary>The money that moves, in minor units; null where none does.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }

    /// <summary>How often it was sent: more than once only where looking showed that nothing had happened.</summary>
    public int Sends { get; init; }

    /// <summary>What a step of it left for the next, in the words of its kind; null where nothing did.</summary>
    public string? Progress { get; init; }

    /// <summary>What came of it, as JSON; <see cref="Outcome"/> reads it.</summary>
    public string? Facts { get; init; }

    /// <summary>Why it failed: a key of the screens' texts.</summary>
    public string? Reason { get; init; }

    /// <summary>What Shopify said, in its words.</summary>
    public string? ReasonText { get; init; }

    /// <summary>Why a manager had to decide; null where none had to.</summary>
    public ApprovalNeed? Need { get; init; }

    /// <summary>What who asked may do alone, in minor units; null where that is no amount.</summary>
    public long? LimitMinor { get; init; }

    /// <summary>What they said to it.</summary>
    public string? AskedWhy { get; init; }

    public AgentId? DecidedBy { get; init; }

    public string? DecidedByName { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What the manager said to it.</summary>
    public string? DecidedWhy { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When it could first be sent: when it was asked for, or approved.</summary>
    public DateTimeOffset FreeAt => DecidedAt ?? AskedAt;

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True while something may still happen; one that stays unknown has ended, too.</summary>
    public bool IsUnderWay => EndedAt is null && State is ActionState.Asked or ActionState.Sent or ActionState.Unknown;

    /// <summary>What was chosen.</summary>
    public ActionWish Chosen => ActionWish.Parse(Wish);

    /// <summary>What the confirmation said would happen.</summary>
    public IReadOnlyList<ActionEffect> Effects => JsonSerializer.Deserialize<List<ActionEffect>>(Shown) ?? [];

    /// <summary>What came of it; nothing while it is under way.</summary>
    public IReadOnlyList<ActionEffect> Outcome => Facts is null ? [] : JsonSerializer.Deserialize<List<ActionEffect>>(Facts) ?? [];
}

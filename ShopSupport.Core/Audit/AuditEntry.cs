using System.Text.Json;
using System.Text.Json.Serialization;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Audit;

/// <summary>What somebody did or saw.</summary>
public enum AuditKind
{
    /// <summary>An action was confirmed; with a need, for a manager to decide.</summary>
    ActionAsked,

    ActionApproved,

    ActionDeclined,

    ActionDone,

    ActionFailed,

    /// <summary>An action was sent and its answer was lost.</summary>
    ActionUnknown,

    /// <summary>A customer's data stood on somebody's screen: once for each agent and customer in <see cref="ViewLog.Again"/>.</summary>
    View,

    /// <summary>Rows left the desk as a file.</summary>
    Export,

    LimitsChanged,

    ManagerMade,

    ManagerUnmade,

    /// <summary>Agents from outside may come in.</summary>
    DoorOpened,

    DoorClosed,

    OutsideInvited,

    /// <summary>An invitation was taken: somebody from outside is in.</summary>
    OutsideJoined,

    OutsidePutOut,

    OutsideLetIn,
}

/// <summary>One row of the audit: who did or saw what, and when. It names no customer; it points to them.</summary>
public sealed record AuditEntry
{
    /// <summary>Set when it is read.</summary>
    public long Id { get; init; }

    public ShopId ShopId { get; init; }

    public DateTimeOffset NotedAt { get; init; }

    /// <summary>Null where nobody is known by an id.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>As they were called then.</summary>
    public string AgentName { get; init; } = "";

    public AuditKind What { get; init; }

    /// <summary>What <see cref="SubjectId"/> is an id of: <c>order</c>, <c>contract</c>, <c>customer</c> by Shopify's ids; <c>conversation</c>, <c>person</c>, <c>agent</c> by ours.</summary>
    public string? Subject { get; init; }

    public long? SubjectId { get; init; }

    /// <summary>An order's number or an agent's name; never a customer's.</summary>
    public string? SubjectName { get; init; }

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    public ConversationId? ConversationId { get; init; }

    /// <summary>More of it.</summary>
    public AuditDetail? Detail { get; init; }
}

/// <summary>What else is kept of a row of the audit; only what is set is written.</summary>
public sealed record AuditDetail
{
    private static readonly JsonSerializerOptions Written = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The kind of an action, or what was exported.</summary>
    public string? Kind { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }

    /// <summary>Why a manager had to decide: a key.</summary>
    public string? Need { get; init; }

    /// <summary>Why it failed: a key of the screens' texts.</summary>
    public string? Reason { get; init; }

    /// <summary>What an agent or a manager said to it.</summary>
    public string? Why { get; init; }

    /// <summary>Settings that were changed.</summary>
    public IReadOnlyList<AuditChange>? Changes { get; init; }

    /// <summary>The detail as JSON.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, Written);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static AuditDetail Parse(string json) => JsonSerializer.Deserialize<AuditDetail>(json) ?? new();
}

/// <summary>A setting that was changed.</summary>
/// <param name="What">Which.</param>
/// <param name="From">What it was; null where it was not set.</param>
/// <param name="To">What it is.</param>
public sealed record AuditChange(string What, string? From, string? To);

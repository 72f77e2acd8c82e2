using System.Text.Json;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions;

/// <summary>A request as its row is written.</summary>
internal sealed record AskArgs
{
    public required ShopId ShopId { get; init; }

    public required string ActionKey { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required long Id { get; init; }

    public required long Seq { get; init; }

    public string Name { get; set; } = "";

    public ShopifyCustomerId? ShopifyCustomerId { get; set; }

    public required ConversationId? ConversationId { get; init; }

    public required AgentId AskedBy { get; init; }

    public string State { get; set; } = "";

    public required string Wish { get; init; }

    public required string Shown { get; init; }

    public required long? AmountMinor { get; init; }

    public required string? Currency { get; init; }

    public required DateTimeOffset Now { get; init; }

    public DateTimeOffset Never { get; } = DateTimeOffset.UnixEpoch;

    public string? Need { get; set; }

    public long? LimitMinor { get; set; }

    public string? AskedWhy { get; init; }

    public static AskArgs Of(ShopId shopId, AgentId agentId, ActionRequest request, DateTimeOffset now) => new()
    {
        ShopId = shopId,
        ActionKey = request.ActionKey,
        Kind = request.Kind,
        Subject = request.Subject.ToKey(),
        Id = request.SubjectId,
        Seq = request.LastSeq + 1,
        ConversationId = request.ConversationId,
        AskedBy = agentId,
        Wish = request.Wish.ToString(),
        Shown = JsonSerializer.Serialize(request.Effects),
        AmountMinor = request.AmountMinor,
        Currency = request.Currency,
        AskedWhy = string.IsNullOrWhiteSpace(request.Why) ? null : Excerpt.Of(request.Why.Trim(), DeskAction.LongestWhy),
        Now = now,
    };
}

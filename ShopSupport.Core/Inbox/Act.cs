using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>Something that was done to a conversation without words.</summary>
public sealed record Act
{
    /// <summary>Unique in the conversation.</summary>
    public string Key { get; init; } = "";

    public JournalKind Kind { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for time itself.</summary>
    public string? AgentName { get; init; }

    /// <summary>Who is in charge from then on; null for nobody.</summary>
    public AgentId? AssigneeId { get; init; }

    public string? AssigneeName { get; init; }

    /// <summary>Until when it was put aside.</summary>
    public DateTimeOffset? UntilAt { get; init; }

    /// <summary>The tag, or how it ended.</summary>
    public string? Text { get; init; }

    /// <summary>What is left of acts, given newest first, without what was taken back and the taking back; oldest first.</summary>
    internal static IReadOnlyList<Act> Standing(IReadOnlyCollection<Act> acts)
    {
        var undone = acts.Where(act => act.Kind == JournalKind.Undone).Select(act => act.Text!).ToHashSet(StringComparer.Ordinal);
        return [.. acts.Where(act => act.Kind != JournalKind.Undone && !undone.Contains(act.Key)).Reverse()];
    }
}

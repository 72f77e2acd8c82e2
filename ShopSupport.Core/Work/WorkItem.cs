using ShopSupport.Core.Queue;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Work;

/// <summary>One thing that must happen later.</summary>
public sealed record WorkItem
{
    /// <summary>How long nobody else takes an item that was taken: doing it ends before that.</summary>
    public static TimeSpan Visibility { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Set when it is stored.</summary>
    public WorkId Id { get; init; }

    /// <summary>The shop it is done for.</summary>
    public required ShopId ShopId { get; init; }

    /// <summary>Whose it is: <see cref="IWorkHandler.Kind"/>. At most 40 characters.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// What it is about, at most 200 characters, for example a conversation's id: a second item of the same kind and key
    /// takes the place of the first. Null for items that stand beside each other.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Whether a person waits for it.</summary>
    public Lane Lane { get; init; } = Lane.Message;

    /// <summary>Not to be done before.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>What its handler needs to know, as JSON.</summary>
    public string? Payload { get; init; }

    /// <summary>How often doing it has failed.</summary>
    public int Tries { get; init; }

    /// <summary>Proof of having taken it; changes each time.</summary>
    public long Receipt { get; init; }
}

/// <summary>An item that was given up; it stays until somebody asks for it again, or its time is over.</summary>
public sealed record DeadWork
{
    /// <summary>Its id.</summary>
    public WorkId Id { get; init; }

    /// <summary>Whose it was.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What it was about.</summary>
    public string? Key { get; init; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset DiedAt { get; init; }

    /// <summary>The type and number of its last error.</summary>
    public string Error { get; init; } = "";
}

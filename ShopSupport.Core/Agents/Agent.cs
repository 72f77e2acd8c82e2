using ShopSupport.Core.Values;

namespace ShopSupport.Core.Agents;

/// <summary>A person who answers.</summary>
public sealed record Agent
{
    public AgentId Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The language that they chose for their screens, <c>ja</c> or <c>en</c>; null where they have not.</summary>
    public string? Language { get; init; }

    /// <summary>False for one who was put out.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>They decide over what others may not do alone.</summary>
    public bool IsManager { get; init; }
}

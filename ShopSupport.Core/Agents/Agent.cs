using ShopSupport.Core.Values;

namespace ShopSupport.Core.Agents;

/// <summary>A person who answers.</summary>
public sealed record Agent
{
    /// <summary>Our id.</summary>
    public AgentId Id { get; init; }

    /// <summary>The name on screen.</summary>
    public string Name { get; init; } = "";
}

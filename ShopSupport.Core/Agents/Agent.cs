using ShopSupport.Core.Values;

namespace ShopSupport.Core.Agents;

/// <summary>A person who answers.</summary>
public sealed record Agent
{
    public AgentId Id { get; init; }

    public string Name { get; init; } = "";
}

namespace ShopSupport.Core.Channels;

public enum MessageKind
{
    /// <summary>Said by the customer.</summary>
    Customer,

    /// <summary>Said by an agent to the customer.</summary>
    Agent,

    /// <summary>Written by an agent for colleagues only.</summary>
    Note,

    /// <summary>The conversation was closed; the text says how it ended.</summary>
    Closed,
}

namespace ShopSupport.Core.Channels;

/// <summary>Where a conversation takes place.</summary>
public enum Channel
{
    /// <summary>E-mail.</summary>
    Mail,

    /// <summary>The chat on the shop's pages.</summary>
    Chat,

    /// <summary>The LINE messenger.</summary>
    Line,

    /// <summary>Telephone; messages are notes of what was said.</summary>
    Phone,

    /// <summary>A product review.</summary>
    Review,
}

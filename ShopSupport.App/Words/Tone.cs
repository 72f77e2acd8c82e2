using ShopSupport.Core.Storage;

namespace ShopSupport.App.Words;

/// <summary>What a mark means; its colour never says it alone.</summary>
internal enum Tone
{
    /// <summary>Nothing special.</summary>
    Plain,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>On its way, or simply information.</summary>
    Info,

    /// <summary>Needs care.</summary>
    Warn,

    /// <summary>Overdue or broken.</summary>
    Bad,
}

/// <summary>A short mark with its tone.</summary>
internal sealed record Badge(Tone Tone, string Text)
{
    /// <summary>Its classes in the style sheet.</summary>
    public string Css => "tag " + Tone.ToKey();
}

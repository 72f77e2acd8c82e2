using System.Globalization;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;

namespace ShopSupport.App.Live;

/// <summary>
/// What the tabs of one browser show, and so what its stream has to tell. The list of conversations is always among it:
/// of conversations that no tab has open, the newest change stands for all.
/// </summary>
internal sealed class OnScreen
{
    private const int Most = 2000;
    private const string All = "all";

    private readonly HashSet<(ShopEventKind Kind, long Id)> _shown = [];
    private readonly HashSet<ShopEventKind> _kinds = [];
    private bool _isAll;

    private OnScreen()
    {
    }

    /// <summary>Reads <c>conversation:7,customer:900,stock:601</c>: ids as events name them, a kind alone for all of it, <c>all</c> for any event.</summary>
    /// <returns>Null when it is something else.</returns>
    public static OnScreen? Parse(string? text)
    {
        var screen = new OnScreen();
        var words = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= Most && Array.TrueForAll(words, screen.Add) ? screen : null;
    }

    /// <summary>
    /// The one thing on the screens that a change is about; null when they do not show it. Of two changes with the same
    /// answer the newer one says enough.
    /// </summary>
    public (ShopEventKind Kind, ShopEventKind? By, long Id)? PlaceOf(ShopEvent change)
    {
        if (change.ConversationId is { } conversation && _shown.Contains((ShopEventKind.Conversation, conversation.Value)))
        {
            return (change.Kind, ShopEventKind.Conversation, conversation.Value);
        }

        if (change.ShopifyCustomerId is { } customer && _shown.Contains((ShopEventKind.Customer, customer.Value)))
        {
            return (change.Kind, ShopEventKind.Customer, customer.Value);
        }

        if (change is { Kind: ShopEventKind.Stock, SubjectId: { } item } && _shown.Contains((ShopEventKind.Stock, item)))
        {
            return (change.Kind, ShopEventKind.Stock, item);
        }

        return _isAll || _kinds.Contains(change.Kind) || IsForEverybody(change) ? (change.Kind, null, 0) : null;
    }

    // The list of conversations, the mark that something failed, how far the import is, and stock that is said of no single item.
    private static bool IsForEverybody(ShopEvent change) => change switch
    {
        { Kind: ShopEventKind.Conversation or ShopEventKind.Sync or ShopEventKind.Import } => true,
        { Kind: ShopEventKind.Stock, SubjectId: null } => true,
        _ => false,
    };

    private bool Add(string word)
    {
        var (name, id) = word.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (word[..colon], word[(colon + 1)..]) : (word, null);
        if (name is All && id is null)
        {
            return _isAll = true;
        }

        foreach (var kind in Enum.GetValues<ShopEventKind>())
        {
            if (string.Equals(kind.ToKey(), name, StringComparison.Ordinal))
            {
                return id is null
                    ? _kinds.Add(kind) || true
                    : long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (_shown.Add((kind, number)) || true);
            }
        }

        return false;
    }
}

using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;

namespace ShopSupport.App.Inbox;

/// <summary>The built-in views in the order of the screen.</summary>
internal static class InboxViews
{
    public static InboxView[] All { get; } =
        [InboxView.Waiting, InboxView.Mine, InboxView.Unassigned, InboxView.Snoozed, InboxView.Closed, InboxView.All];

    /// <summary>The view of that key; the first one without a key, and for a key that is none.</summary>
    public static InboxView Parse(string? key) =>
        Array.Find(All, view => string.Equals(view.ToKey(), key, StringComparison.Ordinal));
}

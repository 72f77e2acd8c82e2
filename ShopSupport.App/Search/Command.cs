using Microsoft.AspNetCore.Html;
using ShopSupport.App.Words;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Search;

/// <summary>Something to do, found by its names: it presses a key of the desk, leads to a page, or changes the language.</summary>
/// <param name="Icon">Its drawing.</param>
/// <param name="Title">What it is called, in the language of the request.</param>
/// <param name="Names">The text that holds what else it may be called, in either language.</param>
internal sealed record Command(IHtmlContent Icon, Func<Texts, string> Title, string Names)
{
    private static readonly Command[] Acts =
    [
        Act(Icons.Check, "close", "e"),
        Act(Icons.Undo, "reopen", "e"),
        Act(Icons.Clock, "snooze", "s"),
        Act(Icons.Person, "assign", "a"),
        Act(Icons.Tag, "tags", "t"),
        Act(Icons.Mail, "reply", "r"),
        Act(Icons.Draft, "note", "n"),
        Act(Icons.Undo, "undo", "z"),
    ];

    private static readonly Command[] Pages =
    [
        .. new[] { InboxView.Waiting, InboxView.Mine, InboxView.Unassigned, InboxView.Snoozed, InboxView.Closed, InboxView.All }.Select(view => view.ToKey())
            .Select(view => new Command(Icons.Inbox, texts => texts.Of("command.open_view", texts[$"view.{view}"]), $"view.{view}.names") { Address = $"/inbox?view={view}" }),
        new(Icons.Home, texts => texts.Of("command.open", texts["home.title"]), "home.names") { Address = "/home" },
        new(Icons.Product, texts => texts.Of("command.open", texts["stock.title"]), "stock.names") { Address = "/stock" },
        new(Icons.Sync, texts => texts.Of("command.open", texts["sync.title"]), "sync.names") { Address = "/sync" },
    ];

    /// <summary>The key of the desk; null for a page.</summary>
    public string? Key { get; private init; }

    /// <summary>What the desk must offer for it now; null for what can always be done.</summary>
    public string? Needs { get; private init; }

    /// <summary>The page; null for a key.</summary>
    public string? Address { get; private init; }

    /// <summary>The language to which it changes; null for all else.</summary>
    public string? Language { get; private init; }

    /// <summary>The commands that a question names; all for an empty one.</summary>
    /// <param name="offered">What can be done with what is open at the desk, as the box tells it.</param>
    public static IReadOnlyList<Command> Find(Texts texts, string question, IReadOnlyCollection<string> offered)
    {
        var (folded, other) = (SearchText.Fold(question), texts["language"] is "ja" ? "en" : "ja");
        Command language = new(Icons.Chat, texts => texts["command.language"], "command.language.names") { Address = $"?lang={other}", Language = other };
        return [.. Acts.Concat(Pages).Append(language).Where(command =>
            (command.Needs is null || offered.Contains(command.Needs, StringComparer.Ordinal)) && command.IsNamed(texts, folded))];
    }

    private bool IsNamed(Texts texts, string folded) => folded.Length == 0
        || SearchText.Fold(Title(texts)).Contains(folded, StringComparison.Ordinal) || SearchText.Fold(texts[Names]).Contains(folded, StringComparison.Ordinal);

    private static Command Act(IHtmlContent icon, string name, string key) =>
        new(icon, texts => texts[$"command.{name}"], $"command.{name}.names") { Key = key, Needs = name };
}

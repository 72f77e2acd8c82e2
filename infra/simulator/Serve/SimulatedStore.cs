using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Bulk;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Serve;

/// <summary>A shop with what Shopify does around it.</summary>
internal sealed record SimulatedStore(ShopActs Acts, AppOnShop App, BulkDesk Bulk)
{
    private ShopJournal? _journal;

    public SimulatedShop Shop => Acts.Shop;

    /// <summary>The optional scopes that the merchant grants whenever they take the app.</summary>
    public IReadOnlyList<string> GrantedBesides { get; init; } = [];

    /// <summary>Whether the merchant has the app now.</summary>
    public bool IsInstalled { get; set; }

    /// <summary>Everything is again as the journal tells, and goes on into it.</summary>
    public void Keep(ShopJournal journal, AccessTokens tokens)
    {
        journal.Restore(Shop);
        foreach (var pair in journal.List<IssuedPair>(ShopJournal.Tokens))
        {
            tokens.Restore(App, pair);
        }

        if (journal.Find<KeptApp>(ShopJournal.App) is { } kept)
        {
            (IsInstalled, App.Scopes) = (kept.IsInstalled, kept.Scopes.ToHashSet(StringComparer.Ordinal));
        }

        journal.Begin(Shop);
        tokens.Issued += (app, pair) =>
        {
            if (app == App)
            {
                journal.Write(ShopJournal.Tokens, pair.Access, pair);
            }
        };
        _journal = journal;
    }

    /// <summary>Keeps whether the merchant has the app, and what it may do.</summary>
    public void KeepApp()
    {
        if (!IsInstalled)
        {
            _journal?.Forget(ShopJournal.Tokens);
        }

        _journal?.Write(ShopJournal.App, "", new KeptApp(IsInstalled, [.. App.Scopes.Order(StringComparer.Ordinal)]));
    }

    private sealed record KeptApp(bool IsInstalled, IReadOnlyList<string> Scopes);
}

using System.Collections.Concurrent;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Bulk;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Shop;
using ShopSupport.Simulator.Webhooks;

namespace ShopSupport.Simulator.Serve;

/// <summary>Shopify as one app sees it: its shops, its API, its tokens, and what it tells.</summary>
internal sealed class ShopifySimulator : IDisposable
{
    private static readonly TimeSpan UntilErased = TimeSpan.FromHours(48);

    private readonly ConcurrentDictionary<string, SimulatedStore> _stores = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IDisposable> _held = [];
    private readonly string _folder;

    /// <param name="app">The app.</param>
    /// <param name="folder">Where the files of bulk operations are kept.</param>
    /// <param name="clock">The time.</param>
    public ShopifySimulator(SimulatedApp app, string folder, TimeProvider clock)
    {
        (App, Clock, _folder) = (app, clock, folder);
        Sessions = new(app, clock);
        Tokens = new(clock);
        TokenEndpoint = new(app, Sessions, Tokens);
    }

    public SimulatedApp App { get; }

    /// <summary>Where the simulator is reached; known once it listens.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1");

    public TimeProvider Clock { get; }

    /// <summary>One serves all: it holds nothing of any shop.</summary>
    public static AdminApi Api { get; } = new(() =>
    {
        var answers = AdminModel.Answers();
        BulkAnswers.AddTo(answers);
        return answers.ToSchema();
    });

    public SessionTokens Sessions { get; }

    public AccessTokens Tokens { get; }

    public TokenEndpoint TokenEndpoint { get; }

    public IReadOnlyCollection<SimulatedStore> Stores => [.. _stores.Values.OrderBy(store => store.Shop.Profile.Domain, StringComparer.Ordinal)];

    /// <summary>Called with each delivery that follows from an act, and with the scopes the shop granted.</summary>
    public Action<Delivery, IReadOnlySet<string>>? Told { get; set; }

    /// <summary>Opens a shop that is asked for and is not open yet, by its domain or the name in its admin's path; null for one that there is not.</summary>
    public Func<string, SimulatedStore?>? Opening { get; set; }

    /// <summary>
    /// Opens a shop. The app comes to it when the merchant opens it first, as with managed installation. What the journal holds of
    /// an earlier run is so again, and what changes from now on goes into it.
    /// </summary>
    /// <param name="source">What the shop is made of.</param>
    /// <param name="journal">Where changes are kept; null keeps none.</param>
    /// <param name="besides">The optional scopes that its merchant grants whenever they take the app.</param>
    public SimulatedStore Add(ShopSource source, ShopJournal? journal = null, params IReadOnlyList<string> besides)
    {
        var acts = new ShopActs(new SimulatedShop(source, Clock));
        var app = new AppOnShop(acts, App.ApiKey, new HashSet<string>(StringComparer.Ordinal));
        var bulk = new BulkDesk(Api, app, _folder, () => Address);
        var (store, telling) = (new SimulatedStore(acts, app, bulk) { GrantedBesides = besides }, new Telling(acts.Shop));
        _held.AddRange([bulk, telling]);
        if (journal is not null)
        {
            store.Keep(journal, Tokens);
            _held.Add(journal);
        }

        acts.Tell((_, changes) => Tell(store, telling, changes));
        return _stores[source.Profile.Domain] = store;
    }

    /// <summary>The shop of a domain, or of the name in its admin's path.</summary>
    public SimulatedStore? Find(string name) => _stores.GetValueOrDefault(name) ?? _stores.GetValueOrDefault($"{name}.myshopify.com") ?? Opening?.Invoke(name);

    /// <summary>The merchant takes the app, with the scopes it must have and those that they grant besides.</summary>
    public void Install(SimulatedStore store)
    {
        if (!store.IsInstalled)
        {
            store.App.Scopes = App.Scopes.Concat(store.GrantedBesides).ToHashSet(StringComparer.Ordinal);
            store.IsInstalled = true;
            store.KeepApp();
        }
    }

    /// <summary>The merchant grants one of the app's optional scopes, or takes it back.</summary>
    /// <exception cref="ShopRefusalException">The app never said that it may want the scope.</exception>
    public void Grant(SimulatedStore store, string scope, bool isGranted)
    {
        if (!App.OptionalScopes.Contains(scope, StringComparer.Ordinal))
        {
            throw new ShopRefusalException($"{scope} is none of the app's optional scopes.");
        }

        var before = store.App.Scopes;
        store.App.Scopes = (isGranted ? before.Append(scope) : before.Where(one => !string.Equals(one, scope, StringComparison.Ordinal))).ToHashSet(StringComparer.Ordinal);
        store.KeepApp();
        if (store.App.Scopes.Count != before.Count)
        {
            store.Acts.Say(new ScopesChanged([.. before.Order(StringComparer.Ordinal)], [.. store.App.Scopes.Order(StringComparer.Ordinal)], store.Shop.Now));
        }
    }

    /// <summary>The merchant takes the app off: its tokens are dead, it is told, and two days later it is to forget the shop.</summary>
    public void Uninstall(SimulatedStore store)
    {
        if (!store.IsInstalled)
        {
            return;
        }

        Tokens.Revoke(store.App);
        store.Acts.Say(new AppUninstalled(store.Shop.Profile, store.Shop.Now));
        store.IsInstalled = false;
        store.KeepApp();
        _held.Add(Clock.CreateTimer(_ => Erase(store), state: null, UntilErased, Timeout.InfiniteTimeSpan));
    }

    /// <summary>What is asked through the API is answered for this caller.</summary>
    public static AdminCaller Caller(SimulatedStore store) => new(store.App)
    {
        [BulkDesk.Name] = store.Bulk,
        OtherNodes = (type, id) => type is "BulkOperation" ? store.Bulk.Find(id) : null,
    };

    public void Dispose() => _held.ForEach(one => one.Dispose());

    private static void Erase(SimulatedStore store)
    {
        if (!store.IsInstalled)
        {
            store.Acts.Say(new ShopErased(store.Shop.Profile, store.Shop.Now));
        }
    }

    private void Tell(SimulatedStore store, Telling telling, IReadOnlyList<ShopChange> changes)
    {
        // The law's requests reach an app that a shop has left as well.
        if (Told is null || (!store.IsInstalled && changes is not [ShopErased or LawAsked]))
        {
            return;
        }

        foreach (var delivery in telling.Of(changes))
        {
            Told(delivery, store.App.Scopes);
        }
    }
}

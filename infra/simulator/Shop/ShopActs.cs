namespace ShopSupport.Simulator.Shop;

/// <summary>
/// What a merchant, a customer or an app does in a shop. Each act changes the rows as Shopify would and says once, together,
/// what happened. One act at a time.
/// </summary>
internal sealed partial class ShopActs(SimulatedShop shop)
{
    private readonly Lock _lock = new();

    private Action<SimulatedShop, IReadOnlyList<ShopChange>>? _listeners;

    public SimulatedShop Shop => shop;

    /// <summary>From now on <paramref name="listener"/> is told what each act changed, after the rows hold it and before the next act.</summary>
    public void Tell(Action<SimulatedShop, IReadOnlyList<ShopChange>> listener) => _listeners += listener;

    /// <summary>Says what happened outside the rows: the app was taken off, a bulk operation ended.</summary>
    public void Say(params IReadOnlyList<ShopChange> changes) => _listeners?.Invoke(shop, changes);

    /// <summary>Changes name, mail, plan … of the shop.</summary>
    public void ChangeShop(Func<ShopProfile, ShopProfile> change) => Act(at =>
    {
        shop.Profile = change(shop.Profile) with { UpdatedAt = at };
        return [new ShopUpdated(shop.Profile, at)];
    });

    // What an act refuses it throws, before it has changed anything.
    private void Act(Func<DateTimeOffset, IEnumerable<ShopChange>> act)
    {
        lock (_lock)
        {
            var changes = act(shop.Now).ToList();
            if (changes.Count > 0)
            {
                _listeners?.Invoke(shop, changes);
            }
        }
    }

    private Order OrderOf(long id) => shop.Orders.Find(id) ?? throw new ShopRefusalException("Order does not exist");

    private Order Keep(Order order, DateTimeOffset at)
    {
        // Two changes in one second are told apart by nobody: a row's time never stands still.
        var kept = order with { UpdatedAt = at > order.UpdatedAt ? at : order.UpdatedAt.AddSeconds(1) };
        shop.Put(kept);
        return kept;
    }
}

/// <summary>An act that Shopify would refuse, with the words it would say.</summary>
/// <param name="message">The words.</param>
/// <param name="code">The code, where it is another than what the mutation's refusals have as a rule.</param>
internal sealed class ShopRefusalException(string message, string? code = null) : Exception(message)
{
    public string? Code => code;
}

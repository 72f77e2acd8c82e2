using System.Globalization;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Shared;

/// <summary>Who looks at which shop, and in which language: one for each request, filled by <see cref="DeskEntry"/>.</summary>
public sealed class DeskContext
{
    private Shop? _shop;
    private Agent? _agent;

    /// <summary>True once a shop and an agent are known.</summary>
    public bool IsSignedIn => _shop is not null && _agent is not null;

    /// <summary>The tenant. Throws when nobody is signed in.</summary>
    public Shop Shop => _shop ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The person at the screen. Throws when nobody is signed in.</summary>
    public Agent Agent => _agent ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The tenant's id.</summary>
    public ShopId ShopId => Shop.Id;

    /// <summary>The language and the formats of the screen.</summary>
    public CultureInfo Culture { get; internal set; } = Languages.English;

    /// <summary>The shop's time zone; UTC until Shopify told us.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    internal void SignIn(Shop shop, Agent agent)
    {
        (_shop, _agent) = (shop, agent);
        Zone = shop.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
    }
}

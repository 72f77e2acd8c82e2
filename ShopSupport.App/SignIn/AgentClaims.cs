using System.Globalization;
using System.Security.Claims;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Shops;

namespace ShopSupport.App.SignIn;

/// <summary>What every way of signing in says about who asks: the shop, what its screens need of it, and the agent.</summary>
internal static class AgentClaims
{
    public const string ShopId = "shop_id";
    public const string ShopDomain = "shop_domain";
    public const string ShopName = "shop_name";
    public const string Currency = "shop_currency";
    public const string Zone = "zoneinfo";
    public const string Locale = "locale";
    public const string Country = "shop_country";
    public const string AgentId = "agent_id";
    public const string AgentName = "agent_name";
    public const string AgentLanguage = "agent_language";
    public const string AgentIsManager = "agent_is_manager";

    /// <summary>Whoever holds all of these is signed in.</summary>
    public static readonly string[] Required = [ShopId, ShopDomain, AgentId];

    public static ClaimsPrincipal Write(Shop shop, Agent agent, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, AgentName, ClaimTypes.Role);
        Add(ShopId, shop.Id.ToString());
        Add(ShopDomain, shop.Domain);
        Add(ShopName, shop.Name);
        Add(Currency, shop.Currency);
        Add(Zone, shop.TimeZone);
        Add(Locale, shop.Locale);
        Add(Country, shop.Country);
        Add(AgentId, agent.Id.ToString());
        Add(AgentName, agent.Name);
        Add(AgentLanguage, agent.Language);
        Add(AgentIsManager, agent.IsManager ? "1" : null);
        return new ClaimsPrincipal(identity);

        void Add(string type, string? value)
        {
            if (value is not null)
            {
                identity.AddClaim(new Claim(type, value));
            }
        }
    }

    public static bool AreIn(ClaimsPrincipal user) => Required.All(type => user.HasClaim(claim => string.Equals(claim.Type, type, StringComparison.Ordinal)));

    /// <summary>The number in a claim that must be there.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static long Number(ClaimsPrincipal user, string type) => long.Parse(Text(user, type), CultureInfo.InvariantCulture);

    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static string Text(ClaimsPrincipal user, string type) =>
        user.FindFirstValue(type) ?? throw new InvalidOperationException("Nobody is signed in.");
}

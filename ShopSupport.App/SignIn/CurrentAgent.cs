using System.Security.Claims;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.App.SignIn;

/// <summary>Who asks, and for which shop: what the claims of the request say, and nothing else. No parameter names a shop.</summary>
public sealed class CurrentAgent(ClaimsPrincipal user, ShopifyOptions? shopify = null)
{
    private static readonly ShopifyOptions Plain = new();

    /// <summary>True once a shop and an agent are known; the properties that name them throw before.</summary>
    public bool IsSignedIn { get; } = AgentClaims.AreIn(user);

    /// <summary>True inside a shop's admin: the page stands in its frame, and App Bridge belongs in it.</summary>
    public bool IsInAdmin { get; } = IsSignedInBy(user, ShopifySignIn.SchemeName);

    /// <summary>True for an agent without a seat in the admin.</summary>
    public bool IsOutside { get; } = IsSignedInBy(user, OutsideSignIn.SchemeName);

    /// <summary>True for a visitor of the demo, who is the same agent as every other one.</summary>
    public bool IsVisitor { get; } = IsSignedInBy(user, DemoSignIn.SchemeName);

    /// <summary>The tenant: part of every question to the database.</summary>
    public ShopId ShopId => new(AgentClaims.Number(user, AgentClaims.ShopId));

    /// <summary><c>name.myshopify.com</c>.</summary>
    public string ShopDomain => AgentClaims.Text(user, AgentClaims.ShopDomain);

    /// <summary>The shop's name; its domain until Shopify told us.</summary>
    public string ShopName => user.FindFirstValue(AgentClaims.ShopName) ?? ShopDomain;

    /// <summary>ISO 4217 code of the shop's money; null until Shopify told us.</summary>
    public string? Currency => user.FindFirstValue(AgentClaims.Currency);

    /// <summary>The shop's time zone; UTC until Shopify told us.</summary>
    public TimeZoneInfo Zone { get; } =
        user.FindFirstValue(AgentClaims.Zone) is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Where the shop is, ISO 3166-1 alpha-2; null until Shopify told us.</summary>
    public string? Country => user.FindFirstValue(AgentClaims.Country);

    /// <summary>The address of something in the shop's Shopify admin, for example <c>orders/1</c>.</summary>
    public string Admin(string path) => (shopify ?? Plain).Page(ShopDomain, path);

    /// <summary>The person at the screen.</summary>
    public AgentId Id => new(AgentClaims.Number(user, AgentClaims.AgentId));

    /// <summary>They decide over what others may not do alone.</summary>
    public bool IsManager => user.HasClaim(claim => claim.Type is AgentClaims.AgentIsManager);

    /// <summary>How they are called on screen.</summary>
    public string Name => user.FindFirstValue(AgentClaims.AgentName) ?? "";

    private static bool IsSignedInBy(ClaimsPrincipal user, string scheme) =>
        AgentClaims.AreIn(user) && string.Equals(user.Identity?.AuthenticationType, scheme, StringComparison.Ordinal);
}

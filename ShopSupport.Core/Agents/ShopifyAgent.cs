namespace ShopSupport.Core.Agents;

/// <summary>A person of the shop's staff who comes to the desk for the first time.</summary>
/// <param name="UserId">Shopify's id of them.</param>
/// <param name="Name">How they are called on screen.</param>
/// <param name="Email">Their mail address, where Shopify says one.</param>
/// <param name="Locale">The language of their admin, for example <c>ja</c> or <c>pt-BR</c>.</param>
public sealed record ShopifyAgent(long UserId, string Name, string? Email, string? Locale)
{
    /// <summary>Names nobody.</summary>
    public override string ToString() => nameof(ShopifyAgent);
}

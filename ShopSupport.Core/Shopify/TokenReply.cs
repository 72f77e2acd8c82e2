using System.Text.Json.Serialization;

namespace ShopSupport.Core.Shopify;

/// <summary>What Shopify answers to a token exchange or a refresh.</summary>
internal sealed record TokenReply
{
    [JsonPropertyName("access_token")]
    public string AccessToken { get; init; } = "";

    [JsonPropertyName("scope")]
    public string Scope { get; init; } = "";

    [JsonPropertyName("expires_in"), JsonInclude]
    public long? ExpiresInSeconds { private get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("refresh_token_expires_in"), JsonInclude]
    public long? RefreshExpiresInSeconds { private get; init; }

    [JsonPropertyName("associated_user")]
    public ShopifyPerson? Person { get; init; }

    /// <summary>Half an hour or so where Shopify does not say: fetched anew sooner than needed, never too late.</summary>
    [JsonIgnore]
    public TimeSpan ExpiresIn => TimeSpan.FromSeconds(ExpiresInSeconds ?? 1800);

    [JsonIgnore]
    public TimeSpan RefreshExpiresIn => TimeSpan.FromSeconds(RefreshExpiresInSeconds ?? 86400 * 90);

    public override string ToString() => nameof(TokenReply);
}

/// <summary>A person of a shop's staff, as the online token names them.</summary>
public sealed record ShopifyPerson
{
    /// <summary>Shopify's id of them: the <c>sub</c> of their session tokens.</summary>
    [JsonPropertyName("id")]
    public long Id { get; init; }

    /// <summary>Their given name; may be empty.</summary>
    [JsonPropertyName("first_name")]
    public string? FirstName { get; init; }

    /// <summary>Their family name; may be empty.</summary>
    [JsonPropertyName("last_name")]
    public string? LastName { get; init; }

    /// <summary>Their mail address.</summary>
    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>The language of their admin, for example <c>ja</c> or <c>pt-BR</c>.</summary>
    [JsonPropertyName("locale")]
    public string? Locale { get; init; }

    /// <summary>Names nobody.</summary>
    public override string ToString() => nameof(ShopifyPerson);
}

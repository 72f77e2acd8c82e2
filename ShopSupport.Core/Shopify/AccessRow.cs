using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Shopify;

/// <summary>What is kept of a shop's tokens, decrypted.</summary>
internal sealed record AccessRow
{
    public string Domain { get; init; } = "";

    public string? AccessToken { get; init; }

    public DateTimeOffset? AccessEndsAt { get; init; }

    public string? RefreshToken { get; init; }

    public DateTimeOffset? RefreshEndsAt { get; init; }

    public string? Scopes { get; init; }

    public DateTimeOffset? RenewedAt { get; init; }

    public string? Problem { get; init; }

    public long Lease { get; init; }

    /// <summary>What keeps the shop from being spoken to; null when nothing is known to.</summary>
    public AccessProblem? Known => Problem is null ? null : Array.Find(Enum.GetValues<AccessProblem>(), p => string.Equals(p.ToKey(), Problem, StringComparison.Ordinal));

    public bool HoldsAt(DateTimeOffset instant) => AccessToken is not null && AccessEndsAt > instant;

    public bool CanBeRenewedAt(DateTimeOffset instant) => RefreshToken is not null && RefreshEndsAt > instant;

    /// <summary>Keeps the tokens out of whatever writes a row down.</summary>
    public override string ToString() => nameof(AccessRow);
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shopify;

/// <summary>The tokens of the shops, encrypted; and whose turn it is to fetch new ones.</summary>
public sealed class AccessStore(Database database, IDataProtectionProvider protection, TimeProvider clock, ILogger<AccessStore> log)
{
    // Longer than all tries of one call: who has not come back by then is dead.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(90);

    private static readonly SqlFile Sql = SqlFile.Load("Shopify.Access.sql");

    internal async Task<AccessRow> FindAsync(ShopId shopId, CancellationToken cancel)
    {
        var row = await database.FindAsync<AccessRow>(Sql["find"], new { ShopId = shopId }, cancel)
            ?? throw new InvalidOperationException("There is no such shop.");
        return row with { AccessToken = Read(shopId, "access", row.AccessToken), RefreshToken = Read(shopId, "refresh", row.RefreshToken) };
    }

    /// <summary>Takes the turn; null while another has it, or has had it since the row was read.</summary>
    internal async Task<long?> LeaseAsync(ShopId shopId, long lease, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var args = new { ShopId = shopId, Lease = lease, Now = now, Until = now + LeaseTime };
        var isOurs = await database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(Sql["add"], args, cancel);
                return await transaction.ExecuteAsync(Sql["lease"], args, cancel) > 0;
            },
            cancel);
        return isOurs ? lease + 1 : null;
    }

    /// <summary>Keeps a pair and ends the turn; false when somebody else took it meanwhile, whose pair is the newer one.</summary>
    internal async Task<bool> KeepAsync(ShopId shopId, long lease, TokenReply reply, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var row = new
        {
            ShopId = shopId,
            Lease = lease,
            Now = now,
            AccessToken = Protector(shopId, "access").Protect(reply.AccessToken),
            AccessEndsAt = now + reply.ExpiresIn,
            RefreshToken = Protector(shopId, "refresh").Protect(reply.RefreshToken!),
            RefreshEndsAt = now + reply.RefreshExpiresIn,
            Scopes = Excerpt.Of(reply.Scope, 2000),
        };
        return await database.ExecuteAsync(Sql["keep"], row, cancel) > 0;
    }

    /// <summary>Ends the turn without a new pair; what is there stays.</summary>
    internal Task ReleaseAsync(ShopId shopId, long lease, CancellationToken cancel) =>
        database.ExecuteAsync(Sql["release"], new { ShopId = shopId, Lease = lease }, cancel);

    /// <summary>Notes what a call to the shop's Shopify met with, null when it is over, and tells the open screens where that is new.</summary>
    internal Task NoteAsync(ShopId shopId, AccessProblem? problem, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            if (await transaction.ExecuteAsync(Sql["note"], new { ShopId = shopId, Problem = problem?.ToKey() }, cancel) > 0)
            {
                await ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Sync }], clock.GetUtcNow(), cancel);
            }
        },
        cancel);

    /// <summary>Deletes a pair that holds no more, unless a newer one is there.</summary>
    internal Task ForgetAsync(ShopId shopId, long lease, CancellationToken cancel) =>
        database.ExecuteAsync(Sql["forget"], new { ShopId = shopId, Lease = lease, Problem = AccessProblem.NeedsReauth.ToKey() }, cancel);

    // Each use of each shop has its own key: a row that is copied to another shop opens nothing there.
    private IDataProtector Protector(ShopId shopId, string use) => protection.CreateProtector("ShopSupport.Shopify", use, shopId.ToString());

    private string? Read(ShopId shopId, string use, string? text)
    {
        try
        {
            return text is null ? null : Protector(shopId, use).Unprotect(text);
        }
        catch (CryptographicException)
        {
            log.LogError("The {Use} token of shop {ShopId} cannot be read with the keys that are there; it is as if there was none", use, shopId);
            return null;
        }
    }
}

using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>The tags that a shop's conversations have, each with how many have it; the last one takes it along.</summary>
internal static class TagUses
{
    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Tags.sql");

    /// <summary>Counts what a change did to a conversation's tags, whatever it was: an act, or taking one back.</summary>
    public static async Task CountAsync(
        WriteTransaction transaction, ShopId shopId, (string Before, string After) tags, DateTimeOffset now, CancellationToken cancel)
    {
        var (before, after) = (Tags.Read(tags.Before), Tags.Read(tags.After));
        foreach (var name in after.Except(before, StringComparer.Ordinal))
        {
            await transaction.ExecuteAsync(Sql["give"], new { ShopId = shopId, Name = name, Now = now }, cancel);
        }

        foreach (var name in before.Except(after, StringComparer.Ordinal))
        {
            await transaction.ExecuteAsync(Sql["take"], new { ShopId = shopId, Name = name }, cancel);
        }
    }
}

using ShopSupport.App.SignIn;
using ShopSupport.Core.Import;
using ShopSupport.Core.Insights;

namespace ShopSupport.App.Inbox;

/// <summary>What the strip above the desk tells: that the shop's door is shut, or how far its history is.</summary>
internal sealed record ImportStrip(ShopConnection Connection, ImportProgress Import)
{
    /// <summary>How many of its parts have ended: with each more may be on the screen.</summary>
    public int Over => Import.Resources.Count(one => one.IsOver);
}

/// <summary>Puts together what the strip tells.</summary>
public sealed class ImportStrips(CurrentAgent agent, ImportStore imports, ConnectionStore connections)
{
    internal async Task<ImportStrip> ReadAsync(CancellationToken cancel) =>
        new(await connections.FindAsync(agent.ShopId, cancel), await imports.ListAsync(agent.ShopId, cancel));
}

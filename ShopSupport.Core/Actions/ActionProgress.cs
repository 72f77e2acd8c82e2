using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Actions;

/// <summary>What an action of several steps must know before its last one is sent.</summary>
internal sealed class ActionProgress(Database database)
{
    private static readonly SqlFile Sql = SqlFile.Load("Actions.Actions.sql");

    /// <summary>Keeps it in the row of an action that is on its way; false where it is that no longer.</summary>
    public async Task<bool> KeepAsync(DeskAction action, string progress, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.ExecuteAsync(Sql["keep_progress"], new { action.ShopId, action.Id, Progress = progress }, cancel), cancel) > 0;
}

namespace ShopSupport.Webhooks.Workers;

/// <summary>Tells the rest of this process that something was written. Other processes find out from the database.</summary>
internal sealed class CommitSignal
{
    /// <summary>Raised after each commit, on the worker's own thread.</summary>
    public event EventHandler? OnCommitted;

    public void Committed() => OnCommitted?.Invoke(this, EventArgs.Empty);
}

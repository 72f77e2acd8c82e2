using ShopSupport.Core.Queue;

namespace ShopSupport.Core.Sync;

/// <summary>
/// The messages that this process has taken and not yet deleted or given back. The log may hold them already while the
/// queue still does. One whose delete failed stays until it was seen again.
/// </summary>
public sealed class InHand
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    public void Take(IEnumerable<QueuedDelivery> messages) => Take(messages.Select(message => message.MessageId));

    public void Leave(IEnumerable<QueuedDelivery> messages) => Leave(messages.Select(message => message.MessageId));

    internal void Take(IEnumerable<string> messageIds)
    {
        lock (_gate)
        {
            _messages.UnionWith(messageIds);
        }
    }

    internal void Leave(IEnumerable<string> messageIds)
    {
        lock (_gate)
        {
            _messages.ExceptWith(messageIds);
        }
    }
}

namespace ShopSupport.Webhooks.Receive;

/// <summary>How many bytes of bodies may be held at once.</summary>
internal sealed class BodyBudget(long most)
{
    private long _held;

    /// <summary>The bytes that are held now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>False, with nothing taken, when so many are not left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= most)
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _held, -bytes);
}

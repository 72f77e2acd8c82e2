using ShopSupport.Core.Values;

namespace ShopSupport.Webhooks.Receive;

/// <summary>
/// When things arrive at this process, to the millisecond. It never goes back: what came later is later, also when the
/// machine's clock is put back, and a conversation is read in the order in which we learnt it.
/// </summary>
internal sealed class ArrivalClock(TimeProvider clock)
{
    private readonly Lock _gate = new();

    private DateTimeOffset _last;

    public DateTimeOffset Next()
    {
        lock (_gate)
        {
            var now = Instants.Cut(clock.GetUtcNow());
            return _last = now >= _last ? now : _last.AddMilliseconds(1);
        }
    }
}

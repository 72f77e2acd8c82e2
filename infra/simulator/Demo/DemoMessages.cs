using System.Globalization;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Payloads;

namespace ShopSupport.Simulator.Demo;

/// <summary>
/// What was said in a demo shop, as channels bring it. First the conversations that somebody has to do something about, so that an
/// inbox's first page is true; then the rest.
/// </summary>
internal sealed class DemoMessages(DemoShop shop) : IDisposable
{
    private readonly DeliveryWriter _writer = new(shop.Country.Domain);
    private readonly HashSet<int> _threads = [];

    /// <summary>In the order in which the view of waiting conversations lists them.</summary>
    public IEnumerable<Delivery> First() => shop.Threads
        .Where(thread => thread.IsOpen && (thread.IsWaiting || thread.SnoozedUntil is not null))
        .OrderBy(thread => thread.WaitingSince)
        .SelectMany(Of);

    /// <summary>Whatever <see cref="First"/> did not bring, from new to old.</summary>
    public IEnumerable<Delivery> Rest() => shop.Threads.SelectMany(Of);

    /// <summary>A conversation, unless it was brought before.</summary>
    public IEnumerable<Delivery> Of(DemoThread thread)
    {
        if (!_threads.Add(thread.Index))
        {
            yield break;
        }

        var key = DemoShop.KeyOf(thread);
        for (var i = 0; i < thread.Steps.Count; i++)
        {
            // What ended long ago must not stand among those who wait until its end has come in too.
            yield return DemoShop.Message(
                _writer, thread, key, string.Create(CultureInfo.InvariantCulture, $"{key}-{i + 1:00}"), thread.Steps[i], isImported: !thread.IsOpen);
        }
    }

    public void Dispose() => _writer.Dispose();
}

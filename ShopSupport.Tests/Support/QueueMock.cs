using Moq;
using ShopSupport.Core.Queue;

namespace ShopSupport.Tests.Support;

/// <summary>A queue that passes everything on to a real one, until a test says what fails.</summary>
internal static class QueueMock
{
    public static Mock<IDeliveryQueue> Over(IDeliveryQueue real)
    {
        var mock = new Mock<IDeliveryQueue>();
        mock.Setup(queue => queue.SendAsync(It.IsAny<Delivery>(), It.IsAny<CancellationToken>()))
            .Returns<Delivery, CancellationToken>(real.SendAsync);
        mock.Setup(queue => queue.ReceiveAsync(It.IsAny<int>(), It.IsAny<TimeSpan>(), It.IsAny<CancellationToken>()))
            .Returns<int, TimeSpan, CancellationToken>(real.ReceiveAsync);
        mock.Setup(queue => queue.DeleteAsync(It.IsAny<IReadOnlyCollection<QueuedDelivery>>(), It.IsAny<CancellationToken>()))
            .Returns<IReadOnlyCollection<QueuedDelivery>, CancellationToken>(real.DeleteAsync);
        mock.Setup(queue => queue.ReleaseAsync(It.IsAny<QueuedDelivery>(), It.IsAny<TimeSpan>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .Returns<QueuedDelivery, TimeSpan, bool, CancellationToken>(real.ReleaseAsync);
        mock.Setup(queue => queue.CountAsync(It.IsAny<CancellationToken>())).Returns<CancellationToken>(real.CountAsync);
        return mock;
    }
}

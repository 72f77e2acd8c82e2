using System.Globalization;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>
/// Which message of which queue was taken, as <see cref="QueuedDelivery"/> carries it: the id is
/// <c>partition/id</c>, the receipt is <c>pop receipt</c> or <c>pop receipt blob name</c>. Neither part holds a space.
/// </summary>
internal sealed record AzureReceipt(int Partition, string MessageId, string PopReceipt, string? BlobName)
{
    public static AzureReceipt Of(QueuedDelivery message)
    {
        var id = message.MessageId.Split('/', 2);
        var receipt = message.Receipt.Split(' ', 2);
        return new(int.Parse(id[0], CultureInfo.InvariantCulture), id[1], receipt[0], receipt.Length > 1 ? receipt[1] : null);
    }

    public QueuedDelivery Queued(int tries, Delivery delivery) => new()
    {
        MessageId = string.Create(CultureInfo.InvariantCulture, $"{Partition}/{MessageId}"),
        Receipt = BlobName is null ? PopReceipt : $"{PopReceipt} {BlobName}",
        Tries = tries,
        Delivery = delivery,
    };
}

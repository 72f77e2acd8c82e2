using ShopSupport.Core.Queue;

namespace ShopSupport.Tests.Queue;

public sealed class DeliveryEnvelopeTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void An_envelope_whose_header_is_none_cannot_be_read(string header)
    {
        byte[] bytes = [1, (byte)header.Length, 0, 0, 0, .. header.Select(c => (byte)c)];

        Assert.Throws<InvalidDataException>(() => DeliveryEnvelope.Decode(bytes));
    }
}

using System.Text;
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

    [Theory]
    [InlineData("", null)]
    [InlineData(",\"Trace\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData(",\"OfTomorrow\":\"1\"", null)]
    public void What_was_sent_before_there_were_traces_is_read_as_what_has_one_or_a_word_of_a_newer_program(string more, string? traceParent)
    {
        var header = Encoding.UTF8.GetBytes($$"""{"Shop":"a.myshopify.com","Topic":"orders/create","Id":"1","Received":"2026-11-01T00:00:00+00:00","Length":2{{more}}}""");
        byte[] bytes = [1, (byte)header.Length, (byte)(header.Length >> 8), 0, 0, .. header, (byte)'{', (byte)'}'];

        var delivery = DeliveryEnvelope.Decode(bytes);

        Assert.Equal(("orders/create", traceParent), (delivery.Topic, delivery.TraceParent));
        Assert.Equal(traceParent, DeliveryEnvelope.Decode(DeliveryEnvelope.Encode(delivery)).TraceParent);
    }
}

using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Receive;

namespace ShopSupport.Tests.Receive;

public sealed class ArrivalClockTests
{
    [Fact]
    public void What_arrives_after_the_clock_was_put_back_is_later_all_the_same()
    {
        var clock = new TestClock();
        var arrivals = new ArrivalClock(clock);
        var first = arrivals.Next();

        clock.Advance(TimeSpan.FromHours(-1));
        var second = arrivals.Next();
        var third = arrivals.Next();
        clock.Advance(TimeSpan.FromHours(2));
        var fourth = arrivals.Next();

        Assert.Equal(TestClock.Start, first);
        Assert.True(first < second && second < third);
        Assert.Equal(TestClock.Start.AddHours(1), fourth);
    }

    [Fact]
    public void An_arrival_is_told_to_the_millisecond()
    {
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromTicks(12_345));

        Assert.Equal(TestClock.Start.AddMilliseconds(1), new ArrivalClock(clock).Next());
    }
}

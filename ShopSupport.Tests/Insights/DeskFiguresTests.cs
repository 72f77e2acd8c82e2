using ShopSupport.Core.Channels;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Insights;

public sealed class DeskFiguresTests
{
    // Minutes of Said begin a day before the clock's start.
    private const int Day = 24 * 60;

    [OnEachEngine]
    public async Task Who_waits_is_counted_with_the_longest_wait_and_those_nobody_has_in_charge(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var figures = new DeskFigures(db.Database, db.Clock);
        Assert.Equal(new Waiting(), await figures.WaitingAsync(db.ShopId, CancellationToken.None));

        await db.ReceiveAsync(Thread("a").ByCustomer(10), Thread("b").ByCustomer(20), Thread("c").ByCustomer(30), Thread("c").ByAgent(40));
        await db.ReceiveAsync(Thread("d").ByAgent(41), Thread("d").ByCustomer(42));
        await db.ReceiveAsync(Thread("other").ByCustomer(1), Said.At(1), await db.AddShopAsync());

        Assert.Equal(
            new Waiting { Total = 3, Unassigned = 2, LongestSince = Said.At(10) },
            await figures.WaitingAsync(db.ShopId, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task The_first_reply_of_each_conversation_counts_in_the_week_in_which_it_came(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await AnswerAsync(db, "a", asked: 0, minutes: 10);
        await AnswerAsync(db, "b", asked: 5, minutes: 30);
        await AnswerAsync(db, "before", asked: -9 * Day, minutes: 45);
        await AnswerAsync(db, "long ago", asked: -20 * Day, minutes: 1);
        // A second answer, and one to a second message, are none of the first.
        await db.ReceiveAsync(Thread("a").ByAgent(500), Thread("a").ByCustomer(600), Thread("a").ByAgent(601));
        await db.ReceiveAsync(Thread("unanswered").ByCustomer(0));

        var (now, earlier) = await new DeskFigures(db.Database, db.Clock).FirstRepliesAsync(db.ShopId, CancellationToken.None);

        Assert.Equal(new FirstReplies { Count = 2, Median = TimeSpan.FromMinutes(10), NineOfTen = TimeSpan.FromMinutes(30) }, now);
        Assert.Equal(new FirstReplies { Count = 1, Median = TimeSpan.FromMinutes(45), NineOfTen = TimeSpan.FromMinutes(45) }, earlier);
    }

    [OnEachEngine]
    public async Task Where_the_desk_wrote_first_the_wait_begins_with_the_customers_message(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Thread("a").ByAgent(0), Thread("a").ByCustomer(60), Thread("a").Note(61), Thread("a").ByCustomer(65), Thread("a").ByAgent(80));
        await db.ReceiveAsync(Thread("told").ByAgent(5));

        var (now, _) = await new DeskFigures(db.Database, db.Clock).FirstRepliesAsync(db.ShopId, CancellationToken.None);

        Assert.Equal((1, TimeSpan.FromMinutes(20)), (now.Count, now.Median));
    }

    [OnEachEngine]
    public async Task History_that_was_brought_along_kept_nobody_waiting(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Thread("a").ByCustomer(0) with { IsImported = true }, Thread("a").ByAgent(700) with { IsImported = true });
        await db.ReceiveAsync(Thread("b").ByCustomer(0) with { IsImported = true }, Thread("b").ByAgent(700));

        var (now, _) = await new DeskFigures(db.Database, db.Clock).FirstRepliesAsync(db.ShopId, CancellationToken.None);

        Assert.Equal(new FirstReplies { Count = 0 }, now);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(10, 5, 9)]
    [InlineData(11, 6, 10)]
    [InlineData(100, 50, 90)]
    public void A_share_of_the_waits_is_a_wait_that_somebody_had(int count, int median, int nineOfTen)
    {
        var replies = FirstReplies.Of(Enumerable.Range(1, count).Reverse().Select(minutes => TimeSpan.FromMinutes(minutes)));

        Assert.Equal((count, TimeSpan.FromMinutes(median), TimeSpan.FromMinutes(nineOfTen)), (replies.Count, replies.Median, replies.NineOfTen));
    }

    private static Said Thread(string key) => new(key, new ChannelPerson(key, $"{Math.Abs(StringComparer.Ordinal.GetHashCode(key))}@example.jp"));

    private static async Task AnswerAsync(TestDatabase db, string thread, int asked, int minutes) =>
        await db.ReceiveAsync(Thread(thread).ByCustomer(asked), Thread(thread).ByAgent(asked + minutes));
}

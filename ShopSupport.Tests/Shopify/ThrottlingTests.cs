using System.Net;
using Microsoft.Extensions.Time.Testing;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Shopify.ClientDesk;

namespace ShopSupport.Tests.Shopify;

/// <summary>Shopify's limit of points: one bucket for each shop, whoever asks.</summary>
public sealed class ThrottlingTests
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private readonly FakeTimeProvider _clock = new(TestClock.Start);

    [Fact]
    public async Task What_is_throttled_waits_for_as_long_as_the_points_take_and_is_asked_again()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Throttled(available: 0, requested: 500), Throttled(available: 450, requested: 500), Body("""{"data":{"order":null}}"""));
        var start = desk.Clock.GetUtcNow();

        Assert.Equal(ShopifyOutcome.Done, (await desk.AskAsync(Change)).Outcome);

        Assert.Equal(3, desk.Shopify.Questions.Count);
        Assert.True(desk.Clock.GetUtcNow() - start >= TimeSpan.FromSeconds(5.5));
    }

    [Theory]
    [InlineData(Lane.Message, 15)]
    [InlineData(Lane.Change, 90)]
    public async Task A_minute_of_throttling_is_too_long_for_a_click_and_not_for_the_background(Lane lane, int seconds)
    {
        await using var desk = await ClientDesk.OpenAsync();
        var start = desk.Clock.GetUtcNow();
        var isOver = start + TimeSpan.FromMinutes(1);
        var (throttled, answer) = (Throttled(available: 0), Body("""{"data":{"order":null}}"""));
        desk.Shopify.Answer = (_, _) => desk.Clock.GetUtcNow() < isOver ? throttled() : answer();

        var outcome = (await desk.AskAsync(Question, lane)).Outcome;

        Assert.Equal(lane == Lane.Message ? ShopifyOutcome.Throttled : ShopifyOutcome.Done, outcome);
        Assert.True(desk.Clock.GetUtcNow() - start <= TimeSpan.FromSeconds(seconds + 1));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData((HttpStatusCode)430)]
    public async Task Too_many_requests_are_waited_for_as_the_answer_says(HttpStatusCode status)
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(
            () =>
            {
                var response = Status(status)();
                response.Headers.Add("Retry-After", "3");
                return response;
            },
            Body("""{"data":{"order":null}}"""));
        var start = desk.Clock.GetUtcNow();

        Assert.Equal(ShopifyOutcome.Done, (await desk.AskAsync(Change)).Outcome);
        Assert.True(desk.Clock.GetUtcNow() - start >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Waiting_ends_when_whoever_asked_is_gone()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Throttled(available: 0));
        using var gone = new CancellationTokenSource();

        var asking = desk.Client.AskAsync<Answered>(desk.Access.ShopId, Question, null, Lane.Change, gone.Token);
        await Patience.UntilAsync(() => !desk.Shopify.Questions.IsEmpty, "the question");
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_click_goes_before_the_background_that_came_first()
    {
        var gate = new CostGate(_clock);
        Assert.True(await gate.EnterAsync(1000, Lane.Message, Never, CancellationToken.None));
        var background = gate.EnterAsync(100, Lane.Change, Never, CancellationToken.None);
        var click = gate.EnterAsync(100, Lane.Message, Never, CancellationToken.None);

        await AdvanceAsync(2, click);
        Assert.True(await click);
        Assert.False(background.IsCompleted);

        await AdvanceAsync(9, background);
        Assert.True(await background);
    }

    [Fact]
    public async Task The_background_leaves_a_fifth_for_the_next_click()
    {
        var gate = new CostGate(_clock);
        for (var i = 0; i < 8; i++)
        {
            Assert.True(await gate.EnterAsync(100, Lane.Change, Never, CancellationToken.None));
        }

        Assert.False(await gate.EnterAsync(100, Lane.Change, _clock.GetUtcNow(), CancellationToken.None));
        Assert.True(await gate.EnterAsync(100, Lane.Message, _clock.GetUtcNow(), CancellationToken.None));
        Assert.True(await gate.EnterAsync(100, Lane.Message, _clock.GetUtcNow(), CancellationToken.None));
        Assert.False(await gate.EnterAsync(100, Lane.Message, _clock.GetUtcNow(), CancellationToken.None));
    }

    [Fact]
    public async Task What_Shopify_says_of_the_bucket_is_believed_less_what_is_still_on_its_way()
    {
        var gate = new CostGate(_clock);
        Assert.True(await gate.EnterAsync(10, Lane.Message, Never, CancellationToken.None));
        Assert.True(await gate.EnterAsync(30, Lane.Message, Never, CancellationToken.None));

        gate.Answered(10, new QueryCost(10, 5, Available: 100, Maximum: 20000, RestoreRate: 1000));

        Assert.True(await gate.EnterAsync(70, Lane.Message, _clock.GetUtcNow(), CancellationToken.None));
        Assert.False(await gate.EnterAsync(1, Lane.Message, _clock.GetUtcNow(), CancellationToken.None));
    }

    [Fact]
    public async Task One_that_costs_more_than_the_bucket_holds_goes_when_it_is_full()
    {
        var gate = new CostGate(_clock);

        Assert.True(await gate.EnterAsync(5000, Lane.Change, Never, CancellationToken.None));
        Assert.False(await gate.EnterAsync(1, Lane.Message, _clock.GetUtcNow(), CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_leaves_the_line_makes_room_for_those_behind()
    {
        var gate = new CostGate(_clock);
        Assert.True(await gate.EnterAsync(1000, Lane.Message, Never, CancellationToken.None));
        using var gone = new CancellationTokenSource();
        var first = gate.EnterAsync(900, Lane.Message, Never, gone.Token);
        var second = gate.EnterAsync(100, Lane.Message, Never, CancellationToken.None);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await AdvanceAsync(2, second);

        Assert.True(await second);
    }

    // Time passes in small steps, and not beyond these seconds unless what is waited for needs none.
    private async Task AdvanceAsync(int seconds, Task<bool> waited)
    {
        var end = _clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        await Patience.UntilAsync(
            () =>
            {
                if (!waited.IsCompleted && _clock.GetUtcNow() < end)
                {
                    _clock.Advance(TimeSpan.FromMilliseconds(50));
                }

                return waited.IsCompleted;
            },
            "a place");
    }
}

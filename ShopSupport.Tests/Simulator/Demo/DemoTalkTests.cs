using System.Text.Json;
using ShopSupport.Core.Channels;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Tests.Simulator.Demo;

/// <summary>What is said in the demo shop makes sense, in its history and while one looks on.</summary>
public sealed class DemoTalkTests
{
    private static readonly DateTimeOffset Anchor = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<bool, DemoAnswers> Answers = new() { [false] = new(isEnglish: false), [true] = new(isEnglish: true) };

    public static TheoryData<int, string> Shops => new() { { 20261121, "ja" }, { 7, "ja" }, { 20261121, "en" }, { 7, "en" } };

    [Theory, MemberData(nameof(Shops))]
    public void Every_answer_of_the_past_belongs_to_its_question(int seed, string language)
    {
        var shop = new DemoShop(Sized(seed, language), Anchor);

        var answered = shop.Threads.Where(thread => thread.Family is not null).Sum(thread => Check(thread.Customer.IsEnglish, thread.Steps.Select(step => (step.Kind, step.Text))));

        Assert.True(answered > 300, $"{answered} answers");
    }

    [Theory, MemberData(nameof(Shops))]
    public void Every_answer_of_a_colleague_belongs_to_its_question_and_nobody_answers_as_the_visitor(int seed, string language)
    {
        var options = Sized(seed, language);
        var said = new DemoShop(options, Anchor).Threads.ToDictionary(DemoShop.KeyOf, thread => thread.Steps.Select(step => (step.Kind, step.Text)).ToList(), StringComparer.Ordinal);
        var visitor = DemoAgents.All(options.IsEnglish)[0];
        using var feed = new LivedShop(options, Anchor, run: seed);

        var answered = 0;
        for (var i = 1; i <= 3000; i++)
        {
            foreach (var delivery in feed.Next(Anchor.AddSeconds(4 * i)).Where(delivery => string.Equals(delivery.Topic, ChannelMessage.Topic, StringComparison.Ordinal)))
            {
                var message = JsonSerializer.Deserialize<ChannelMessage>(delivery.Body.Span, ChannelMessage.Json)!;
                if (!said.TryGetValue(message.ThreadKey, out var thread))
                {
                    said[message.ThreadKey] = thread = [];
                }

                thread.Add((message.Kind, message.Text));
                Assert.NotEqual(visitor.Handle, message.Agent?.Handle, StringComparer.Ordinal);
                answered += message.Kind is MessageKind.Agent ? Check(message.Language is "en", thread.Where(step => step.Kind is not MessageKind.Note).TakeLast(2)) : 0;
            }
        }

        Assert.True(answered > 60, $"{answered} answers");
    }

    [Theory, MemberData(nameof(Shops))]
    public void The_end_of_a_subscription_is_talked_about_once_and_only_where_it_ended(int seed, string language)
    {
        var threads = new DemoShop(Sized(seed, language), Anchor).Threads;

        var ended = threads.Where(thread => thread.Family is "cancel_left" or "cancel_reason").Select(thread => thread.Order!).ToList();
        Assert.Equal(ended.Count, ended.Distinct().Count());
        Assert.All(ended, order => Assert.Equal(("cancelled", order), (order.Contract!.Status, order.Contract.Orders[^1])));
        Assert.All(
            threads.Where(thread => thread is { Family: "cancel_abroad", IsOpen: false }),
            thread => Assert.DoesNotMatch("解約手続き|休止に変更|ancelled|Paused", thread.Steps[^1].Text));
    }

    [Fact]
    public void A_question_that_has_no_ready_answer_is_answered_by_nobody()
    {
        var options = Sized(20261121, "ja");
        using var feed = new LivedShop(options, Anchor, run: 1);
        var ownWords = new DemoShop(options, Anchor).Threads.Where(thread => thread.Family is null).Select(DemoShop.KeyOf).ToHashSet(StringComparer.Ordinal);

        var written = Enumerable.Range(1, 2000).SelectMany(i => feed.Next(Anchor.AddSeconds(4 * i)))
            .Where(delivery => string.Equals(delivery.Topic, ChannelMessage.Topic, StringComparison.Ordinal))
            .Select(delivery => JsonSerializer.Deserialize<ChannelMessage>(delivery.Body.Span, ChannelMessage.Json)!.ThreadKey);

        Assert.True(ownWords.Count > 25);
        Assert.DoesNotContain(written, ownWords.Contains);
    }

    // The agent's words right after a customer's; notes stand beside.
    private static int Check(bool isEnglish, IEnumerable<(MessageKind Kind, string Text)> steps)
    {
        var spoken = steps.Where(step => step.Kind is not MessageKind.Note).ToList();
        var answers = spoken.Zip(spoken.Skip(1)).Where(pair => pair.Second.Kind is MessageKind.Agent).ToList();
        Assert.All(answers, pair => Assert.True(
            pair.First.Kind is MessageKind.Customer && Answers[isEnglish].Fits(pair.First.Text, pair.Second.Text), $"{pair.First.Text}\n→ {pair.Second.Text}"));
        return answers.Count;
    }

    private static DemoOptions Sized(int seed, string language) =>
        new() { Customers = 400, Orders = 2400, Conversations = 400, Seed = seed, Language = language };
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ShopSupport.Core.Queue;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Queue;

/// <summary>What every <see cref="IDeliveryQueue"/> must do; one subclass for each runs all of it.</summary>
public abstract partial class QueueContract : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    protected IDeliveryQueue Queue { get; private set; } = null!;

    /// <summary>A prepared queue that nobody else uses.</summary>
    protected abstract Task<IDeliveryQueue> MakeAsync();

    /// <summary>Lets the queue's clock run on: a test's clock is moved, a server's is waited for.</summary>
    protected abstract Task PassAsync(TimeSpan time);

    public async Task InitializeAsync() => Queue = await MakeAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [ContractFact]
    public Task A_body_of_no_byte_comes_back() => ComesBackAsync([]);

    [ContractFact]
    public Task A_body_of_one_byte_comes_back() => ComesBackAsync([0x7b]);

    [ContractFact]
    public Task A_Japanese_body_comes_back() =>
        ComesBackAsync(Encoding.UTF8.GetBytes("""{"note":"海外転勤のため解約したい😢","name":"髙﨑 葵"}"""));

    [ContractFact]
    public Task A_body_of_every_byte_comes_back() => ComesBackAsync([.. Enumerable.Range(0, 512).Select(i => (byte)i)]);

    [ContractFact]
    public Task A_body_of_ten_megabytes_comes_back() => ComesBackAsync(RandomNumberGenerator.GetBytes(10 * 1024 * 1024));

    [ContractFact]
    public async Task All_that_came_with_a_delivery_comes_back()
    {
        var sent = Deliveries.One() with
        {
            EventId = "event-1",
            ApiVersion = "2026-10",
            TriggeredAt = new DateTimeOffset(2026, 10, 3, 4, 5, 6, 789, TimeSpan.Zero),
        };
        await Queue.SendAsync(sent, default);

        var back = Assert.Single(await Queue.ReceiveAsync(10, Long, default));

        Assert.Equal(sent with { Body = default }, back.Delivery with { Body = default });
        Assert.Equal(0, back.Tries);
    }

    [ContractFact]
    public async Task Nothing_comes_from_an_empty_queue()
    {
        Assert.Empty(await Queue.ReceiveAsync(10, Long, default));
        Assert.Equal(new QueueCount(0, null), await Queue.CountAsync(default));
    }

    [ContractFact]
    public async Task Preparing_again_keeps_what_waits()
    {
        await Queue.SendAsync(Deliveries.One(), default);

        await Queue.PrepareAsync(default);

        Assert.Single(await Queue.ReceiveAsync(10, Long, default));
    }

    [ContractFact]
    public async Task No_more_come_than_were_asked_for()
    {
        await SendManyAsync(7);

        Assert.Equal(3, (await Queue.ReceiveAsync(3, Long, default)).Count);
        Assert.Equal(4, (await Queue.ReceiveAsync(100, Long, default)).Count);
    }

    [ContractFact]
    public async Task A_taken_message_is_hidden_and_then_seen_again_without_a_try()
    {
        await SendManyAsync(2);
        Assert.Single(await Queue.ReceiveAsync(1, Long, default));
        var first = Assert.Single(await Queue.ReceiveAsync(1, Short, default));

        await PassAsync(Short);
        var second = Assert.Single(await Queue.ReceiveAsync(10, Long, default));

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.NotEqual(first.Receipt, second.Receipt, StringComparer.Ordinal);
        Assert.Equal(0, second.Tries);
    }

    [ContractFact]
    public async Task A_deleted_message_is_gone()
    {
        await Queue.SendAsync(Deliveries.One(), default);
        await Queue.DeleteAsync(await Queue.ReceiveAsync(10, Short, default), default);

        await PassAsync(Short);

        Assert.Empty(await Queue.ReceiveAsync(10, Long, default));
        Assert.Equal(0, (await Queue.CountAsync(default)).Waiting);
    }

    [ContractFact]
    public async Task A_late_delete_or_release_leaves_the_message_to_who_took_it_since()
    {
        await Queue.SendAsync(Deliveries.One(), default);
        var late = await Queue.ReceiveAsync(10, Short, default);
        await PassAsync(Short);
        var current = await Queue.ReceiveAsync(10, Long, default);

        await Queue.DeleteAsync(late, default);
        await Queue.ReleaseAsync(late[0], TimeSpan.Zero, failed: true, default);

        Assert.Equal(1, (await Queue.CountAsync(default)).Waiting);
        Assert.Empty(await Queue.ReceiveAsync(10, Long, default));
        await Queue.ReleaseAsync(current[0], TimeSpan.Zero, failed: false, default);
        var again = await Queue.ReceiveAsync(10, Long, default);
        Assert.Equal(current[0].MessageId, Assert.Single(again).MessageId);
        Assert.Equal(0, again[0].Tries);
        await Queue.DeleteAsync(again, default);
        Assert.Equal(0, (await Queue.CountAsync(default)).Waiting);
    }

    [ContractFact]
    public async Task Deleting_twice_is_harmless()
    {
        await SendManyAsync(3);
        var taken = await Queue.ReceiveAsync(10, Long, default);

        await Queue.DeleteAsync(taken, default);
        await Queue.DeleteAsync(taken, default);

        Assert.Equal(0, (await Queue.CountAsync(default)).Waiting);
    }

    [ContractFact]
    public async Task A_released_message_waits_for_its_delay()
    {
        await SendManyAsync(2);
        var taken = await Queue.ReceiveAsync(10, Long, default);

        await Queue.ReleaseAsync(taken[0], Long, failed: true, default);
        await Queue.ReleaseAsync(taken[1], Short, failed: true, default);

        await PassAsync(Short);
        var back = Assert.Single(await Queue.ReceiveAsync(10, Long, default));
        Assert.Equal((taken[1].MessageId, 1), (back.MessageId, back.Tries));
    }

    [ContractFact]
    public async Task Only_failures_count_as_tries()
    {
        await Queue.SendAsync(Deliveries.One(), default);
        var seen = new List<int>();
        foreach (var failed in new[] { false, true, false, true, true, false })
        {
            var taken = Assert.Single(await Queue.ReceiveAsync(10, Long, default));
            seen.Add(taken.Tries);
            await Queue.ReleaseAsync(taken, TimeSpan.Zero, failed, default);
        }

        Assert.Equal([0, 0, 1, 1, 2, 3], seen);
    }

    [ContractFact]
    public async Task A_large_body_survives_its_failures()
    {
        var sent = Deliveries.One(RandomNumberGenerator.GetBytes(200_000));
        await Queue.SendAsync(sent, default);
        await Queue.ReleaseAsync(Assert.Single(await Queue.ReceiveAsync(1, Long, default)), TimeSpan.Zero, failed: true, default);

        var back = Assert.Single(await Queue.ReceiveAsync(1, Long, default));

        Assert.Equal(1, back.Tries);
        Assert.True(sent.Body.Span.SequenceEqual(back.Delivery.Body.Span));
    }

    [ContractFact]
    public async Task The_count_holds_hidden_messages_too()
    {
        await SendManyAsync(5);
        await Queue.ReceiveAsync(2, Long, default);

        var count = await Queue.CountAsync(default);

        Assert.Equal(5, count.Waiting);
        Assert.NotNull(count.OldestSentAt);
    }

    [ContractFact]
    public async Task What_waits_for_a_shop_is_counted_without_other_shops_or_not_at_all()
    {
        await SendManyAsync(5);
        await Queue.SendAsync(Deliveries.One(shop: "quiet.myshopify.com"), default);

        Assert.True(await Queue.CountAsync("quiet.myshopify.com", default) is null or { Waiting: 1, OldestSentAt: not null });
        Assert.True(await Queue.CountAsync("new.myshopify.com", default) is null or { Waiting: 0, OldestSentAt: null });
    }

    [ContractFact]
    public async Task Eight_receivers_take_each_of_500_messages_once()
    {
        var sent = await SendManyAsync(500);
        var taken = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (taken.Count < sent.Count && await Queue.ReceiveAsync(16, Long, default) is { Count: > 0 } batch)
            {
                await Queue.DeleteAsync(batch, default);
                batch.ToList().ForEach(m => taken.Add(m.Delivery.WebhookId));
            }
        })));

        Assert.Equal(sent.Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
        Assert.Equal(0, (await Queue.CountAsync(default)).Waiting);
    }

    private async Task<IReadOnlyList<string>> SendManyAsync(int count)
    {
        var deliveries = Enumerable.Range(0, count)
            .Select(i => Deliveries.One(shop: string.Create(CultureInfo.InvariantCulture, $"shop-{i % 9}.myshopify.com")))
            .ToArray();
        await Parallel.ForEachAsync(deliveries, async (delivery, cancel) => await Queue.SendAsync(delivery, cancel));
        return [.. deliveries.Select(d => d.WebhookId)];
    }

    private async Task ComesBackAsync(byte[] body)
    {
        await Queue.SendAsync(Deliveries.One(body), default);

        var back = Assert.Single(await Queue.ReceiveAsync(10, Long, default));

        Assert.True(back.Delivery.Body.Span.SequenceEqual(body));
        await Queue.DeleteAsync([back], default);
        Assert.Equal(0, (await Queue.CountAsync(default)).Waiting);
    }
}

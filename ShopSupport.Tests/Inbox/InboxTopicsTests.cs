using System.Text.Json;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Inbox;

public sealed class InboxTopicsTests
{
    [OnEachEngine]
    public async Task A_message_whose_key_its_column_cannot_hold_is_parked(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        var message = new Said("t", new ChannelPerson("太郎", Email: "taro@example.jp")).ByAgent(1);

        Assert.Equal(DeliveryOutcome.Dead, await ApplyAsync(shop, message with { ThreadKey = new string('k', 201) }));
        Assert.Equal(DeliveryOutcome.Dead, await ApplyAsync(shop, message with { MessageKey = new string('k', 201) }));
        Assert.Equal(DeliveryOutcome.Dead, await ApplyAsync(shop, message with { Agent = new ChannelAgent(new string('a', 101), "佐藤") }));
        Assert.Equal(DeliveryOutcome.Applied, await ApplyAsync(shop, message with { MessageKey = new string('k', 200) }));
    }

    [OnEachEngine]
    public async Task An_address_longer_than_any_is_no_address(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        var person = new ChannelPerson("太郎", Email: $"{new string('a', 320)}@example.jp", Phone: new string('1', 41), Handle: "U1");

        Assert.Equal(DeliveryOutcome.Applied, await ApplyAsync(shop, new Said("t", person, Channel.Line).ByCustomer(1)));

        Assert.Equal((null, null), await shop.FindAsync<(string?, string?)>("email, phone", "customers"));
        Assert.Equal("U1", await shop.FindAsync<string>("handle", "customer_handles"));
    }

    [OnEachEngine]
    public async Task A_message_without_what_every_message_holds_is_parked_at_once_and_the_reason_names_it(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        string[] names = ["kind", "channel", "thread_key", "message_key", "text", "sent_at", "customer", "agent.handle", "agent.name"];

        foreach (var (name, isNull) in names.SelectMany(name => new[] { (name, true), (name, false) }))
        {
            var body = JsonSerializer.SerializeToNode(new Said("t", new ChannelPerson("太郎", Email: "taro@example.jp")).ByAgent(1), ChannelMessage.Json)!.AsObject();
            var parts = name.Split('.');
            var holder = parts.Length > 1 ? body[parts[0]]!.AsObject() : body;
            holder.Remove(parts[^1]);
            if (isNull)
            {
                holder[parts[^1]] = null;
            }

            var delivery = shop.Delivery(ChannelMessage.Topic, body.ToJsonString());
            await shop.ApplyAllAsync(delivery);

            var outcome = await shop.OutcomeAsync(delivery.WebhookId);
            Assert.Equal((DeliveryOutcome.Dead, $"Missing {name}"), (outcome.Outcome, outcome.Reason));
        }
    }

    [OnEachEngine]
    public async Task A_person_without_a_name_is_a_person(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);

        Assert.Equal(DeliveryOutcome.Applied, await ApplyAsync(shop, new Said("t", new ChannelPerson(null, Email: "taro@example.jp")).ByCustomer(1)));
    }

    private static Task<DeliveryOutcome> ApplyAsync(SyncedShop shop, ChannelMessage message) =>
        shop.ApplyAsync(ChannelMessage.Topic, JsonSerializer.Serialize(message, ChannelMessage.Json));
}

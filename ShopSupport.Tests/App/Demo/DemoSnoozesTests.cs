using ShopSupport.Core.Agents;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Tests.App.Demo;

public sealed class DemoSnoozesTests
{
    [Fact]
    public async Task A_start_puts_aside_what_a_process_that_ended_early_did_not_and_nothing_that_was_taken_up_since()
    {
        var options = new DemoOptions { Customers = 300, Orders = 1500, Conversations = 450, Language = "ja" };
        await using var made = await MadeShop.MakeAsync(options);
        var aside = made.All.Where(row => row.Status is ConversationStatus.Snoozed).Select(row => row.Id).ToList();
        Assert.Equal(3, aside.Count);
        var agent = await new AgentStore(made.Database, TimeProvider.System).FindOrAddAsync(made.Shop.Id, "takagi", "高木", CancellationToken.None);
        await new ActStore(made.Database, TimeProvider.System).ReopenAsync(made.Shop.Id, aside[0], agent.Id, CancellationToken.None);
        foreach (var sql in new[] { "DELETE FROM conversation_events WHERE shop_id = @Shop AND conversation_id = @Id AND kind = 'snoozed'", "UPDATE conversations SET status = 'open', snoozed_until = NULL WHERE shop_id = @Shop AND id = @Id" })
        {
            Assert.Equal(1, await made.Database.ExecuteAsync(Sql(sql), new { Shop = made.Shop.Id, Id = aside[1] }, CancellationToken.None));
        }

        await made.PutAsideAsync();

        var now = await made.Database.QueryAsync<long>(Sql("SELECT id FROM conversations WHERE shop_id = @Id AND status = 'snoozed' ORDER BY id"), new { made.Shop.Id }, CancellationToken.None);
        Assert.Equal(aside.Skip(1).Select(id => id.Value).Order(), now);
    }

    private static SqlText Sql(string text) => new(text, text);
}

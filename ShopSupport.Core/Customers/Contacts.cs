using System.Text.Json;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>People known only from a channel, until Shopify tells of a customer who is reached the same way.</summary>
internal static class Contacts
{
    private static readonly SqlFile Sql = SqlFile.Load("Customers.Customers.sql");

    /// <summary>Gives conversations and handles of such people to the customers; one known by mail and by phone may be two of them.</summary>
    public static async Task AbsorbAsync(Batch batch, IReadOnlyList<Newer<CustomerRow>> customers, CancellationToken cancel)
    {
        foreach (var shop in customers.GroupBy(c => c.Row.ShopId))
        {
            var reached = shop.SelectMany(c => Reached(c.Row)).ToList();
            if (reached.Count > 0)
            {
                await AbsorbAsync(batch, shop.Key, reached, cancel);
            }
        }
    }

    private static async Task AbsorbAsync(Batch batch, ShopId shopId, List<object> reached, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, Rows = JsonSerializer.Serialize(reached) };
        var found = await batch.Transaction.QueryAsync<(CustomerId Contact, CustomerId Customer)>(Sql["find_contacts"], args, cancel);
        foreach (var (contact, customer) in found.DistinctBy(f => f.Contact))
        {
            var move = new { ShopId = shopId, ContactId = contact, CustomerId = customer };
            foreach (var id in await batch.Transaction.QueryAsync<ConversationId>(Sql["list_conversations"], move, cancel))
            {
                batch.AddEvent(shopId, new ShopEvent { Kind = ShopEventKind.Conversation, ConversationId = id });
            }

            await batch.Transaction.ExecuteAsync(Sql["absorb"].Then(CustomerWords.Forget), move, cancel);
        }
    }

    private static IEnumerable<object> Reached(CustomerRow row)
    {
        if (row.Email is { } mail)
        {
            yield return new { id = row.ShopifyId.Value, kind = Handle.MailKind, handle = mail };
        }

        if (row.Phone is { } phone)
        {
            yield return new { id = row.ShopifyId.Value, kind = Handle.PhoneKind, handle = phone };
        }
    }
}

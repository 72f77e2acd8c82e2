using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Customers;

/// <summary>A customer as Shopify holds them at this moment.</summary>
internal sealed record LiveCustomer
{
    private static readonly ShopifyDocument Document = ShopifyDocument.Load("CustomerToAct");

    public string? Note { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public static async Task<(LiveCustomer? Customer, ActionAnswer? Problem)> ReadAsync(ActionCalls calls, ShopId shopId, long id, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<Answer>(shopId, Document, new { id = IdOf(id) }, cancel);
        return reply.Problem is { } problem ? (null, problem) : (reply.Value?.Customer, reply.Value?.Customer is null ? ActionAnswer.Refused("not_found") : null);
    }

    public static string IdOf(long id) => new Gid("Customer", id).ToString();

    private sealed record Answer
    {
        public LiveCustomer? Customer { get; init; }
    }
}

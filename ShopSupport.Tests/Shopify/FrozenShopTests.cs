using System.Net;
using ShopSupport.Core.Events;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Tests.Shopify;

/// <summary>A shop that could not be spoken to, once it can be again.</summary>
public sealed class FrozenShopTests
{
    private static readonly Func<HttpResponseMessage> Answers = ClientDesk.Body("""{"data":{"order":{"id":"gid://shopify/Order/1","name":"#1"}}}""");

    [Fact]
    public async Task The_first_answer_after_a_shop_was_frozen_says_so_to_open_screens_once()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Answers, ClientDesk.Status(HttpStatusCode.PaymentRequired), Answers);
        await desk.AskAsync(ClientDesk.Question);
        var before = await EventsAsync(desk);

        Assert.Equal(ShopifyOutcome.Frozen, (await desk.AskAsync(ClientDesk.Question)).Outcome);
        Assert.Equal(("frozen", before + 1), (await ProblemAsync(desk), await EventsAsync(desk)));
        Assert.Equal(ShopifyOutcome.Done, (await desk.AskAsync(ClientDesk.Question)).Outcome);
        Assert.Equal((null, before + 2), (await ProblemAsync(desk), await EventsAsync(desk)));
        await desk.AskAsync(ClientDesk.Question);

        Assert.Equal((null, before + 2), (await ProblemAsync(desk), await EventsAsync(desk)));
    }

    [Fact]
    public async Task What_an_earlier_process_met_with_is_cleared_by_the_first_answer_of_this_one()
    {
        await using var desk = await ClientDesk.OpenAsync();
        await desk.Access.NewStore().NoteAsync(desk.Access.ShopId, AccessProblem.Frozen, default);
        desk.Says(Answers);
        var before = await EventsAsync(desk);

        Assert.Equal(ShopifyOutcome.Done, (await desk.AskAsync(ClientDesk.Question)).Outcome);

        Assert.Equal((null, before + 1), (await ProblemAsync(desk), await EventsAsync(desk)));
    }

    private static Task<string?> ProblemAsync(ClientDesk desk) => desk.Access.FindAsync<string>("SELECT problem FROM shop_access WHERE shop_id = @ShopId");

    private static Task<long> EventsAsync(ClientDesk desk) => new ShopEventStore(desk.Access.Database).LastNumberAsync(desk.Access.ShopId, default);
}

using ShopSupport.Core.Actions;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>Where an order goes, and how its parcel is followed.</summary>
public sealed class AddressTests
{
    [OnEachEngine]
    public async Task The_order_goes_where_the_agent_said(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.UnsentOrder();

        var action = await desk.AskAsync("change_address", order.Id, [.. OrderSteps.Address]);
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        var address = desk.Shop.Orders.Find(order.Id)!.Address!;
        Assert.Equal(("530-0001", "JP-27", "大阪市北区", "901号室", order.Address!.CountryCode), (address.Zip, address.ProvinceCode, address.City, address.Address2, address.CountryCode));
    }

    [OnEachEngine]
    public async Task An_order_that_shipped_meanwhile_keeps_its_address(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.UnsentOrder();
        var action = await desk.AskAsync("change_address", order.Id, [.. OrderSteps.Address]);
        desk.Desk.Store.Acts.Fulfil(order.Id, "Yamato (JA)", "1", null);

        await desk.RunAsync();

        Assert.Equal((ActionState.Failed, "shipped_address"), ((await desk.FindAsync(action)).State, (await desk.FindAsync(action)).Reason));
        Assert.Equal(order.Address, desk.Shop.Orders.Find(order.Id)!.Address);
        Assert.Equal("shipped_address", (await desk.PlanAsync("change_address", order.Id)).Plan.Refusal?.Key);
    }

    [Fact]
    public async Task An_address_that_Shopify_does_not_take_is_refused_in_its_words()
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);
        var order = desk.UnsentOrder();

        var action = await desk.AskAsync("change_address", order.Id, [.. OrderSteps.Address.Where(part => part.Name is not "zip"), ("zip", "12")]);
        await desk.RunAsync();

        var failed = await desk.FindAsync(action);
        Assert.Equal((ActionState.Failed, "shopify", "Zip is not valid for Japan"), (failed.State, failed.Reason, failed.ReasonText));
        Assert.Equal(order.Address, desk.Shop.Orders.Find(order.Id)!.Address);
    }

    [Theory]
    [InlineData("city", "", "address_incomplete")]
    [InlineData("address1", "", "address_incomplete")]
    public async Task What_no_parcel_can_do_without_is_asked_for_at_once(string part, string value, string refusal)
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);

        var (plan, _) = await desk.PlanAsync("change_address", desk.UnsentOrder().Id, [.. OrderSteps.Address.Where(one => !string.Equals(one.Name, part, StringComparison.Ordinal)), (part, value)]);

        Assert.Equal(refusal, plan.Refusal?.Key);
    }

    [OnEachEngine]
    public async Task A_parcel_is_followed_under_its_new_number(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var order = desk.SentOrder();

        var action = await desk.AskAsync("tracking", order.Id, [.. OrderSteps.Tracking(order)]);
        await desk.RunAsync();

        Assert.Equal(ActionState.Done, (await desk.FindAsync(action)).State);
        var parcel = desk.Shop.Orders.Find(order.Id)!.Fulfillments[0];
        Assert.Equal(("Yamato (JA)", "1234-5678-9012", "https://track.example.jp/1234-5678-9012"), (parcel.Company, parcel.TrackingNumber, parcel.TrackingUrl));
    }

    [Theory]
    [InlineData("number", "", "no_number")]
    [InlineData("url", "javascript:alert(1)", "bad_url")]
    public async Task A_number_or_an_address_that_is_none_is_refused(string field, string value, string refusal)
    {
        await using var desk = await ActionDesk.OpenAsync(DatabaseProvider.Sqlite);
        var order = desk.SentOrder();

        var (plan, _) = await desk.PlanAsync("tracking", order.Id, [.. OrderSteps.Tracking(order).Where(one => !string.Equals(one.Name, field, StringComparison.Ordinal)), (field, value)]);

        Assert.Equal(refusal, plan.Refusal?.Key);
    }
}

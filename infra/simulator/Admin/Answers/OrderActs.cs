using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>What an app can do to orders and parcels.</summary>
internal static class OrderActs
{
    public static void AddTo(AdminAnswers answers)
    {
        foreach (var name in (ReadOnlySpan<string>)["orderUpdate", "orderInvoiceSend"])
        {
            answers.Writing[name] = "write_orders";
        }

        foreach (var name in (ReadOnlySpan<string>)["fulfillmentEventCreate", "fulfillmentTrackingInfoUpdate"])
        {
            answers.Writing[name] = "write_merchant_managed_fulfillment_orders";
        }

        answers.Root("Mutation", new()
        {
            ["orderUpdate"] = Update,
            ["orderInvoiceSend"] = SendInvoice,
            ["tagsAdd"] = ask => Tag(ask, isAdding: true),
            ["tagsRemove"] = ask => Tag(ask, isAdding: false),
            ["fulfillmentEventCreate"] = See,
            ["fulfillmentTrackingInfoUpdate"] = Track,
        });
    }

    /// <summary>The number of an order that is there, and that the caller may see.</summary>
    /// <exception cref="ShopRefusalException">There is none.</exception>
    public static long OrderId(Ask ask, string gid) =>
        Gid.Read(gid, "Order") is { } id && ask.Shop.Orders.Find(id) is { } order && ask.Caller.MaySee(order) ? id : throw new ShopRefusalException("Order does not exist");

    private static Payload Update(Ask ask)
    {
        var input = ask.Input("input");
        input.OnlyHeld("OrderInput", "id", "note", "tags", "email", "phone", "shippingAddress", "customAttributes", "poNumber");
        return Payload.Of(
            () =>
            {
                var id = OrderId(ask, input.Text("id")!);
                if (input.Map("shippingAddress") is { } given && AddressRules.Problems(given, ["shippingAddress"]) is { Count: > 0 } problems)
                {
                    return Payload.Refusing("userErrors", problems);
                }

                ask.Caller.Acts.ChangeOrder(id, order => order with
                {
                    Note = input.Text("note", order.Note),
                    Email = input.Text("email", order.Email),
                    Phone = input.Text("phone", order.Phone),
                    PoNumber = input.Text("poNumber", order.PoNumber),
                    Tags = input.ContainsKey("tags") ? input.Texts("tags") : order.Tags,
                    Attributes = input.ContainsKey("customAttributes") ? input.Attributes("customAttributes") : order.Attributes,
                    Address = input.Map("shippingAddress") is { } address ? AddressRules.Read(address, order.Address?.Id ?? ask.Shop.NewId()) : order.Address,
                    BilledTo = input.Map("shippingAddress") is null ? order.BilledTo : order.BilledTo ?? order.Address,
                });
                return new() { ["order"] = ask.Shop.Orders.Find(id) };
            },
            ["id"]);
    }

    private static Payload SendInvoice(Ask ask)
    {
        var email = ask.Input("email");
        return Payload.Of(
            () =>
            {
                var id = OrderId(ask, ask.Text("id")!);
                ask.Caller.Acts.SendInvoice(id, email.Text("to"));
                return new() { ["order"] = ask.Shop.Orders.Find(id) };
            },
            ["id"],
            code: "ORDER_INVOICE_SEND_UNSUCCESSFUL");
    }

    private static Payload Tag(Ask ask, bool isAdding)
    {
        var (gid, tags) = (ask.Text("id")!, ask.Texts("tags"));
        var scope = Gid.Read(gid)?.Type is "Customer" ? "write_customers" : "write_orders";
        if (!ask.Caller.May(scope))
        {
            throw AdminErrors.AccessDenied(ask.Field.FieldDefinition.Name, scope);
        }

        return Payload.Of(
            () =>
            {
                if (Gid.Read(gid, "Customer") is { } customer)
                {
                    ask.Caller.Acts.Tag(customer, isAdding ? tags : [], isAdding ? [] : tags);
                }
                else
                {
                    ask.Caller.Acts.ChangeOrder(OrderId(ask, gid), order => order with
                    {
                        Tags = [.. isAdding ? order.Tags.Union(tags, StringComparer.OrdinalIgnoreCase) : order.Tags.Except(tags, StringComparer.OrdinalIgnoreCase)],
                    });
                }

                return new() { ["node"] = RootAnswers.Node(ask, gid) };
            },
            ["id"]);
    }

    private static Payload See(Ask ask)
    {
        var input = ask.Input("fulfillmentEvent");
        return Payload.Of(
            () =>
            {
                var (order, parcel) = Parcel(ask, (string)input["fulfillmentId"]!);
                ask.Caller.Acts.See(order.Id, parcel, ((string)input["status"]!).ToLowerInvariant());
                return new() { ["fulfillmentEvent"] = ask.Shop.Orders.Find(order.Id)!.Fulfillments.First(one => one.Id == parcel).Events[^1] };
            },
            ["fulfillmentEvent", "fulfillmentId"]);
    }

    private static Payload Track(Ask ask)
    {
        var input = ask.Input("trackingInfoInput");
        return Payload.Of(
            () =>
            {
                var (order, parcel) = Parcel(ask, ask.Text("fulfillmentId")!);
                ask.Caller.Acts.Track(order.Id, parcel, input.Text("company"), input.Text("number"), input.Text("url"));
                var now = ask.Shop.Orders.Find(order.Id)!;
                return new() { ["fulfillment"] = new PartOf<Order, Fulfillment>(now, now.Fulfillments.First(one => one.Id == parcel)) };
            },
            ["fulfillmentId"]);
    }

    private static (Order Order, long Parcel) Parcel(Ask ask, string gid) =>
        Gid.Read(gid, "Fulfillment") is { } id && ask.Shop.OwnerOf("Fulfillment", id) is { } order ? (order, id) : throw new ShopRefusalException("Fulfillment does not exist");
}

using System.Globalization;
using ShopSupport.Core.Values;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>What an app can do to orders and parcels.</summary>
internal static class OrderActs
{
    public static void AddTo(AdminAnswers answers)
    {
        foreach (var name in (ReadOnlySpan<string>)["orderUpdate", "orderCancel", "refundCreate"])
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
            ["orderCancel"] = Cancel,
            ["refundCreate"] = Refund,
            ["tagsAdd"] = ask => Tag(ask, isAdding: true),
            ["tagsRemove"] = ask => Tag(ask, isAdding: false),
            ["fulfillmentEventCreate"] = See,
            ["fulfillmentTrackingInfoUpdate"] = Track,
        });
        answers.For<Job>("Job", new() { ["id"] = (job, _) => $"gid://shopify/Job/{job.Id}", ["done"] = (_, _) => true });
        answers.For<Job>(
            "OrderCancelJobResult",
            new() { ["id"] = (job, _) => $"gid://shopify/OrderCancelJobResult/{job.Id}", ["done"] = (_, _) => true, ["order"] = (job, ask) => ask.Shop.Orders.Find(job.OrderId), ["status"] = (_, _) => "SUCCEEDED", ["errors"] = (_, _) => Array.Empty<Refused>() },
            isItsName: false);
    }

    private static Payload Update(Ask ask)
    {
        var input = ask.Input("input");
        return Payload.Of(
            () =>
            {
                var id = OrderId(ask, (string)input["id"]!);
                if (input.Keys.FirstOrDefault(key => key is not ("id" or "note" or "tags" or "email" or "phone")) is { } other)
                {
                    throw AdminErrors.NotHeld($"OrderInput.{other}");
                }

                ask.Caller.Acts.ChangeOrder(id, order => order with
                {
                    Note = input.TryGetValue("note", out var note) ? (string?)note : order.Note,
                    Email = input.TryGetValue("email", out var email) ? (string?)email : order.Email,
                    Phone = input.TryGetValue("phone", out var phone) ? (string?)phone : order.Phone,
                    Tags = input.TryGetValue("tags", out var tags) ? [.. ((IEnumerable<object?>)tags!).OfType<string>()] : order.Tags,
                });
                return new() { ["order"] = ask.Shop.Orders.Find(id) };
            },
            ["id"]);
    }

    private static Payload Cancel(Ask ask) => Payload.Of(
        () =>
        {
            var id = OrderId(ask, ask.Text("orderId")!);
            ask.Caller.Acts.Cancel(id, ask.Text("reason")!.ToLowerInvariant(), ask.Flag("restock"));
            var job = new Job(Guid.NewGuid(), id);
            return new() { ["job"] = job, ["jobResult"] = job };
        },
        ["orderId"],
        "orderCancelUserErrors",
        "INVALID");

    private static Payload Refund(Ask ask)
    {
        var input = ask.Input("input");
        return Payload.Of(
            () =>
            {
                var id = OrderId(ask, (string)input["orderId"]!);
                var order = ask.Shop.Orders.Find(id)!;
                var lines = Maps(input, "refundLineItems").ToList();
                var refund = ask.Caller.App.Keys.Once(ask, Written(input), () => ask.Caller.Acts.Refund(
                    id,
                    [.. lines.Select(line => new ParcelLine(Gid.Read((string)line["lineItemId"]!, "LineItem") ?? 0, Convert.ToInt32(line["quantity"], CultureInfo.InvariantCulture)))],
                    Amount(input, order.Currency),
                    lines.Exists(line => line.GetValueOrDefault("restockType") is "RETURN" or "CANCEL"),
                    input.GetValueOrDefault("note") as string));
                var now = ask.Shop.Orders.Find(id)!;
                return new() { ["order"] = now, ["refund"] = new PartOf<Order, Refund>(now, now.Refunds.First(one => one.Id == refund.Id)) };
            },
            ["orderId"]);
    }

    // Without transactions Shopify gives nothing back: it only notes what came back.
    private static long Amount(IReadOnlyDictionary<string, object?> input, string currency)
    {
        long sum = 0;
        foreach (var transaction in Maps(input, "transactions"))
        {
            if (transaction["kind"] is not "REFUND")
            {
                throw new ShopRefusalException("Transactions kind must be refund");
            }

            sum += Currency.ToMinor(decimal.Parse((string)transaction["amount"]!, CultureInfo.InvariantCulture), currency) ?? throw new ShopRefusalException("Transactions amount is invalid");
        }

        return sum;
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
                ask.Caller.Acts.Track(order.Id, parcel, input.GetValueOrDefault("company") as string, input.GetValueOrDefault("number") as string, input.GetValueOrDefault("url") as string);
                var now = ask.Shop.Orders.Find(order.Id)!;
                return new() { ["fulfillment"] = new PartOf<Order, Fulfillment>(now, now.Fulfillments.First(one => one.Id == parcel)) };
            },
            ["fulfillmentId"]);
    }

    private static long OrderId(Ask ask, string gid) =>
        Gid.Read(gid, "Order") is { } id && ask.Shop.Orders.Find(id) is { } order && ask.Caller.MaySee(order) ? id : throw new ShopRefusalException("Order does not exist");

    private static (Order Order, long Parcel) Parcel(Ask ask, string gid) =>
        Gid.Read(gid, "Fulfillment") is { } id && ask.Shop.OwnerOf("Fulfillment", id) is { } order ? (order, id) : throw new ShopRefusalException("Fulfillment does not exist");

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Maps(IReadOnlyDictionary<string, object?> input, string name) =>
        input.GetValueOrDefault(name) is IEnumerable<object?> list ? list.OfType<IReadOnlyDictionary<string, object?>>() : [];

    private static string Written(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => $"{{{string.Join(',', map.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}:{Written(one.Value)}"))}}}",
        string text => text,
        IEnumerable<object?> list => $"[{string.Join(',', list.Select(Written))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private sealed record Job(Guid Id, long OrderId);
}

using System.Globalization;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Edits of orders: begun, put together, committed.</summary>
internal static class EditActs
{
    private static readonly string[] Done = ["Order updated"];

    public static void AddTo(AdminAnswers answers)
    {
        RootFields edits = new()
        {
            ["orderEditBegin"] = Begin,
            ["orderEditSetQuantity"] = SetQuantity,
            ["orderEditAddVariant"] = AddVariant,
            ["orderEditAddCustomItem"] = AddCustomItem,
            ["orderEditAddLineItemDiscount"] = AddDiscount,
            ["orderEditRemoveDiscount"] = RemoveDiscount,
            ["orderEditCommit"] = Commit,
        };
        foreach (var name in edits.Keys)
        {
            answers.Writing[name] = "write_order_edits";
        }

        answers.Root("Mutation", edits);
    }

    private static Payload Begin(Ask ask) => Payload.Of(() => Of(ask.Caller.Acts.BeginEdit(OrderActs.OrderId(ask, ask.Text("id")!))), ["id"]);

    private static Payload SetQuantity(Ask ask) => Change(ask, "lineItemId", edit =>
    {
        var (line, quantity) = (edit.Line(LineId(ask)), ask.Number("quantity")!.Value);
        return (edit.Added.Any(one => one.Id == line.Id)
            ? edit with { Added = [.. edit.Added.Select(one => one.Id == line.Id ? Pieces(one, quantity) : one)] }
            : edit with { Quantities = new Dictionary<long, EditedQuantity>(edit.Quantities) { [line.Id] = new(quantity, ask.Flag("restock")) } }, line.Id);
    });

    private static Payload AddVariant(Ask ask) => Change(ask, "variantId", edit =>
    {
        var variant = Gid.Read(ask.Text("variantId")!, "ProductVariant") is { } id ? ask.Shop.Variant(id) : null;
        if (variant is null)
        {
            throw new ShopRefusalException("The variant does not exist.");
        }

        if (!ask.Flag("allowDuplicates") && edit.Now.Lines.Any(line => line.VariantId == variant.Id && line.CurrentQuantity > 0))
        {
            throw new ShopRefusalException("The variant is already on the order.");
        }

        var product = ask.Shop.Products.Find(variant.ProductId)!;
        return Add(ask, edit, new()
        {
            Id = ask.Shop.NewId(),
            ProductId = product.Id,
            VariantId = variant.Id,
            Title = product.Title,
            VariantTitle = variant.Title is ProductVariant.OnlyOne ? null : variant.Title,
            Sku = variant.Sku,
            Vendor = product.Vendor,
            Price = variant.Price,
            Quantity = 1,
            CurrentQuantity = 1,
            FulfillableQuantity = 1,
        });
    });

    private static Payload AddCustomItem(Ask ask) => Change(ask, "title", edit => Add(ask, edit, new()
    {
        Id = ask.Shop.NewId(),
        Title = ask.Text("title") is { } title && !string.IsNullOrWhiteSpace(title) ? title : throw new ShopRefusalException("Title can't be blank"),
        Price = ask.Input("price").Minor(edit.Before.Currency, "The price must be in the currency of the order."),
        Quantity = 1,
        CurrentQuantity = 1,
        FulfillableQuantity = 1,
    }));

    private static Payload AddDiscount(Ask ask)
    {
        EditedDiscount? added = null;
        var payload = Change(ask, "lineItemId", edit =>
        {
            var (line, input) = (edit.Line(LineId(ask)), ask.Input("discount"));
            if (line.FulfillableQuantity == 0)
            {
                throw new ShopRefusalException("Cannot edit this line item");
            }

            added = new(
                ask.Shop.NewId(),
                line.Id,
                input.Text("description"),
                input.Map("fixedValue")?.Minor(edit.Before.Currency, "The discount must be in the currency of the order."),
                input.GetValueOrDefault("percentValue") is { } percent ? Convert.ToDecimal(percent, CultureInfo.InvariantCulture) : null);
            return added is { Fixed: null, Percent: null } || added.Fixed < 0 || added.Percent is <= 0 or > 100
                ? throw new ShopRefusalException("The discount value is invalid.")
                : (edit with { Discounts = [.. edit.Discounts, added] }, line.Id);
        });
        if (!payload.IsRefusal)
        {
            payload["addedDiscountStagedChange"] = added;
        }

        return payload;
    }

    private static Payload RemoveDiscount(Ask ask) => Change(ask, "discountApplicationId", edit =>
    {
        var discount = edit.Discounts.FirstOrDefault(one => Gid.Read(ask.Text("discountApplicationId")!)?.Id == one.Id) ?? throw new ShopRefusalException("The discount does not exist.");
        return (edit with { Discounts = [.. edit.Discounts.Where(one => one.Id != discount.Id)] }, null);
    });

    private static Payload Commit(Ask ask) => Payload.Of(
        () =>
        {
            var id = EditId(ask);
            var orderId = ask.Caller.Acts.EditOf(id).Before.Id;
            ask.Caller.Acts.CommitEdit(id, ask.Flag("notifyCustomer"), ask.Text("staffNote"));
            return new() { ["order"] = ask.Shop.Orders.Find(orderId), ["successMessages"] = Done };
        },
        ["id"]);

    private static Payload Change(Ask ask, string field, Func<OrderEdit, (OrderEdit Edit, long? LineId)> change) => Payload.Of(
        () =>
        {
            long? lineId = null;
            var edit = ask.Caller.Acts.ChangeEdit(EditId(ask), before =>
            {
                (var after, lineId) = change(before);
                return after;
            });
            var payload = Of(edit);
            if (lineId is { } line)
            {
                payload["calculatedLineItem"] = edit.Now.Lines.FirstOrDefault(one => one.Id == line) is { } item ? new PartOf<OrderEdit, LineItem>(edit, item) : null;
            }

            return payload;
        },
        [field]);

    private static (OrderEdit Edit, long? LineId) Add(Ask ask, OrderEdit edit, LineItem line) => ask.Number("quantity") is { } quantity and > 0
        ? (edit with { Added = [.. edit.Added, Pieces(line with { IsAdded = true }, quantity)] }, line.Id)
        : throw new ShopRefusalException("Quantity must be greater than 0");

    private static LineItem Pieces(LineItem line, int quantity) => quantity < 0
        ? throw new ShopRefusalException("Quantity must be greater than or equal to 0")
        : line with { Quantity = quantity, CurrentQuantity = quantity, FulfillableQuantity = quantity };

    private static Payload Of(OrderEdit edit) => new() { ["calculatedOrder"] = edit, ["orderEditSession"] = edit };

    private static long EditId(Ask ask) => Gid.Read(ask.Text("id")!) is ("CalculatedOrder" or "OrderEditSession", var id) ? id : throw new ShopRefusalException("The calculated order does not exist.");

    private static long LineId(Ask ask) => Gid.Read(ask.Text("lineItemId")!) is ("CalculatedLineItem" or "LineItem", var id) ? id : throw new ShopRefusalException("The line item does not exist.");
}

using System.Globalization;
using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Pages;

/// <summary>An order, and what can be done to it. Whatever is done makes the deliveries that Shopify would send.</summary>
internal static class OrderPage
{
    public static IResult Of(SimulatedStore store, Order order, string? refusal)
    {
        var at = $"/store/{store.Shop.Profile.Handle}/orders/{order.Id}";
        return AdminPages.Page(
            order.Name,
            $"""
            {(refusal is null ? Html.Of($"") : Html.Of($"<p class=\"refused\" role=\"alert\">{refusal}</p>"))}
            <p><a href="/store/{store.Shop.Profile.Handle}">{store.Shop.Profile.Name}</a> · {order.FinancialStatus} · {order.FulfillmentStatus ?? "unfulfilled"} · {(order.CancelledAt is null ? "open" : "cancelled")} · {JsonWords.Amount(order.CurrentTotal, order.Currency)} {order.Currency}</p>
            <table><thead><tr><th>Line<th>Pieces<th>To send<th>Price<th></thead><tbody>{order.Lines.Select(line => Line(store, at, order, line))}</tbody></table>
            <section><h2>Order</h2>{Form(at, "note", "Save note", $"<input name=\"note\" aria-label=\"Note\" value=\"{order.Note}\">")}{Form(at, "pay", "Mark as paid")}{Form(at, "cancel", "Cancel and restock")}{Form(at, "fulfil", "Fulfill all", $"<input name=\"company\" aria-label=\"Carrier\" value=\"Yamato\"><input name=\"number\" aria-label=\"Tracking number\">")}{Form(at, "return", "Request a return")}{Form(at, "delete", "Delete")}</section>
            {order.Fulfillments.Select(parcel => Parcel(at, parcel))}
            {order.Returns.Select(back => Html.Of($"<section><h2>{back.Name}</h2><p>{back.Status}</p>{Form(at, "approve", "Approve", Hidden("return", back.Id))}{Form(at, "decline", "Decline", Hidden("return", back.Id))}{Form(at, "close", "Close", Hidden("return", back.Id))}</section>"))}
            """);
    }

    /// <summary>Does what a button of the page says.</summary>
    public static void Act(SimulatedStore store, long id, string act, IFormCollection form)
    {
        var acts = store.Acts;
        switch (act)
        {
            case "note": acts.ChangeOrder(id, order => order with { Note = form["note"] }); break;
            case "pay": acts.Pay(id); break;
            case "cancel": acts.Cancel(id, "customer", restock: true); break;
            case "fulfil": acts.Fulfil(id, form["company"], form["number"].ToString() is { Length: > 0 } number ? number : null, url: null); break;
            case "return": acts.AskReturn(id, pieces: 1); break;
            case "approve" or "decline" or "close": acts.MoveReturn(id, Number(form, "return"), act); break;
            case "delete": acts.DeleteOrder(id); break;
            case "see": acts.See(id, Number(form, "parcel"), form["status"].ToString()); break;
            case "quantity": acts.EditLine(id, Number(form, "line"), (int)Number(form, "pieces")); break;
            case "refund": acts.Refund(id, [new(Number(form, "line"), 1)], amount: null, restock: form["restock"] == "on", note: null); break;
            case "stock": acts.MoveStock(Number(form, "item"), Number(form, "location"), (int)Number(form, "pieces")); break;
            default: throw new ShopRefusalException($"Nobody can {act} an order here.");
        }
    }

    /// <summary>A button that posts, with what it needs.</summary>
    public static Html Form(string at, string act, string label, Html fields = default) =>
        Html.Of($"<form method=\"post\" action=\"{at}/{act}\">{fields}<button>{label}</button></form>");

    public static Html Hidden(string name, long value) => Html.Of($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");

    private static Html Line(SimulatedStore store, string at, Order order, LineItem line)
    {
        var level = line.VariantId is { } variant ? store.Shop.ItemOf(variant)?.Levels[0] : null;
        var stock = level is null
            ? Html.Of($"")
            : Form(at, "stock", "Restock", $"{Hidden("item", level.ItemId)}{Hidden("location", level.LocationId)}<input name=\"pieces\" type=\"number\" aria-label=\"Pieces more\" value=\"10\"> of {level.Available}");
        return Html.Of(
            $"""
            <tr><td>{line.Name}<td>{line.CurrentQuantity}<td>{line.FulfillableQuantity}<td>{JsonWords.Amount(line.Price, order.Currency)}
            <td>{Form(at, "quantity", "Edit", $"{Hidden("line", line.Id)}<input name=\"pieces\" type=\"number\" aria-label=\"Pieces\" min=\"0\" value=\"{line.CurrentQuantity}\">")}{Form(at, "refund", "Refund one", $"{Hidden("line", line.Id)}<label><input type=\"checkbox\" name=\"restock\"> restock</label>")}{stock}
            """);
    }

    private static Html Parcel(string at, Fulfillment parcel) => Html.Of(
        $"<section><h2>{parcel.Name}</h2><p>{parcel.Company} {parcel.TrackingNumber} · {parcel.ShipmentStatus ?? "sent"}</p>{((string[])["in_transit", "out_for_delivery", "attempted_delivery", "delivered"]).Select(status => Form(at, "see", status, $"{Hidden("parcel", parcel.Id)}<input type=\"hidden\" name=\"status\" value=\"{status}\">"))}</section>");

    internal static long Number(IFormCollection form, string field) =>
        long.TryParse(form[field], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new ShopRefusalException($"{field} must be a number.");
}

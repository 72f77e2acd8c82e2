using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Pages;

/// <summary>A customer with their subscriptions, and what can be done to both.</summary>
internal static class CustomerPage
{
    public static IResult Of(SimulatedStore store, Customer customer, string? refusal)
    {
        var shop = store.Shop.Profile.Handle;
        var at = $"/store/{shop}/customers/{customer.Id}";
        return AdminPages.Page(
            customer.DisplayName,
            $"""
            {(refusal is null ? Html.Of($"") : Html.Of($"<p class=\"refused\" role=\"alert\">{refusal}</p>"))}
            <p><a href="/store/{shop}">{store.Shop.Profile.Name}</a> · {customer.Email} · {string.Join(", ", customer.Tags)} · {customer.MarketingState}</p>
            <section>{OrderPage.Form(at, "tag", "Add tag", $"<input name=\"tag\" aria-label=\"Tag\">")}{OrderPage.Form(at, "consent", customer.MarketingState is "subscribed" ? "Unsubscribe" : "Subscribe")}{OrderPage.Form(at, "merge", "Merge into this one", $"<input name=\"other\" aria-label=\"The other customer's id\">")}{OrderPage.Form(at, "data-request", "Request the data")}{OrderPage.Form(at, "redact", "Erase")}</section>
            <ul>{store.Shop.OrdersOf(customer.Id).Reverse().Select(order => Html.Of($"<li><a href=\"/store/{shop}/orders/{order.Id}\">{order.Name}</a> {order.CreatedAt:yyyy-MM-dd}</li>"))}</ul>
            {store.Shop.ContractsOf(customer.Id).Select(contract => Contract(at, contract))}
            """);
    }

    /// <summary>Does what a button of the page says.</summary>
    public static void Act(SimulatedStore store, long id, string act, IFormCollection form)
    {
        var acts = store.Acts;
        switch (act)
        {
            case "tag": acts.Tag(id, [form["tag"].ToString()], []); break;
            case "consent": acts.Consent(id, store.Shop.Customers.Find(id)?.MarketingState is "subscribed" ? "unsubscribed" : "subscribed"); break;
            case "merge": acts.Merge(id, OrderPage.Number(form, "other")); break;
            case "data-request": acts.AskLaw(id, isErasure: false); break;
            case "redact": acts.AskLaw(id, isErasure: true); break;
            case "active" or "paused" or "cancelled": acts.MoveContract(OrderPage.Number(form, "contract"), act); break;
            case "skip" or "unskip": acts.Skip(OrderPage.Number(form, "contract"), (int)OrderPage.Number(form, "cycle"), act is "skip"); break;
            case "failed-payment": acts.Bill(OrderPage.Number(form, "contract"), order: null, "insufficient_funds"); break;
            default: throw new ShopRefusalException($"Nobody can {act} a customer here.");
        }
    }

    private static Html Contract(string at, SubscriptionContract contract)
    {
        var hidden = Html.Of($"{OrderPage.Hidden("contract", contract.Id)}{OrderPage.Hidden("cycle", contract.NextCycle)}");
        return Html.Of(
            $"""
            <section><h2>{contract.Lines[0].Title}</h2><p>{contract.Status} · {Admin.Words.Every(contract.Billing)} · next {contract.NextBillingAt?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}</p>
            {OrderPage.Form(at, "active", "Activate", hidden)}{OrderPage.Form(at, "paused", "Pause", hidden)}{OrderPage.Form(at, "cancelled", "Cancel", hidden)}{OrderPage.Form(at, "skip", "Skip next", hidden)}{OrderPage.Form(at, "unskip", "Unskip next", hidden)}{OrderPage.Form(at, "failed-payment", "Fail a payment", hidden)}</section>
            """);
    }
}

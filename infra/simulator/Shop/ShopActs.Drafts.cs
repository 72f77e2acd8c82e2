using System.Globalization;

namespace ShopSupport.Simulator.Shop;

/// <summary>What is put together for customers.</summary>
internal sealed partial class ShopActs
{
    public DraftOrder AddDraft(Func<DraftOrder, DraftOrder> fill)
    {
        DraftOrder? made = null;
        Act(at =>
        {
            made = fill(EmptyDraft(at));
            shop.Drafts.Put(made);
            return [new DraftMoved(made, "create", at)];
        });
        return made!;
    }

    /// <summary>A draft with nothing on it, which is kept nowhere.</summary>
    public DraftOrder EmptyDraft(DateTimeOffset at)
    {
        var id = shop.NewId();
        return new()
        {
            Id = id,
            Number = shop.Drafts.Count + 1,
            Currency = shop.Profile.Currency,
            TaxPercent = shop.Profile.Currency is "JPY" ? 8 : 0,
            InvoiceUrl = string.Create(CultureInfo.InvariantCulture, $"https://{shop.Profile.Site}/{shop.Profile.Id}/invoices/{id:x}"),
            CreatedAt = at,
            UpdatedAt = at,
        };
    }

    public void ChangeDraft(long id, Func<DraftOrder, DraftOrder> change) => Act(at => [new DraftMoved(Keep(change(OpenDraft(id)), at), "update", at)]);

    public void DeleteDraft(long id) => Act(at =>
    {
        var draft = DraftOf(id);
        shop.Drafts.Remove(id);
        return [new DraftMoved(draft, "delete", at)];
    });

    /// <summary>Writes to the customer where to pay.</summary>
    public void SendDraft(long id, string? to) => Act(at =>
    {
        var draft = OpenDraft(id);
        var mail = to ?? draft.Email ?? throw new ShopRefusalException("To is invalid");
        return [new DraftMoved(Keep(draft with { Status = "invoice_sent", InvoiceSentAt = at, Email = draft.Email ?? mail }, at), "update", at), .. Mail(isSent: true, "draft invoice", mail, at)];
    });

    /// <summary>Makes an order of a draft, paid or to be paid.</summary>
    public void CompleteDraft(long id, bool isPending, string? sourceName) => Act(at =>
    {
        var draft = OpenDraft(id);
        if (draft.Lines.Count == 0)
        {
            throw new ShopRefusalException("Add at least 1 product");
        }

        var order = OrderOfDraft(draft, isPending && draft.Total > 0, at) with { SourceName = sourceName ?? "shopify_draft_order" };
        var kept = Keep(draft with { Status = "completed", CompletedAt = at, OrderId = order.Id }, at);
        return [new DraftMoved(kept, "update", at), .. Placed(order, at)];
    });

    private Order OrderOfDraft(DraftOrder draft, bool isPending, DateTimeOffset at)
    {
        var id = shop.NewId();
        return new()
        {
            Id = id,
            Number = shop.NextOrderNumber,
            CustomerId = draft.CustomerId,
            Email = draft.Email,
            Phone = draft.Phone,
            Locale = draft.CustomerId is { } customer ? shop.Customers.Find(customer)?.Locale : null,
            CreatedAt = at,
            UpdatedAt = at,
            FinancialStatus = isPending ? "pending" : "paid",
            Currency = draft.Currency,
            Discount = draft.OrderDiscount,
            Shipping = draft.Shipping,
            ShippingTitle = draft.ShippingTitle ?? "",
            TaxPercent = draft.TaxPercent,
            Tags = draft.Tags,
            Note = draft.Note,
            PoNumber = draft.PoNumber,
            Attributes = draft.Attributes,
            Gateway = "manual",
            StatusUrl = string.Create(CultureInfo.InvariantCulture, $"https://{shop.Profile.Site}/orders/{id:x}"),
            Address = draft.Address,
            Lines = [.. draft.Lines.Select(line => line.Item with { Id = shop.NewId() })],
            Transactions = isPending || draft.Total == 0 ? [] : [new(shop.NewId(), "sale", "success", "manual", draft.Total, at)],
        };
    }

    private DraftOrder DraftOf(long id) => shop.Drafts.Find(id) ?? throw new ShopRefusalException("Draft order does not exist");

    private DraftOrder OpenDraft(long id) => DraftOf(id) is { CompletedAt: null } draft ? draft : throw new ShopRefusalException("This order has been paid");

    private DraftOrder Keep(DraftOrder draft, DateTimeOffset at)
    {
        var kept = draft with { UpdatedAt = at > draft.UpdatedAt ? at : draft.UpdatedAt.AddSeconds(1) };
        shop.Drafts.Put(kept);
        return kept;
    }
}

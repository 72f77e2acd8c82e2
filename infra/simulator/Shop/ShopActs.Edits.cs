namespace ShopSupport.Simulator.Shop;

/// <summary>What is added to orders and taken off them.</summary>
internal sealed partial class ShopActs
{
    private readonly Dictionary<long, OrderEdit> _edits = [];

    /// <summary>Begins an edit. It lives until it is committed, or the simulator ends.</summary>
    public OrderEdit BeginEdit(long orderId)
    {
        lock (_lock)
        {
            var order = OrderOf(orderId);
            if (order.CancelledAt is not null || order.FinancialStatus is "refunded" or "voided")
            {
                throw new ShopRefusalException("The order cannot be edited.");
            }

            var edit = new OrderEdit(shop.NewId(), order);
            return _edits[edit.Id] = edit;
        }
    }

    public OrderEdit EditOf(long id)
    {
        lock (_lock)
        {
            var edit = _edits.GetValueOrDefault(id) ?? throw new ShopRefusalException("The calculated order does not exist.");
            return edit.IsCommitted ? throw new ShopRefusalException("The calculated order has already been committed.") : edit;
        }
    }

    /// <summary>Changes what an edit shall do; what could not be done is refused here already.</summary>
    public OrderEdit ChangeEdit(long id, Func<OrderEdit, OrderEdit> change)
    {
        lock (_lock)
        {
            var changed = change(EditOf(id));
            _ = changed.Now;
            return _edits[id] = changed;
        }
    }

    /// <summary>Does what an edit was put together for; once.</summary>
    public void CommitEdit(long id, bool isTold, string? note) => Act(at =>
    {
        var edit = EditOf(id);
        if (edit is { Quantities.Count: 0, Added.Count: 0, Discounts.Count: 0 })
        {
            throw new ShopRefusalException("No changes have been made.");
        }

        var order = OrderOf(edit.Before.Id);
        var kept = Keep(edit.ApplyTo(order) with { ClosedAt = edit.Added.Count > 0 ? null : order.ClosedAt }, at);
        _edits[id] = edit with { IsCommitted = true };
        var changes = kept.Lines.Select(line => (Line: line, By: line.CurrentQuantity - (order.Lines.FirstOrDefault(one => one.Id == line.Id)?.CurrentQuantity ?? 0))).ToList();
        var moves = changes.Where(one => one.By > 0 || (edit.Quantities.GetValueOrDefault(one.Line.Id)?.IsRestocked ?? false)).SelectMany(one => Take(one.Line.VariantId, -one.By, at)).ToList();
        return
        [
            new OrderEdited(kept, [.. changes.Where(one => one.By > 0).Select(one => new ParcelLine(one.Line.Id, one.By))], [.. changes.Where(one => one.By < 0).Select(one => new ParcelLine(one.Line.Id, -one.By))], at)
            {
                IsTold = isTold,
                StaffNote = note,
            },
            .. moves,
            .. Mail(isTold, "order edited", kept.Email, at),
        ];
    });

    /// <summary>Sets how many pieces of a line there are; only what is not sent yet can be taken away.</summary>
    public void EditLine(long orderId, long lineId, int quantity) => Act(at =>
    {
        var order = OrderOf(orderId);
        var line = Line(order, lineId);
        var change = quantity - line.CurrentQuantity;
        var kept = Keep(OrderEdit.WithQuantity(order, lineId, quantity), at);
        ParcelLine[] delta = [new(lineId, Math.Abs(change))];
        return [new OrderEdited(kept, change > 0 ? delta : [], change < 0 ? delta : [], at), .. Take(line.VariantId, -change, at)];
    });
}

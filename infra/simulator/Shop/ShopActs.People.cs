namespace ShopSupport.Simulator.Shop;

/// <summary>What is done to customers.</summary>
internal sealed partial class ShopActs
{
    /// <summary>Name, mail, note … of a customer.</summary>
    public void ChangeCustomer(long id, Func<Customer, Customer> change) => Act(at => [new CustomerUpdated(Keep(change(CustomerOf(id)), at), at)]);

    public void Tag(long id, IReadOnlyList<string> added, IReadOnlyList<string> removed) => Act(at =>
    {
        var customer = CustomerOf(id);
        var kept = Keep(customer with { Tags = [.. customer.Tags.Union(added, StringComparer.OrdinalIgnoreCase).Except(removed, StringComparer.OrdinalIgnoreCase)] }, at);
        return [new CustomerTagged(kept, [.. added.Except(customer.Tags, StringComparer.OrdinalIgnoreCase)], [.. removed.Intersect(customer.Tags, StringComparer.OrdinalIgnoreCase)], at)];
    });

    /// <summary>subscribed or unsubscribed.</summary>
    public void Consent(long id, string state) => Act(at => [new ConsentGiven(Keep(CustomerOf(id) with { MarketingState = state, MarketingAt = at }, at), at)]);

    /// <summary>Makes one customer of two: the orders and subscriptions of the second become the first's.</summary>
    public void Merge(long keptId, long goneId) => Act(at =>
    {
        var (kept, gone) = (CustomerOf(keptId), CustomerOf(goneId));
        if (keptId == goneId)
        {
            throw new ShopRefusalException("Customer one and customer two must be different");
        }

        foreach (var order in shop.OrdersOf(goneId))
        {
            shop.Put(order with { CustomerId = keptId });
        }

        foreach (var contract in shop.ContractsOf(goneId))
        {
            shop.Put(contract with { CustomerId = keptId });
        }

        shop.Customers.Remove(goneId);
        var merged = Keep(kept with { Tags = [.. kept.Tags.Union(gone.Tags, StringComparer.OrdinalIgnoreCase)] }, at);
        return [new CustomersMerged(keptId, goneId, at), new CustomerUpdated(merged, at), new CustomerDeleted(goneId, at)];
    });

    /// <summary>The law's two questions: what is kept of somebody, or that it be forgotten; then nothing of the person stays at the shop.</summary>
    public void AskLaw(long id, bool isErasure) => Act(at =>
    {
        var customer = CustomerOf(id);
        var orders = shop.OrdersOf(id);
        var asked = new LawAsked(customer, [.. orders.Select(order => order.Id)], isErasure, at);
        if (isErasure)
        {
            shop.Customers.Put(customer with { FirstName = null, LastName = null, DisplayName = "", Email = null, Phone = null, Note = null, Address = null, Tags = [], UpdatedAt = at });
            foreach (var order in orders)
            {
                shop.Put(order with { Email = null, Phone = null, Address = null, BilledTo = null, Note = null });
            }
        }

        return [asked];
    });

    private Customer CustomerOf(long id) => shop.Customers.Find(id) ?? throw new ShopRefusalException("Customer does not exist");

    private Customer Keep(Customer customer, DateTimeOffset at)
    {
        var kept = customer with { UpdatedAt = at > customer.UpdatedAt ? at : customer.UpdatedAt.AddSeconds(1) };
        shop.Customers.Put(kept);
        return kept;
    }
}

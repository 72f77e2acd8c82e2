namespace ShopSupport.Simulator.Shop;

/// <summary>What is done to discount codes.</summary>
internal sealed partial class ShopActs
{
    /// <summary>Makes a code that no other discount has.</summary>
    public DiscountCode AddDiscount(Func<DateTimeOffset, DiscountCode> make)
    {
        DiscountCode? made = null;
        Act(at =>
        {
            made = make(at);
            if (shop.DiscountOf(made.Code) is not null)
            {
                throw new ShopRefusalException("Code must be unique. Please try a different code.", "TAKEN");
            }

            shop.Discounts.Put(made);
            return [new DiscountMoved(made, "create", at)];
        });
        return made!;
    }

    /// <summary>From now on the code takes nothing off.</summary>
    public void EndDiscount(long id) => Act(at =>
    {
        var ended = DiscountOf(id) with { EndsAt = at, UpdatedAt = at };
        shop.Discounts.Put(ended);
        return [new DiscountMoved(ended, "update", at)];
    });

    public void DeleteDiscount(long id) => Act(at =>
    {
        var gone = DiscountOf(id);
        shop.Discounts.Remove(id);
        return [new DiscountMoved(gone, "delete", at)];
    });

    private DiscountCode DiscountOf(long id) => shop.Discounts.Find(id) ?? throw new ShopRefusalException("Code discount does not exist.", "INVALID");
}

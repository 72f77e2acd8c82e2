using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>What can be asked for from the start.</summary>
internal static class RootAnswers
{
    private const int MostCounted = 10_000;

    public static void AddTo(AdminAnswers answers)
    {
        answers.Root("QueryRoot", new()
        {
            ["shop"] = ask => ask.Shop.Profile,
            ["currentAppInstallation"] = ask => ask.Caller.App,
            ["appInstallation"] = ask => ask.Caller.App,
            ["order"] = ask => Find(ask, "Order", "id"),
            ["customer"] = ask => Find(ask, "Customer", "id"),
            ["product"] = ask => Find(ask, "Product", "id"),
            ["productVariant"] = ask => Find(ask, "ProductVariant", "id"),
            ["inventoryItem"] = ask => Find(ask, "InventoryItem", "id"),
            ["inventoryLevel"] = ask => Find(ask, "InventoryLevel", "id"),
            ["location"] = ask => Find(ask, "Location", "id"),
            ["fulfillment"] = ask => Find(ask, "Fulfillment", "id"),
            ["refund"] = ask => Find(ask, "Refund", "id"),
            ["return"] = ask => Find(ask, "Return", "id"),
            ["subscriptionContract"] = ask => Find(ask, "SubscriptionContract", "id"),
            ["node"] = ask => Node(ask, ask.Text("id")!),
            ["nodes"] = ask => ask.Texts("ids") is { Count: <= 250 } ids ? ids.Select(id => Node(ask, id)).ToList() : throw AdminErrors.BadRequest("ids cannot hold more than 250"),
            ["customerByIdentifier"] = CustomerBy,
            ["orderByIdentifier"] = ask => ask.Input("identifier").GetValueOrDefault("id") is string id ? Found(ask, id, "Order") : throw AdminErrors.NotHeld("customId"),
            ["orders"] = Orders,
            ["ordersCount"] = ask => Count(ask, ask.Shop.Orders.All().Where(ask.Caller.MaySee), OrderAnswers.Search),
            ["customers"] = ask => Connection.Of(ask.Shop.Customers, ask, AdminOrders.Of<Customer>(ask), Search(ask, CustomerAnswers.Search(ask.Shop.Profile))),
            ["customersCount"] = ask => Count(ask, ask.Shop.Customers.All(), CustomerAnswers.Counted),
            ["products"] = ask => Connection.Of(ask.Shop.Products, ask, AdminOrders.Of<Product>(ask), Search(ask, GoodsAnswers.Products)),
            ["productsCount"] = ask => Count(ask, ask.Shop.Products.All(), GoodsAnswers.Products),
            ["inventoryItems"] = ask => Connection.Of(ask.Shop.Items, ask, AdminOrders.Of<InventoryItem>(ask), Search(ask, GoodsAnswers.Items)),
            ["subscriptionContracts"] = ask => Connection.Of(ask.Shop.Contracts, ask, AdminOrders.Of<SubscriptionContract>(ask), Search(ask, ContractAnswers.Search)),
            ["locations"] = ask => Connection.Of([.. ask.Shop.Locations.Where(place => place.IsActive || ask.Flag("includeInactive")).OrderBy(place => place.Name, StringComparer.Ordinal)], ask),
        });
        answers.For<Counted>("Count", new() { ["count"] = (counted, _) => counted.Count, ["precision"] = (counted, _) => counted.IsExact ? "EXACT" : "AT_LEAST" });
    }

    /// <summary>What an id stands for; null where nobody has it.</summary>
    public static object? Node(Ask ask, string gid)
    {
        if (Gid.Read(gid) is not { } read)
        {
            throw AdminErrors.BadRequest($"Invalid global id '{gid}'");
        }

        return AdminScopes.ToRead(read.Type) is { } scope && !ask.Caller.May(scope)
            ? throw AdminErrors.AccessDenied(ask.Field.FieldDefinition.Name, scope)
            : Row(ask, gid, read.Type, read.Id);
    }

    private static Connection Orders(Ask ask)
    {
        var order = AdminOrders.Of<Order>(ask);
        // No order changed before it was placed: what is too old to be seen is not even looked at.
        var floor = order.KeyOfTimes is null || ask.Caller.May("read_all_orders") ? long.MinValue : (ask.Shop.Now - AdminCaller.OrdersTold).UtcTicks;
        return Connection.Of(ask.Shop.Orders, ask, order, Search(ask, OrderAnswers.Search), ask.Caller.MaySee, floor);
    }

    private static object? Row(Ask ask, string gid, string type, long id)
    {
        var shop = ask.Shop;
        var owner = shop.OwnerOf(type, id) is { } order && ask.Caller.MaySee(order) ? order : null;
        return type switch
        {
            "Order" => shop.Orders.Find(id) is { } found && ask.Caller.MaySee(found) ? found : null,
            "Customer" => shop.Customers.Find(id),
            "Product" => shop.Products.Find(id),
            "ProductVariant" => shop.Variant(id),
            "InventoryItem" => shop.Items.Find(id),
            "InventoryLevel" => Gid.ReadItem(gid) is { } item ? shop.Items.Find(item)?.Levels.FirstOrDefault(level => level.LocationId == id) : null,
            "Location" => shop.Location(id),
            "DiscountCodeNode" => shop.Discounts.Find(id),
            "DraftOrder" => shop.Drafts.Find(id),
            "SubscriptionContract" => shop.Contracts.Find(id),
            "Shop" => shop.Profile.Id == id ? shop.Profile : null,
            "LineItem" => Part(owner, owner?.Lines.FirstOrDefault(part => part.Id == id)),
            "Fulfillment" => Part(owner, owner?.Fulfillments.FirstOrDefault(part => part.Id == id)),
            "FulfillmentEvent" => owner?.Fulfillments.SelectMany(parcel => parcel.Events).FirstOrDefault(part => part.Id == id),
            "Refund" => Part(owner, owner?.Refunds.FirstOrDefault(part => part.Id == id)),
            "Return" => Part(owner, owner?.Returns.FirstOrDefault(part => part.Id == id)),
            "OrderTransaction" => Part(owner, owner?.Transactions.FirstOrDefault(part => part.Id == id)),
            _ => ask.Caller.OtherNodes?.Invoke(type, id),
        };
    }

    private static PartOf<Order, T>? Part<T>(Order? whole, T? part)
        where T : class => whole is null || part is null ? null : new PartOf<Order, T>(whole, part);

    private static object? Find(Ask ask, string type, string argument) => ask.Text(argument) is { } gid ? Found(ask, gid, type) : ask.Shop.Locations[0];

    private static object? Found(Ask ask, string gid, string type) => Gid.Read(gid, type) is { } id ? Row(ask, gid, type, id) : throw AdminErrors.BadRequest($"Invalid id: {gid}");

    private static Customer? CustomerBy(Ask ask)
    {
        var identifier = ask.Input("identifier");
        return identifier.FirstOrDefault(one => one.Value is not null) switch
        {
            ("id", string id) => (Customer?)Found(ask, id, "Customer"),
            ("emailAddress", string mail) => ask.Shop.Customers.All().FirstOrDefault(customer => string.Equals(customer.Email, mail, StringComparison.OrdinalIgnoreCase)),
            ("phoneNumber", string phone) => ask.Shop.Customers.All().FirstOrDefault(customer => string.Equals(customer.Phone, phone, StringComparison.Ordinal)),
            _ => throw AdminErrors.NotHeld("customId"),
        };
    }

    /// <summary>The search of a list; what of it is not understood is noted.</summary>
    public static SearchQuery<T> Search<T>(Ask ask, SearchFields<T> fields)
    {
        var text = ask.Text("query");
        var search = SearchQuery<T>.Read(fields, text);
        if (search.Unknown.Count > 0)
        {
            ask.Caller.SearchNotes.Add(Note(ask, text, search.Unknown));
        }

        return search;
    }

    private static Dictionary<string, object?> Note(Ask ask, string? text, List<(string Field, string Value)> unknown) => new(StringComparer.Ordinal)
    {
        ["path"] = ask.Field.Path,
        ["query"] = text,
        ["parsed"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["field"] = unknown[0].Field, ["match_all"] = unknown[0].Value },
        ["warnings"] = unknown.ConvertAll(word => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["field"] = word.Field,
            ["message"] = "Invalid search field for this query.",
            ["code"] = "invalid_field",
        }),
    };

    private static Counted Count<T>(Ask ask, IEnumerable<T> rows, SearchFields<T> fields)
    {
        var (search, most) = (Search(ask, fields), ask.Number("limit") ?? MostCounted);
        var count = rows.Where(search.Fits).Take(most + 1).Count();
        return new(Math.Min(count, most), count <= most);
    }

    private sealed record Counted(int Count, bool IsExact);
}

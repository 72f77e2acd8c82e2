using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Customers and where they live.</summary>
internal static class CustomerAnswers
{
    /// <summary>Shopify reads only the day of a customer's <c>updated_at</c>.</summary>
    public static SearchFields<Customer> Search(ShopProfile shop) => new SearchFields<Customer>
    {
        Words = customer => [customer.DisplayName, customer.Email, customer.Phone],
        ByDay = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase) { ["updated_at"] = shop.UpdatedAt.Offset },
    }
        .Time("updated_at", customer => customer.UpdatedAt)
        .Time("customer_date", customer => customer.CreatedAt)
        .Number("id", customer => customer.Id)
        .Text("email", customer => [customer.Email])
        .Text("phone", customer => [customer.Phone])
        .Text("first_name", customer => [customer.FirstName])
        .Text("last_name", customer => [customer.LastName])
        .Text("state", customer => [customer.State])
        .Text("tag", customer => customer.Tags);

    /// <summary>A count of customers knows fewer words than a list of them.</summary>
    public static readonly SearchFields<Customer> Counted = new SearchFields<Customer> { Words = _ => [] }
        .Time("created_at", customer => customer.CreatedAt)
        .Time("updated_at", customer => customer.UpdatedAt)
        .Number("id", customer => customer.Id);

    public static void AddTo(AdminAnswers answers)
    {
        answers.For<Customer>("Customer", new()
        {
            ["id"] = (customer, _) => Gid.Of("Customer", customer.Id),
            ["legacyResourceId"] = (customer, _) => customer.Id,
            ["firstName"] = (customer, _) => customer.FirstName,
            ["lastName"] = (customer, _) => customer.LastName,
            ["displayName"] = (customer, _) => customer.DisplayName,
            ["locale"] = (customer, _) => customer.Locale,
            ["state"] = (customer, _) => Words.Enum(customer.State),
            ["note"] = (customer, _) => customer.Note,
            ["tags"] = (customer, _) => customer.Tags,
            ["verifiedEmail"] = (customer, _) => customer.Email is not null,
            ["taxExempt"] = (_, _) => false,
            ["createdAt"] = (customer, _) => customer.CreatedAt,
            ["updatedAt"] = (customer, _) => customer.UpdatedAt,
            ["numberOfOrders"] = (customer, ask) => ask.Shop.OrdersOf(customer.Id).Count,
            ["amountSpent"] = (customer, ask) => Spent(customer, ask.Shop),
            ["lastOrder"] = (customer, ask) => ask.Shop.OrdersOf(customer.Id) is [.., var last] && ask.Caller.MaySee(last) ? last : null,
            ["defaultAddress"] = (customer, _) => customer.Address,
            ["addressesV2"] = (customer, ask) => Connection.Of(customer.Address is { } address ? [address] : Array.Empty<Address>(), ask),
            ["defaultEmailAddress"] = (customer, _) => customer.Email is null ? null : customer,
            ["defaultPhoneNumber"] = (customer, _) => customer.Phone is null ? null : customer,
            ["orders"] = (customer, ask) => Connection.Of([.. ask.Shop.OrdersOf(customer.Id).Where(ask.Caller.MaySee)], ask),
            ["storeCreditAccounts"] = (customer, ask) => Connection.Of(customer.Credits, ask),
            ["subscriptionContracts"] = (customer, ask) => Connection.Of(ask.Shop.ContractsOf(customer.Id), ask),
        });
        answers.For<Customer>(
            "CustomerEmailAddress",
            new()
            {
                ["emailAddress"] = (customer, _) => customer.Email,
                ["marketingState"] = (customer, _) => Words.Enum(customer.MarketingState),
                ["marketingUpdatedAt"] = (customer, _) => customer.MarketingAt,
                ["marketingOptInLevel"] = (customer, _) => customer.MarketingAt is null ? null : "SINGLE_OPT_IN",
                ["validFormat"] = (_, _) => true,
            },
            isItsName: false);
        answers.For<Customer>(
            "CustomerPhoneNumber",
            new() { ["phoneNumber"] = (customer, _) => customer.Phone, ["smsMarketingConsent"] = (customer, _) => customer },
            isItsName: false);
        // Nobody was asked for messages by SMS.
        answers.For<Customer>("CustomerSmsMarketingConsent", new() { ["state"] = (_, _) => "NEVER_SUBSCRIBED", ["updatedAt"] = (_, _) => null }, isItsName: false);
        answers.For<StoreCredit>("StoreCreditAccount", new()
        {
            ["id"] = (credit, _) => Gid.Of("StoreCreditAccount", credit.Id),
            ["balance"] = (credit, _) => new Money(credit.Balance, credit.Currency),
        });
        answers.For<Address>("MailingAddress", new()
        {
            ["id"] = (address, _) => $"{Gid.Of("MailingAddress", address.Id)}?model_name=CustomerAddress",
            ["firstName"] = (address, _) => address.FirstName,
            ["lastName"] = (address, _) => address.LastName,
            ["name"] = (address, _) => address.Name,
            ["address1"] = (address, _) => address.Address1,
            ["address2"] = (address, _) => address.Address2,
            ["city"] = (address, _) => address.City,
            ["zip"] = (address, _) => address.Zip,
            ["province"] = (address, _) => address.Province,
            ["provinceCode"] = (address, _) => address.ProvinceCode,
            ["country"] = (address, _) => address.Country,
            ["countryCodeV2"] = (address, _) => address.CountryCode,
            ["phone"] = (address, _) => address.Phone,
        });
    }

    /// <summary>What was paid and not given back, in the shop's money.</summary>
    public static Money Spent(Customer customer, SimulatedShop shop) => new(
        shop.OrdersOf(customer.Id).Where(order => order.FinancialStatus is not "pending" && string.Equals(order.Currency, customer.Currency, StringComparison.Ordinal)).Sum(order => order.CurrentTotal),
        customer.Currency);
}

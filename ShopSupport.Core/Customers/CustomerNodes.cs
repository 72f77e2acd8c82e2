using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>What a customer of the Admin API says: all that webhooks spread over topics of their own, as it was when it was read.</summary>
internal static class CustomerNodes
{
    public static void Read(Payload node, Changes changes)
    {
        var id = new ShopifyCustomerId(node.OwnId());
        var at = node.Instant("updatedAt");
        var (mail, phone, address) = (node.Child("defaultEmailAddress"), node.Child("defaultPhoneNumber"), node.Child("defaultAddress"));
        var country = address?.Text("countryCodeV2", 20);
        changes.Add(
            new CustomerRow
            {
                ShopifyId = id,
                FirstName = node.Text("firstName", 255),
                LastName = node.Text("lastName", 255),
                Email = mail?.Text("emailAddress", 320)?.Trim().ToLowerInvariant(),
                Phone = Handle.Phone(phone?.Text("phoneNumber", 40), country)?.Value,
                State = node.Word("state", 20),
                Note = node.Text("note", 4000),
                CustomerSince = node.Instant("createdAt"),
            },
            at,
            "updatedAt");
        // Without one there is none: what is read is whole.
        changes.Add(
            new CustomerAddressRow
            {
                ShopifyCustomerId = id,
                CountryCode = country?.Length == 2 ? country : null,
                Province = address?.Text("province", 100),
                City = address?.Text("city", 255),
                Zip = address?.Text("zip", 40),
                Address1 = address?.Text("address1", 500),
                Address2 = address?.Text("address2", 500),
            },
            at,
            "updatedAt");

        // These change without the customer's own time: they are true as of when they were read.
        changes.Add(new CustomerTagListRow { ShopifyCustomerId = id, Tags = string.Join(',', node.Texts("tags")) }, at: null);
        AddConsent(changes, id, "mail", mail?.Word("marketingState"), mail?.Instant("marketingUpdatedAt"));
        var sms = phone?.Child("smsMarketingConsent");
        AddConsent(changes, id, "sms", sms?.Word("state"), sms?.Instant("updatedAt"));
        AddPurchases(node, changes, id);
    }

    // Who was never asked has no row, as with deliveries.
    private static void AddConsent(Changes changes, ShopifyCustomerId id, string channel, string? state, DateTimeOffset? changed)
    {
        state = state is "never_subscribed" ? "not_subscribed" : state;
        if (state is not null && (changed is not null || state is not "not_subscribed"))
        {
            changes.Add(new CustomerConsentRow { ShopifyCustomerId = id, Channel = channel, State = state, ChangedAt = changed }, changed, $"{channel}.updatedAt");
        }
    }

    private static void AddPurchases(Payload node, Changes changes, ShopifyCustomerId id)
    {
        var spent = node.Child("amountSpent");
        var currency = spent?.Has("currencyCode") == true ? spent.Value.Currency("currencyCode") : null;
        changes.Add(
            new CustomerPurchasesRow
            {
                ShopifyCustomerId = id,
                OrderCount = node.OptionalId("numberOfOrders"),
                SpentMinor = currency is null ? null : spent!.Value.OptionalMoney("amount", currency),
                Currency = currency,
            },
            at: null);
    }
}

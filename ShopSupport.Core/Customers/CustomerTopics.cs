using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>
/// What the topics of customers say. Since API version 2025-01 tags, consents and totals travel in topics of their own;
/// older bodies hold them still, so they are taken wherever they stand.
/// Source: https://shopify.dev/changelog/new-customer-s-webhook-and-changes-to-existing-customer-s-webhooks-payload
/// </summary>
internal static class CustomerTopics
{
    public static void Snapshot(Payload body, Changes changes) => Add(body, changes, Standing.Itself);

    /// <summary>The customer inside an order's body: less complete, so it loses to the customer's own at the same time.</summary>
    public static void Embedded(Payload body, Changes changes) => Add(body, changes, Standing.Inside);

    public static void Deleted(Payload body, Changes changes)
    {
        var id = new ShopifyCustomerId(body.OwnId());
        changes.AddGone(new CustomerRow { ShopifyId = id, IsDeleted = true });
        changes.AddGone(new CustomerAddressRow { ShopifyCustomerId = id });
        changes.AddGone(new CustomerTagListRow { ShopifyCustomerId = id, Tags = "" });
        changes.AddGone(new CustomerPurchasesRow { ShopifyCustomerId = id });
        changes.AddGone(new CustomerConsentRow { ShopifyCustomerId = id, Channel = "mail" });
        changes.AddGone(new CustomerConsentRow { ShopifyCustomerId = id, Channel = "sms" });
    }

    public static void Merged(Payload body, Changes changes)
    {
        if (body.Text("status", 40) is { } status && !status.Equals("completed", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var kept = body.GlobalId("admin_graphql_api_customer_kept_id") ?? throw body.Refusal(ProblemKind.NoId, "admin_graphql_api_customer_kept_id");
        var deleted = body.GlobalId("admin_graphql_api_customer_deleted_id") ?? throw body.Refusal(ProblemKind.NoId, "admin_graphql_api_customer_deleted_id");
        changes.Add(new CustomerMergeRow { KeptId = new ShopifyCustomerId(kept), DeletedId = new ShopifyCustomerId(deleted) }, at: null);
    }

    public static void PurchasingSummary(Payload body, Changes changes)
    {
        var spent = body.Child("amountSpent");
        var currency = spent?.Has("currencyCode") == true ? spent.Value.Currency("currencyCode") : null;
        changes.Add(
            new CustomerPurchasesRow
            {
                ShopifyCustomerId = CustomerOf(body),
                OrderCount = body.OptionalId("numberOfOrders"),
                SpentMinor = currency is null ? null : spent!.Value.OptionalMoney("amount", currency),
                Currency = currency,
            },
            body.Instant("occurredAt"),
            "occurredAt");
    }

    public static void TagsAdded(Payload body, Changes changes) => AddTags(body, changes, isPresent: true);

    public static void TagsRemoved(Payload body, Changes changes) => AddTags(body, changes, isPresent: false);

    public static void MailConsent(Payload body, Changes changes) =>
        AddConsent(body, changes, new ShopifyCustomerId(body.OptionalId("customer_id") ?? body.OwnId()), "mail", "email_marketing_consent", Standing.Itself);

    public static void SmsConsent(Payload body, Changes changes) =>
        AddConsent(body, changes, new ShopifyCustomerId(body.OptionalId("customer_id") ?? body.OwnId()), "sms", "sms_marketing_consent", Standing.Itself);

    private static void Add(Payload body, Changes changes, Standing standing)
    {
        var id = new ShopifyCustomerId(body.OwnId());
        if (body.HoldsOnlyIds)
        {
            changes.AskFor("customer", id.Value, "The delivery held only its id.");
            return;
        }

        // Inside an order the customer may come without a time: then it only fills a gap.
        var at = body.Instant("updated_at") ?? (standing is Standing.Itself ? null : DateTimeOffset.UnixEpoch);
        changes.Add(
            new CustomerRow
            {
                ShopifyId = id,
                FirstName = body.Text("first_name", 255),
                LastName = body.Text("last_name", 255),
                Email = body.Text("email", 320)?.Trim().ToLowerInvariant(),
                Phone = PhoneOf(body),
                State = body.Text("state", 20),
                Note = body.Text("note", 4000),
                CustomerSince = body.Instant("created_at"),
            },
            at,
            standing: standing);
        AddAddress(body, changes, id, at, standing);
        AddConsent(body, changes, id, "mail", "email_marketing_consent", standing);
        AddConsent(body, changes, id, "sms", "sms_marketing_consent", standing);
        if (body.Has("tags"))
        {
            changes.Add(new CustomerTagListRow { ShopifyCustomerId = id, Tags = string.Join(',', body.Texts("tags")) }, at, standing: standing);
        }
    }

    private static void AddAddress(Payload body, Changes changes, ShopifyCustomerId id, DateTimeOffset? at, Standing standing)
    {
        if (body.Child("default_address") is not { } address)
        {
            return;
        }

        var country = address.Text("country_code", 20);
        changes.Add(
            new CustomerAddressRow
            {
                ShopifyCustomerId = id,
                CountryCode = country?.Length == 2 ? country : null,
                Province = address.Text("province", 100),
                City = address.Text("city", 255),
                Zip = address.Text("zip", 40),
                Address1 = address.Text("address1", 500),
                Address2 = address.Text("address2", 500),
            },
            at,
            standing: standing);
    }

    private static void AddConsent(Payload body, Changes changes, ShopifyCustomerId id, string channel, string name, Standing standing)
    {
        if (body.Child(name) is not { } consent)
        {
            return;
        }

        var changed = consent.Instant("consent_updated_at");
        changes.Add(
            new CustomerConsentRow { ShopifyCustomerId = id, Channel = channel, State = consent.Text("state", 40), ChangedAt = changed },
            changed ?? body.Instant("updated_at"),
            $"{name}.consent_updated_at",
            standing);
    }

    private static void AddTags(Payload body, Changes changes, bool isPresent)
    {
        var id = CustomerOf(body);
        var at = body.Instant("occurredAt");
        foreach (var tag in body.Texts("tags").Select(t => Payload.Cut(t, 255)).Distinct(StringComparer.Ordinal))
        {
            changes.Add(new CustomerTagChangeRow { ShopifyCustomerId = id, Tag = tag, IsPresent = isPresent }, at, "occurredAt");
        }
    }

    // As it is compared with the numbers of people who write; one without a country is read in the customer's own.
    private static string? PhoneOf(Payload body) =>
        Handle.Phone(body.Text("phone", 40), body.Child("default_address")?.Text("country_code", 20))?.Value;

    private static ShopifyCustomerId CustomerOf(Payload body) => new(body.GlobalId("customerId") ?? body.Id("customerId"));
}

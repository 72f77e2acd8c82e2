using System.Text;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shops;

/// <summary>The shop itself, the app's installation, and what the law asks.</summary>
internal static class ShopTopics
{
    // https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
    private static readonly TimeSpan PrivacyDeadline = TimeSpan.FromDays(30);

    public static void Updated(Payload body, Changes changes)
    {
        RequireShopName(body, "myshopify_domain");
        var currency = body.Currency("currency");
        changes.Add(
            new ShopProfileRow
            {
                ShopifyId = body.OwnId(),
                Name = body.RequiredText("name", 255),
                Currency = currency,
                TimeZone = body.Text("iana_timezone", 64),
                Locale = body.Text("primary_locale", 35),
                Country = body.Text("country_code", 2),
                PlanName = body.Text("plan_name", 64),
            },
            body.Instant("updated_at"));
    }

    /// <summary>Only noted with its time: whether the app is installed follows from which came later, this or the installation.</summary>
    public static void Uninstalled(Payload body, Changes changes)
    {
        RequireShopName(body, "myshopify_domain");
        changes.Add(new ShopUninstallRow { UninstalledAt = changes.HappenedAt }, at: null);
    }

    public static void ScopesChanged(Payload body, Changes changes) => changes.Add(
        new ShopScopesRow { Scopes = Payload.Cut(string.Join(',', body.Texts("current").Order(StringComparer.Ordinal)), 2000) },
        body.Instant("updated_at"));

    public static void BulkFinished(Payload body, Changes changes) => changes.Add(
        new BulkOperationRow
        {
            Id = body.OwnId(),
            Type = body.Text("type", 40),
            Status = body.RequiredText("status", 40),
            ErrorCode = body.Text("error_code", 80),
            CompletedAt = body.Instant("completed_at"),
        },
        at: null);

    public static void DataRequested(Payload body, Changes changes) => AddPrivacyRequest(body, changes, "data_request");

    public static void CustomerRedacted(Payload body, Changes changes) => AddPrivacyRequest(body, changes, "customer_redact");

    public static void ShopRedacted(Payload body, Changes changes) => AddPrivacyRequest(body, changes, "shop_redact");

    private static void AddPrivacyRequest(Payload body, Changes changes, string kind)
    {
        RequireShopName(body, "shop_domain");
        var received = changes.Source.LearntAt;
        changes.Add(
            new PrivacyRequestRow
            {
                WebhookId = changes.Source.Key,
                Kind = kind,
                ShopifyCustomerId = body.Child("customer")?.OptionalId("id") is { } customer ? new ShopifyCustomerId(customer) : null,
                Body = Encoding.UTF8.GetString(changes.Source.Body.Span),
                ReceivedAt = received,
                DueAt = received + PrivacyDeadline,
            },
            at: null);
    }

    // A body that names another shop was refused at the door; one that names none at all is for a person to look at.
    private static void RequireShopName(Payload body, string name)
    {
        if (body.Text(name, 255) is { } domain && ShopDomain.Parse(domain) is null)
        {
            throw body.Refusal(ProblemKind.NamesNoShop, name);
        }
    }
}

using System.Text.RegularExpressions;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Tests.App.Demo;

/// <summary>Each state that a desk must cope with is in both demo shops, in a conversation whose customer waits for an answer about it.</summary>
public sealed partial class DemoStatesTests(DemoStatesTests.Shops shops) : IClassFixture<DemoStatesTests.Shops>
{
    private const int FirstPage = 15;

    private static readonly DateTimeOffset Future = TimeProvider.System.GetUtcNow();

    public static TheoryData<string> Languages => ["ja", "en"];

    [Theory, MemberData(nameof(Languages))]
    public void An_order_of_which_two_of_three_pieces_were_sent(string language) => IsOnFirstPage(language, (_, panel) => panel.Orders.Any(order =>
        order is { IsPartlySent: true, Pieces: 3, PiecesSent: 2, Shipments.Count: 1, WorstParcel.Progress: ParcelProgress.Arrived }));

    [Theory, MemberData(nameof(Languages))]
    public void A_parcel_that_cannot_be_delivered_of_somebody_with_a_long_name(string language) => IsOnFirstPage(language, (row, panel) =>
        HasParcel(panel, ParcelProgress.Failed) && row.CustomerName!.Length > 24);

    [Theory, MemberData(nameof(Languages))]
    public void A_parcel_that_nobody_was_there_to_take(string language) =>
        IsOnFirstPage(language, (_, panel) => HasParcel(panel, ParcelProgress.Attempted));

    [Theory, MemberData(nameof(Languages))]
    public void A_delayed_parcel(string language) => IsOnFirstPage(language, (_, panel) => HasParcel(panel, ParcelProgress.Delayed));

    [Theory, MemberData(nameof(Languages))]
    public void An_order_in_another_currency(string language) => IsOnFirstPage(language, (_, panel) => panel.Orders.Any(order =>
        string.Equals(order.Currency, language is "en" ? "EUR" : "USD", StringComparison.Ordinal)));

    [Theory, MemberData(nameof(Languages))]
    public async Task An_order_with_a_note_a_discount_and_shipping_cost(string language)
    {
        var shop = shops.In(language);
        var ids = await shop.Made.Database.QueryAsync<long>(
            Sql("SELECT id FROM orders WHERE shop_id = @Id AND note IS NOT NULL AND discount_minor > 0 AND shipping_minor > 0"), new { shop.Made.Shop.Id }, CancellationToken.None);

        IsOnFirstPage(language, (_, panel) => panel.Orders.Any(order => ids.Contains(order.Id)));
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Refunds_in_part_and_in_full_with_their_reasons_and_a_cancelled_order(string language)
    {
        var shop = shops.In(language);
        var reasons = await shop.Made.Database.QueryAsync<long>(
            Sql("SELECT order_id FROM refunds WHERE shop_id = @Id AND note IS NOT NULL"), new { shop.Made.Shop.Id }, CancellationToken.None);

        IsOnFirstPage(language, (_, panel) => panel.Orders.Any(order => order is { IsRefundedInFull: false, RefundedMinor: > 0 } && reasons.Contains(order.Id)));
        Waits(language, (_, panel) => panel.Orders.Any(order => order is { IsRefundedInFull: true, CancelledAt: null } && reasons.Contains(order.Id)));
        Waits(language, (_, panel) => panel.Orders.Any(order => order.CancelledAt is not null));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Two_or_three_wait_for_more_than_a_day_and_stand_at_the_top(string language)
    {
        var shop = shops.In(language);
        var longest = shop.Made.Waiting.TakeWhile(row => shop.Made.Source.Anchor - row.WaitingSince > TimeSpan.FromHours(24)).ToList();

        Assert.InRange(longest.Count, 2, 3);
    }

    [Theory, MemberData(nameof(Languages))]
    public void Senders_whom_the_shop_does_not_know_by_mail_and_by_telephone(string language)
    {
        IsOnFirstPage(language, (row, panel) => panel.Customer.ShopifyId is null && row.Channel is Channel.Mail);
        IsOnFirstPage(language, (row, panel) => panel.Customer.ShopifyId is null && row.Channel is Channel.Phone && row.CustomerName!.StartsWith('+'));
        Assert.Equal(2, shops.In(language).Panels.Values.Count(panel => panel.Customer.ShopifyId is null));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Subscriptions_that_skip_are_paused_or_could_not_be_paid(string language)
    {
        IsOnFirstPage(language, (_, panel) => panel.Subscriptions.Any(one => one is { Status: "active", Skipped: 1 } && one.Skips.Any(skip => skip.BillingExpectedAt > Future)));
        IsOnFirstPage(language, (_, panel) => panel.Subscriptions.Any(one => one.Status is "paused"));
        IsOnFirstPage(language, (_, panel) => panel.Subscriptions.Any(one => one is { Status: "failed", Failures: 1 }));
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task A_conversation_of_thirty_messages_and_more_with_notes_between(string language)
    {
        var shop = shops.In(language);
        var opened = await Task.WhenAll(shop.Made.Waiting.Take(FirstPage).Select(shop.Made.OpenAsync));

        Assert.Contains(opened, one => one.Messages.Count >= 30 && one.Messages.Any(message => message.Kind is MessageKind.Note));
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task A_conversation_that_was_done_and_that_its_customer_took_up_again(string language)
    {
        var shop = shops.In(language);
        var opened = await Task.WhenAll(shop.Made.Waiting.Take(FirstPage).Select(shop.Made.OpenAsync));

        Assert.Contains(opened, one => one.Messages.Any(message => message.Kind is MessageKind.Closed));
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Somebody_with_two_subscriptions(string language) => Assert.NotEmpty(await TextsAsync(
        shops.In(language).Made, "SELECT MAX(status) FROM subscription_contracts WHERE shop_id = @Id GROUP BY shopify_customer_id HAVING COUNT(*) > 1"));

    [Theory, MemberData(nameof(Languages))]
    public void Somebody_with_more_orders_and_more_past_conversations_than_the_panel_shows(string language) => Waits(language, (row, panel) =>
        panel.OrderCount > 10 && shops.In(language).Made.All.Count(other => other.CustomerId == row.CustomerId) > CustomerPanel.FirstConversations + 1);

    [Theory, MemberData(nameof(Languages))]
    public async Task Somebody_who_writes_in_the_shops_other_language(string language)
    {
        var shop = shops.In(language);
        var other = language is "en" ? "ja" : "en";
        var opened = await Task.WhenAll(shop.Made.Waiting.Take(FirstPage).Select(shop.Made.OpenAsync));

        var one = opened.First(conversation => string.Equals(conversation.Language, other, StringComparison.Ordinal));
        Assert.Equal(other is "ja", Japanese().IsMatch(one.Messages[0].Body));
        Assert.NotNull(shop.Panels[one.Row.Id].Customer.ShopifyId);
    }

    [Theory, MemberData(nameof(Languages))]
    public void A_few_conversations_are_put_aside_until_later(string language)
    {
        var shop = shops.In(language).Made;
        var aside = shop.All.Where(row => row.Status is ConversationStatus.Snoozed).ToList();

        Assert.Equal(3, aside.Count);
        Assert.Single(aside, row => row.WaitingSince is not null && row.LastMessageKind is MessageKind.Customer && row.AssigneeId is null);
        Assert.DoesNotContain(shop.Waiting, row => aside.Exists(one => one.Id == row.Id));
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task What_is_put_aside_was_put_there_by_a_colleague_soon_after_its_last_words_and_wakes_on_the_hour(string language)
    {
        var made = shops.In(language).Made;
        var country = made.Source.Country;
        foreach (var row in made.All.Where(row => row.Status is ConversationStatus.Snoozed))
        {
            var act = Assert.Single((await made.OpenAsync(row)).Acts);
            var until = country.Local(row.SnoozedUntil!.Value);

            Assert.Equal(DemoAgents.All(country.IsEnglish)[1].Name, act.AgentName);
            Assert.InRange(act.At - row.LastMessageAt, TimeSpan.Zero, TimeSpan.FromMinutes(10));
            Assert.True(until > made.Source.Anchor && until.Hour is 9 or 17 && until is { Minute: 0, Second: 0 }, $"{until}");
        }
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task An_English_visitors_shop_is_english_and_a_Japanese_ones_is_japanese(string language)
    {
        var made = shops.In(language).Made;
        var isEnglish = language is "en";
        Assert.Equal(isEnglish ? ("USD", "en", "America/Los_Angeles") : ("JPY", "ja", "Asia/Tokyo"), (made.Shop.Currency, made.Shop.Locale, made.Shop.TimeZone));
        if (!isEnglish)
        {
            return;
        }

        string[] texts =
        [
            .. await TextsAsync(made, "SELECT name FROM agents WHERE shop_id = @Id"),
            .. await TextsAsync(made, "SELECT name FROM locations WHERE shop_id = @Id"),
            .. await TextsAsync(made, "SELECT title FROM products WHERE shop_id = @Id"),
            .. await TextsAsync(made, "SELECT tags FROM customer_tag_lists WHERE shop_id = @Id"),
            .. await TextsAsync(made, "SELECT tag FROM customer_tag_changes WHERE shop_id = @Id"),
            .. await TextsAsync(made, "SELECT tracking_company FROM fulfillments WHERE shop_id = @Id"),
            .. await TextsAsync(made, "SELECT city FROM customer_addresses WHERE shop_id = @Id"),
            .. await TextsAsync(made, "SELECT outcome FROM conversations WHERE shop_id = @Id AND status = 'closed' AND language = 'en'"),
            .. await TextsAsync(made, "SELECT subject FROM conversations WHERE shop_id = @Id AND language = 'en'"),
        ];
        Assert.True(texts.Length > 1000);
        Assert.DoesNotContain(texts, text => Japanese().IsMatch(text));
        Assert.InRange(made.Source.Customers.Count(customer => customer.Address.Country is "US") / (double)made.Source.Customers.Count, 0.75, 0.95);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task All_is_applied_and_none_is_parked(string language)
    {
        var made = shops.In(language).Made;

        Assert.Equal(0, await made.Database.FindAsync<long>(Sql("SELECT COUNT(*) FROM deliveries WHERE shop_id = @Id AND outcome NOT IN ('applied', 'stale')"), new { made.Shop.Id }, CancellationToken.None));
    }

    private static bool HasParcel(CustomerPanel panel, ParcelProgress progress) => panel.Orders.Any(order => order.WorstParcel?.Progress == progress);

    private static SqlText Sql(string text) => new(text, text);

    private static async Task<List<string>> TextsAsync(MadeShop made, string sql) =>
        await made.Database.QueryAsync<string>(Sql(sql), new { made.Shop.Id }, CancellationToken.None);

    private void IsOnFirstPage(string language, Func<ConversationRow, CustomerPanel, bool> holds)
    {
        var shop = shops.In(language);
        Assert.Contains(shop.Made.Waiting.Take(FirstPage), row => holds(row, shop.Panels[row.Id]));
    }

    private void Waits(string language, Func<ConversationRow, CustomerPanel, bool> holds)
    {
        var shop = shops.In(language);
        Assert.Contains(shop.Made.Waiting, row => holds(row, shop.Panels[row.Id]));
    }

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]", RegexOptions.None, -1)]
    private static partial Regex Japanese();

    public sealed class Shops : IAsyncLifetime
    {
        private readonly Dictionary<string, OfLanguage> _shops = new(StringComparer.Ordinal);

        public async Task InitializeAsync()
        {
            foreach (var language in new[] { "ja", "en" })
            {
                var made = await MadeShop.MakeAsync(new DemoOptions { Customers = 300, Orders = 1500, Conversations = 450, Language = language });
                var panels = new Dictionary<Core.Values.ConversationId, CustomerPanel>();
                foreach (var row in made.Waiting)
                {
                    panels[row.Id] = await made.PanelAsync(row);
                }

                _shops[language] = new(made, panels);
            }
        }

        public async Task DisposeAsync()
        {
            foreach (var shop in _shops.Values)
            {
                await shop.Made.DisposeAsync();
            }
        }

        internal OfLanguage In(string language) => _shops[language];

        internal sealed record OfLanguage(MadeShop Made, Dictionary<Core.Values.ConversationId, CustomerPanel> Panels);
    }
}

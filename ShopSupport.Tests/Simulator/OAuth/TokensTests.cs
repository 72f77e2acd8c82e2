using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Simulator.Serve;

namespace ShopSupport.Tests.Simulator.OAuth;

public sealed class TokensTests
{
    [Fact]
    public void A_session_token_is_good_for_a_minute_for_its_shop_and_unchanged()
    {
        using var one = new OneStore();
        var (sessions, shop) = (one.Simulator.Sessions, one.Store.Shop.Profile);
        var token = sessions.Mint(shop, 42);

        Assert.Equal(42, sessions.UserOf(token, shop.Domain));
        Assert.Null(sessions.UserOf(token, "other.myshopify.com"));
        Assert.Null(sessions.UserOf(token[..^2] + "xx", shop.Domain));
        Assert.Null(sessions.UserOf("nonsense", shop.Domain));
        one.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(sessions.UserOf(token, shop.Domain));
    }

    [Fact]
    public void A_token_of_the_secret_that_is_being_replaced_is_good_too()
    {
        var rotating = OneStore.App() with { Secrets = ["old", "new"] };
        using var one = new OneStore(app: rotating);
        var signedByNew = new SessionTokens(rotating with { Secrets = ["new"] }, one.Clock).Mint(one.Store.Shop.Profile, 1);

        Assert.Equal(1, one.Simulator.Sessions.UserOf(signedByNew, one.Store.Shop.Profile.Domain));
    }

    [Fact]
    public void An_offline_token_lives_an_hour_and_an_online_one_a_day()
    {
        using var one = new OneStore();
        var (offline, online) = (one.Simulator.Tokens.Offline(one.Store.App), one.Simulator.Tokens.Online(one.Store.App, 1));

        one.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(one.Simulator.Tokens.Find(offline.AccessToken));
        Assert.NotNull(one.Simulator.Tokens.Find(online.AccessToken));
        one.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Null(one.Simulator.Tokens.Find(online.AccessToken));
    }

    [Fact]
    public void A_used_refresh_token_stays_good_until_its_replacement_is_used()
    {
        using var one = new OneStore();
        var (tokens, app) = (one.Simulator.Tokens, one.Store.App);
        var first = tokens.Offline(app).RefreshToken!;

        var lost = tokens.Renew(first, app)!;
        var second = tokens.Renew(first, app)!;
        var third = tokens.Renew(second.RefreshToken!, app);

        Assert.NotNull(lost);
        Assert.NotEqual(lost.RefreshToken, second.RefreshToken, StringComparer.Ordinal);
        Assert.NotNull(third);
        Assert.Null(tokens.Renew(first, app));
    }

    [Fact]
    public void A_used_refresh_token_lives_thirty_days_and_an_unused_one_ninety()
    {
        using var one = new OneStore();
        var (tokens, app) = (one.Simulator.Tokens, one.Store.App);
        var (used, unused) = (tokens.Offline(app).RefreshToken!, tokens.Offline(app).RefreshToken!);
        Assert.NotNull(tokens.Renew(used, app));

        one.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Null(tokens.Renew(used, app));
        one.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Null(tokens.Renew(unused, app));
    }

    [Fact]
    public void Nothing_is_good_any_more_once_the_app_was_taken_off()
    {
        using var one = new OneStore();
        var (tokens, app) = (one.Simulator.Tokens, one.Store.App);
        var pair = tokens.Offline(app);

        one.Simulator.Uninstall(one.Store);

        Assert.Null(tokens.Find(pair.AccessToken));
        Assert.Null(tokens.Renew(pair.RefreshToken!, app));
        Assert.Equal("app/uninstalled", Assert.Single(one.Told).Topic);
        one.Clock.Advance(TimeSpan.FromHours(48));
        Assert.Equal(["app/uninstalled", "shop/redact"], one.Told.Select(delivery => delivery.Topic), StringComparer.Ordinal);
    }

    [Fact]
    public void What_the_merchant_grants_besides_is_told_and_only_what_the_app_may_want_can_be_granted()
    {
        using var one = new OneStore();

        one.Simulator.Grant(one.Store, "write_orders", isGranted: true);
        one.Simulator.Grant(one.Store, "write_orders", isGranted: true);
        one.Simulator.Grant(one.Store, "write_orders", isGranted: false);

        Assert.Equal(["app/scopes_update", "app/scopes_update"], one.Told.Select(delivery => delivery.Topic), StringComparer.Ordinal);
        Assert.Throws<ShopRefusalException>(() => one.Simulator.Grant(one.Store, "write_themes", isGranted: true));
    }

    [Fact]
    public void The_apps_description_is_read()
    {
        var app = OneStore.App();

        Assert.Equal(("ShopSupport", "shopsupport"), (app.Name, app.Handle));
        Assert.Contains("read_orders", app.Scopes, StringComparer.Ordinal);
        Assert.Contains("write_orders", app.OptionalScopes, StringComparer.Ordinal);
        Assert.Contains(app.Subscriptions, one => one is { Topic: "customers/redact", Uri: "/webhooks/shopify" });
        Assert.Equal(app.Subscriptions.Count, app.Subscriptions.Select(one => one.Topic).Distinct(StringComparer.Ordinal).Count());
        Assert.True(app.Subscriptions.Count > 50);
    }
}

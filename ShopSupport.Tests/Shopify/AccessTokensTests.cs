using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Shopify;

public sealed class AccessTokensTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [OnEachEngine]
    public async Task A_hundred_first_requests_at_once_make_one_exchange(DatabaseProvider engine)
    {
        await using var desk = await AccessDesk.OpenAsync(engine);
        var tokens = desk.NewProcess();
        var opened = new TaskCompletionSource();
        desk.Shopify.Opened = opened.Task;

        var asking = Enumerable.Range(0, 100).Select(i => desk.EnterAsync(tokens, $"id-token-{i}")).ToList();
        await Patience.UntilAsync(() => !desk.Shopify.Requests.IsEmpty, "an exchange");
        opened.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.All(answers, answer => Assert.Equal("shpat_1", answer.Token));
        Assert.Equal(["offline"], desk.Shopify.Grants, StringComparer.Ordinal);
    }

    [OnEachEngine]
    public async Task Ten_processes_renew_a_token_once(DatabaseProvider engine)
    {
        await using var desk = await AccessDesk.OpenAsync(engine);
        await desk.EnterAsync(desk.NewProcess());
        desk.Clock.Advance(Hour);
        var processes = Enumerable.Range(0, 10).Select(_ => desk.NewProcess()).ToList();
        var opened = new TaskCompletionSource();
        desk.Shopify.Opened = opened.Task;

        var asking = processes.SelectMany(tokens => Enumerable.Range(0, 5).Select(_ => Task.Run(() => tokens.FindAsync(desk.ShopId, CancellationToken.None)))).ToList();
        await Patience.UntilAsync(() => desk.Shopify.Requests.Count == 2, "a renewal");
        opened.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.All(answers, answer => Assert.Equal("shpat_2", answer.Token));
        Assert.Equal(["offline", "refresh"], desk.Shopify.Grants, StringComparer.Ordinal);
    }

    [OnEachEngine]
    public async Task A_token_is_used_until_five_minutes_before_its_end(DatabaseProvider engine)
    {
        await using var desk = await AccessDesk.OpenAsync(engine);
        var tokens = desk.NewProcess();
        await desk.EnterAsync(tokens);

        desk.Clock.Advance(TimeSpan.FromSeconds(3299));
        Assert.Equal("shpat_1", (await tokens.FindAsync(desk.ShopId, CancellationToken.None)).Token);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var answer = await tokens.FindAsync(desk.ShopId, CancellationToken.None);

        Assert.Equal(("shpat_2", desk.Domain, FakeShopify.AllScopes), (answer.Token, answer.ShopDomain, answer.Scopes));
    }

    [OnEachEngine]
    public async Task What_is_kept_cannot_be_read_without_the_keys_nor_for_another_shop(DatabaseProvider engine)
    {
        await using var desk = await AccessDesk.OpenAsync(engine);
        await desk.EnterAsync(desk.NewProcess());
        var other = await new ShopStore(desk.Database, desk.Clock).FindOrAddAsync($"other-{Guid.NewGuid():N}.myshopify.com", CancellationToken.None);

        foreach (var column in new[] { "access_token", "refresh_token" })
        {
            Assert.DoesNotContain("shp", await desk.FindAsync<string>($"SELECT {column} FROM shop_access WHERE shop_id = @ShopId"), StringComparison.Ordinal);
        }

        await desk.ExecuteAsync(
            "INSERT INTO shop_access (shop_id, access_token, access_ends_at, refresh_token, refresh_ends_at) SELECT @other, access_token, access_ends_at, refresh_token, refresh_ends_at FROM shop_access WHERE shop_id = @ShopId",
            new { desk.ShopId, other });
        Assert.Equal(AccessProblem.NeedsReauth, (await desk.NewProcess().FindAsync(other, CancellationToken.None)).Problem);
        Assert.Equal("shpat_1", (await desk.NewProcess().FindAsync(desk.ShopId, CancellationToken.None)).Token);
    }

    [OnEachEngine]
    public async Task A_process_that_dies_between_the_call_and_the_row_strands_nobody(DatabaseProvider engine)
    {
        await using var desk = await AccessDesk.OpenAsync(engine);
        await desk.EnterAsync(desk.NewProcess());
        desk.Clock.Advance(Hour);
        // It took its turn and was answered with the second pair; nobody ever saw that.
        var dead = desk.NewStore();
        var row = await dead.FindAsync(desk.ShopId, CancellationToken.None);
        Assert.NotNull(await dead.LeaseAsync(desk.ShopId, row.Lease, CancellationToken.None));
        var endpoint = new TokenEndpoint(desk.Shopify, desk.Options, NullLogger<TokenEndpoint>.Instance);
        Assert.Equal("shpat_2", (await endpoint.RefreshAsync(desk.Domain, row.RefreshToken!, CancellationToken.None)).Reply?.AccessToken);

        desk.Clock.Advance(TimeSpan.FromSeconds(90));
        var answer = await desk.NewProcess().FindAsync(desk.ShopId, CancellationToken.None);

        Assert.Equal("shpat_3", answer.Token);
        Assert.True(desk.Shopify.Knows(answer.Token!));
    }

    [OnEachEngine]
    public async Task One_who_took_too_long_does_not_overwrite_what_is_newer(DatabaseProvider engine)
    {
        await using var desk = await AccessDesk.OpenAsync(engine);
        var slow = desk.NewStore();
        var row = await slow.FindAsync(desk.ShopId, CancellationToken.None);
        var lease = await slow.LeaseAsync(desk.ShopId, row.Lease, CancellationToken.None);
        Assert.Null(await slow.LeaseAsync(desk.ShopId, row.Lease, CancellationToken.None));
        Assert.Null(await slow.LeaseAsync(desk.ShopId, lease!.Value, CancellationToken.None));
        desk.Clock.Advance(TimeSpan.FromSeconds(90));
        await desk.EnterAsync(desk.NewProcess());

        var isKept = await slow.KeepAsync(desk.ShopId, lease.Value, new TokenReply { AccessToken = "late", RefreshToken = "late" }, CancellationToken.None);

        Assert.False(isKept);
        Assert.Equal("shpat_1", (await desk.NewProcess().FindAsync(desk.ShopId, CancellationToken.None)).Token);
    }

    [OnEachEngine]
    public async Task A_refresh_that_is_refused_for_good_is_asked_for_once_and_repaired_by_the_next_person(DatabaseProvider engine)
    {
        await using var desk = await AccessDesk.OpenAsync(engine);
        var tokens = desk.NewProcess();
        await desk.EnterAsync(tokens);
        desk.Clock.Advance(Hour);
        desk.Shopify.TokenAnswer = body => body["grant_type"]!.GetValue<string>() is "refresh_token" ? FakeShopify.Error("invalid_grant") : null;

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(AccessProblem.NeedsReauth, (await tokens.FindAsync(desk.ShopId, CancellationToken.None)).Problem);
        }

        Assert.Equal(["offline", "refresh"], desk.Shopify.Grants, StringComparer.Ordinal);
        Assert.Equal("needs_reauth", await desk.FindAsync<string>("SELECT problem FROM shop_access WHERE shop_id = @ShopId"));
        Assert.Equal("shpat_2", (await desk.EnterAsync(tokens)).Token);
        Assert.Equal("shpat_2", (await tokens.FindAsync(desk.ShopId, CancellationToken.None)).Token);
    }

    [Theory]
    [InlineData(HttpStatusCode.PaymentRequired, AccessProblem.Frozen, "frozen")]
    [InlineData(HttpStatusCode.Locked, AccessProblem.Locked, "locked")]
    [InlineData(HttpStatusCode.Forbidden, AccessProblem.Forbidden, null)]
    [InlineData(HttpStatusCode.NotFound, AccessProblem.Gone, "gone")]
    [InlineData(HttpStatusCode.BadGateway, AccessProblem.Unavailable, null)]
    [InlineData(HttpStatusCode.Found, AccessProblem.Unavailable, null)]
    public async Task What_keeps_the_desk_out_is_a_value_and_leaves_the_tokens_as_they_were(HttpStatusCode status, AccessProblem problem, string? noted)
    {
        await using var desk = await AccessDesk.OpenAsync(DatabaseProvider.Sqlite);
        var tokens = desk.NewProcess();
        await desk.EnterAsync(tokens);
        desk.Clock.Advance(Hour);
        desk.Shopify.TokenAnswer = _ => new HttpResponseMessage(status) { Content = new StringContent("<html>") };

        Assert.Equal(problem, (await tokens.FindAsync(desk.ShopId, CancellationToken.None)).Problem);
        Assert.Equal(noted, await desk.FindAsync<string>("SELECT problem FROM shop_access WHERE shop_id = @ShopId"));

        desk.Shopify.TokenAnswer = _ => null;
        Assert.Equal("shpat_2", (await tokens.FindAsync(desk.ShopId, CancellationToken.None)).Token);
        Assert.Null(await desk.FindAsync<string>("SELECT problem FROM shop_access WHERE shop_id = @ShopId"));
    }

    [Fact]
    public async Task A_session_token_that_is_too_old_is_told_from_one_that_another_brought()
    {
        await using var desk = await AccessDesk.OpenAsync(DatabaseProvider.Sqlite);
        var tokens = desk.NewProcess();
        desk.Shopify.StaleIdTokens.Add("old");
        var opened = new TaskCompletionSource();
        desk.Shopify.Opened = opened.Task;

        var old = desk.EnterAsync(tokens, "old");
        await Patience.UntilAsync(() => !desk.Shopify.Requests.IsEmpty, "the old one's exchange");
        var good = desk.EnterAsync(tokens, "good");
        opened.SetResult();

        Assert.Equal(AccessProblem.StaleSubject, (await old).Problem);
        Assert.Equal("shpat_1", (await good).Token);
    }

    [Fact]
    public async Task A_secret_that_was_revoked_is_passed_over()
    {
        await using var desk = await AccessDesk.OpenAsync(DatabaseProvider.Sqlite);
        desk.Options.ApiSecrets = [IdTokens.OldSecret, IdTokens.Secret];
        desk.Shopify.RevokedSecrets.Add(IdTokens.OldSecret);

        Assert.Equal("shpat_1", (await desk.EnterAsync(desk.NewProcess())).Token);

        desk.Shopify.RevokedSecrets.Add(IdTokens.Secret);
        desk.Clock.Advance(Hour);
        Assert.Equal(AccessProblem.WrongApp, (await desk.NewProcess().FindAsync(desk.ShopId, CancellationToken.None)).Problem);
    }

    [Fact]
    public async Task A_pair_from_before_the_app_came_back_is_replaced()
    {
        await using var desk = await AccessDesk.OpenAsync(DatabaseProvider.Sqlite);
        var tokens = desk.NewProcess();
        await desk.EnterAsync(tokens);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("shpat_1", (await desk.EnterAsync(tokens)).Token);
        Assert.Equal("shpat_2", (await desk.EnterAsync(tokens, since: desk.Clock.GetUtcNow().AddSeconds(-1))).Token);
    }

    [Fact]
    public async Task A_shop_that_nobody_opens_keeps_its_tokens_alive_every_week()
    {
        await using var desk = await AccessDesk.OpenAsync(DatabaseProvider.Sqlite);
        var tokens = desk.NewProcess();
        await desk.EnterAsync(tokens);

        for (var day = 0; day < 100; day++)
        {
            desk.Clock.Advance(TimeSpan.FromDays(1));
            await tokens.KeepAliveAsync(desk.ShopId, TimeSpan.FromDays(7), CancellationToken.None);
        }

        Assert.Equal(14, desk.Shopify.Grants.Count(grant => grant is "refresh"));
        await tokens.ForgetAsync(desk.ShopId, CancellationToken.None);
        Assert.Null(await desk.FindAsync<string>("SELECT refresh_token FROM shop_access WHERE shop_id = @ShopId"));
        Assert.Equal(AccessProblem.NeedsReauth, (await tokens.FindAsync(desk.ShopId, CancellationToken.None)).Problem);
    }
}

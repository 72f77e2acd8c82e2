using ShopSupport.Core.Agents;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Outside;

public sealed class OutsideAgentsTests
{
    private static readonly AgentId Boss = new(1);

    [OnEachEngine]
    public async Task An_invitation_makes_one_agent_once(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = await OpenAsync(db);
        var secret = await outside.InviteAsync(db.ShopId, Boss, "外注 太郎", CancellationToken.None);

        Assert.Equal((db.ShopId, "外注 太郎"), await outside.FindLinkAsync(secret, CancellationToken.None));
        var uses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => outside.UseAsync(secret, CancellationToken.None)));

        var used = Assert.Single(uses, use => use is not null);
        Assert.Equal("外注 太郎", used!.Value.Agent.Name);
        Assert.Equal([used.Value.Agent], await outside.ListAsync(db.ShopId, CancellationToken.None));
        Assert.Null(await outside.FindLinkAsync(secret, CancellationToken.None));
        Assert.Empty(await outside.ListInvitedAsync(db.ShopId, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task A_renewed_invitation_has_a_new_link_and_ends_the_one_before(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = await OpenAsync(db);
        var first = await outside.InviteAsync(db.ShopId, Boss, "外注 太郎", CancellationToken.None);
        db.Clock.Advance(TimeSpan.FromDays(1));
        var key = Assert.Single(await outside.ListInvitedAsync(db.ShopId, CancellationToken.None)).Key;
        Assert.Null(await outside.RenewAsync(await db.AddShopAsync(), Boss, key, CancellationToken.None));

        var renewed = await outside.RenewAsync(db.ShopId, Boss, key, CancellationToken.None);

        Assert.Equal("外注 太郎", renewed!.Value.Name);
        Assert.Null(await outside.UseAsync(first, CancellationToken.None));
        var invited = Assert.Single(await outside.ListInvitedAsync(db.ShopId, CancellationToken.None));
        Assert.Equal(("外注 太郎", db.Clock.GetUtcNow() + OutsideAgents.InvitationTime), (invited.Name, invited.ExpiresAt));
        Assert.Equal("外注 太郎", (await outside.UseAsync(renewed.Value.Secret, CancellationToken.None))?.Agent.Name);
        Assert.Null(await outside.RenewAsync(db.ShopId, Boss, invited.Key, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task A_withdrawn_invitation_opens_nothing_and_stands_in_no_list(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = await OpenAsync(db);
        var secret = await outside.InviteAsync(db.ShopId, Boss, "A", CancellationToken.None);
        var kept = await outside.InviteAsync(db.ShopId, Boss, "B", CancellationToken.None);
        var key = (await outside.ListInvitedAsync(db.ShopId, CancellationToken.None)).Single(one => one.Name is "A").Key;
        Assert.False(await outside.WithdrawAsync(await db.AddShopAsync(), key, CancellationToken.None));

        Assert.True(await outside.WithdrawAsync(db.ShopId, key, CancellationToken.None));

        Assert.False(await outside.WithdrawAsync(db.ShopId, key, CancellationToken.None));
        Assert.Null(await outside.UseAsync(secret, CancellationToken.None));
        Assert.Equal(["B"], (await outside.ListInvitedAsync(db.ShopId, CancellationToken.None)).Select(one => one.Name), StringComparer.Ordinal);
        Assert.NotNull(await outside.UseAsync(kept, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task The_table_holds_nothing_that_opens_anything(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = await OpenAsync(db);
        var secret = await outside.InviteAsync(db.ShopId, Boss, "A", CancellationToken.None);

        var hash = await db.FindAsync<string>("SELECT token_hash FROM outside_links WHERE shop_id = @ShopId", new { db.ShopId });

        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Null(await outside.UseAsync(hash, CancellationToken.None));
        Assert.False(string.Equals(secret, await outside.InviteAsync(db.ShopId, Boss, "A", CancellationToken.None), StringComparison.Ordinal));
    }

    [OnEachEngine]
    public async Task A_link_ends_with_its_time(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = await OpenAsync(db);
        var secret = await outside.InviteAsync(db.ShopId, Boss, "A", CancellationToken.None);

        db.Clock.Advance(OutsideAgents.InvitationTime);

        Assert.Null(await outside.FindLinkAsync(secret, CancellationToken.None));
        Assert.Null(await outside.UseAsync(secret, CancellationToken.None));
        Assert.Empty(await outside.ListAsync(db.ShopId, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task A_new_link_ends_the_one_before_and_finds_the_same_agent(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = await OpenAsync(db);
        var agent = await JoinAsync(db, outside);
        var first = await outside.LinkAsync(db.ShopId, Boss, agent.Id, CancellationToken.None);
        var second = await outside.LinkAsync(db.ShopId, Boss, agent.Id, CancellationToken.None);

        Assert.Null(await outside.UseAsync(first, CancellationToken.None));
        Assert.Equal(agent, (await outside.UseAsync(second, CancellationToken.None))?.Agent);
    }

    [OnEachEngine]
    public async Task Who_is_put_out_is_out_with_every_link_they_hold(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = await OpenAsync(db);
        var agent = await JoinAsync(db, outside);
        var secret = await outside.LinkAsync(db.ShopId, Boss, agent.Id, CancellationToken.None);

        Assert.True(await outside.SetActiveAsync(db.ShopId, default, agent.Id, isActive: false, CancellationToken.None));

        Assert.Null(await outside.FindAsync(db.ShopId, agent.Id, CancellationToken.None));
        Assert.Null(await outside.UseAsync(secret, CancellationToken.None));
        Assert.Null(await outside.LinkAsync(db.ShopId, Boss, agent.Id, CancellationToken.None));
        await outside.SetActiveAsync(db.ShopId, default, agent.Id, isActive: true, CancellationToken.None);
        Assert.NotNull(await outside.FindAsync(db.ShopId, agent.Id, CancellationToken.None));
        Assert.Null(await outside.UseAsync(secret, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task Open_screens_hear_that_somebody_was_put_out_or_the_door_moved(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = await OpenAsync(db);
        var agent = await JoinAsync(db, outside);
        var events = new ShopEventStore(db.Database);
        var before = await events.LastNumberAsync(db.ShopId, CancellationToken.None);

        await outside.SetActiveAsync(db.ShopId, default, agent.Id, isActive: false, CancellationToken.None);
        await outside.SetOpenAsync(db.ShopId, default, isOpen: false, CancellationToken.None);
        await outside.SetActiveAsync(db.ShopId, default, new AgentId(987_654_321), isActive: false, CancellationToken.None);

        Assert.Equal([ShopEventKind.Sync, ShopEventKind.Sync], (await events.ListAfterAsync(db.ShopId, before, 10, CancellationToken.None)).Select(told => told.Kind));
    }

    [OnEachEngine]
    public async Task A_closed_door_is_closed_for_all_and_one_that_was_never_opened_too(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = new OutsideAgents(db.Database, db.Clock);
        Assert.False(await outside.IsOpenAsync(db.ShopId, CancellationToken.None));
        var early = await outside.InviteAsync(db.ShopId, Boss, "A", CancellationToken.None);
        Assert.Null(await outside.UseAsync(early, CancellationToken.None));
        await outside.SetOpenAsync(db.ShopId, default, isOpen: true, CancellationToken.None);
        var agent = await JoinAsync(db, outside);

        await outside.SetOpenAsync(db.ShopId, default, isOpen: false, CancellationToken.None);

        Assert.Null(await outside.FindAsync(db.ShopId, agent.Id, CancellationToken.None));
        Assert.Null(await outside.UseAsync(early, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task An_agent_of_the_admin_is_none_from_outside_and_another_shops_neither(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var outside = await OpenAsync(db);
        var staff = await new AgentStore(db.Database, db.Clock).FindOrAddAsync(db.ShopId, "sato", "佐藤", CancellationToken.None);
        var agent = await JoinAsync(db, outside);
        var other = await db.AddShopAsync();
        await outside.SetOpenAsync(other, default, isOpen: true, CancellationToken.None);

        Assert.Null(await outside.FindAsync(db.ShopId, staff.Id, CancellationToken.None));
        Assert.False(await outside.SetActiveAsync(db.ShopId, default, staff.Id, isActive: false, CancellationToken.None));
        Assert.Null(await outside.FindAsync(other, agent.Id, CancellationToken.None));
        Assert.False(await outside.SetActiveAsync(other, default, agent.Id, isActive: false, CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("AAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_link_opens_nothing(string? secret)
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        var outside = await OpenAsync(db);

        Assert.Null(await outside.FindLinkAsync(secret, CancellationToken.None));
        Assert.Null(await outside.UseAsync(secret, CancellationToken.None));
    }

    private static async Task<OutsideAgents> OpenAsync(TestDatabase db)
    {
        var outside = new OutsideAgents(db.Database, db.Clock);
        await outside.SetOpenAsync(db.ShopId, default, isOpen: true, CancellationToken.None);
        return outside;
    }

    private static async Task<Agent> JoinAsync(TestDatabase db, OutsideAgents outside) =>
        (await outside.UseAsync(await outside.InviteAsync(db.ShopId, Boss, "外注", CancellationToken.None), CancellationToken.None))!.Value.Agent;
}

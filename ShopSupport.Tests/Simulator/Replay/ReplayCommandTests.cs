using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ShopSupport.Core.Shopify;
using ShopSupport.Simulator.Replay;

namespace ShopSupport.Tests.Simulator.Replay;

public sealed partial class ReplayCommandTests
{
    private const string Yen = """{ "id": 820982911946154508, "name": "#1001", "note": "\u89e3\u7d04 \/ 解約" }""";

    [Fact]
    public async Task Every_sending_is_signed_over_the_bytes_of_the_file()
    {
        await using var desk = await FakeDesk.StartAsync();
        using var folder = new PayloadFolder().With("orders_create__yen.json", Yen);

        var (code, _) = await desk.ReplayAsync(folder, "--shop", "Another-Shop.myshopify.com");

        Assert.Equal(0, code);
        var taken = Assert.Single(desk.Taken);
        Assert.Equal(Encoding.UTF8.GetBytes(Yen), taken.Body);
        Assert.Equal(WebhookSignature.Sign(Encoding.UTF8.GetBytes(Yen), FakeDesk.Secret), taken.Headers["X-Shopify-Hmac-Sha256"]);
        Assert.Equal("orders/create", taken.Topic);
        Assert.Equal("another-shop.myshopify.com", taken.Headers["X-Shopify-Shop-Domain"]);
        Assert.Equal("2026-10", taken.Headers["X-Shopify-API-Version"]);
        Assert.Equal("application/json", taken.Headers["Content-Type"]);
        Assert.True(Guid.TryParse(taken.WebhookId, out _));
        Assert.True(Guid.TryParse(taken.Headers["X-Shopify-Event-Id"], out _));
        Assert.NotEqual(taken.WebhookId, taken.Headers["X-Shopify-Event-Id"], StringComparer.Ordinal);
        Assert.True(DateTimeOffset.TryParse(taken.Headers["X-Shopify-Triggered-At"], CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public async Task The_table_counts_each_outcome_of_a_topic_and_gives_the_reasons()
    {
        await using var desk = await FakeDesk.StartAsync();
        desk.BusyLooks = 2;
        desk.Judge = topic => topic switch
        {
            "orders/create" => ("applied", null),
            "orders/updated" => ("stale", "a newer state is stored"),
            "themes/update" => ("ignored", "the topic is of no interest"),
            _ => ("dead", "the price is no amount"),
        };
        desk.Refuse = topic => topic is "shop/update" ? (401, "the body names\nanother shop") : null;
        using var folder = new PayloadFolder()
            .With("INDEX.csv", """
                file,topic,api_version,shape
                a.json,orders/create,2026-07,"webhook body, real"
                b.json,orders/*,~2022,"webhook body ""scrubbed"", real"
                c.json,themes/*,,webhook body
                d.json,products/*,,webhook body
                e.json,shop/*,,webhook body
                f.json,order,,REST Admin response
                gone.json,orders/paid,,webhook body
                """)
            .With("a.json", "{}").With("b.json", "{}").With("c.json", "{}").With("d.json", "{}").With("e.json", "{}").With("f.json", "{}")
            .With("orders_create__unlisted.json", "{}").With("readme.txt", "not sent");

        var (code, text) = await desk.ReplayAsync(folder, "--repeat", "3");

        Assert.Equal(0, code);
        Assert.Contains("1 file is not a delivery (not sent)", text, StringComparison.Ordinal);
        Assert.Contains("1 file of INDEX.csv is absent: gone.json", text, StringComparison.Ordinal);
        Assert.Contains("6 deliveries, 18 sendings", text, StringComparison.Ordinal);
        AssertLine("topic sent accepted applied stale duplicate ignored dead", text);
        AssertLine("orders/create 6 6 2 0 4 0 0", text);
        AssertLine("orders/updated 3 3 0 1 2 0 0", text);
        AssertLine("themes/update 3 3 0 0 2 1 0", text);
        AssertLine("products/update 3 3 0 0 2 0 1", text);
        AssertLine("shop/update 3 0 0 0 0 0 0", text);
        AssertLine("all 18 15 2 1 10 1 1", text);
        AssertLine("products/update dead 1 the price is no amount", text);
        AssertLine("orders/updated stale 1 a newer state is stored", text);
        AssertLine("shop/update 401 3 the body names another shop", text);
        Assert.DoesNotContain("unexplained", text, StringComparison.Ordinal);
        Assert.Equal(3, desk.Taken.Count(t => t.Headers["X-Shopify-API-Version"] is "2026-07" && t.Topic is "orders/create"));
        Assert.Equal(12, desk.Taken.Count(t => t.Headers["X-Shopify-API-Version"] is "2026-10"));
    }

    [Fact]
    public async Task What_the_app_says_stands_on_one_line_as_it_is()
    {
        await using var desk = await FakeDesk.StartAsync();
        var reason = $"total_price [bold] is {string.Concat(Enumerable.Repeat("no amount, ", 30))}and nothing else";
        desk.Judge = _ => ("dead", reason);
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}");

        var (_, text) = await desk.ReplayAsync(folder);

        AssertLine($"orders/create dead 1 {reason}", text);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public async Task A_repetition_has_the_same_id_and_a_second_run_has_new_ones()
    {
        await using var desk = await FakeDesk.StartAsync();
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}").With("orders_create__2.json", "{}");

        await desk.ReplayAsync(folder, "--repeat", "4");
        Assert.Equal(8, desk.Taken.Count);
        var ids = desk.Taken.GroupBy(t => t.WebhookId, StringComparer.Ordinal).ToList();
        Assert.Equal([4, 4], ids.Select(g => g.Count()));
        Assert.All(ids, g => Assert.Single(g.DistinctBy(t => t.Headers["X-Shopify-Triggered-At"], StringComparer.Ordinal)));

        await desk.ReplayAsync(folder);
        Assert.Equal(4, desk.Taken.DistinctBy(t => t.WebhookId, StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_signature_with_another_secret_is_refused_with_the_desks_message_and_ends_with_1()
    {
        await using var desk = await FakeDesk.StartAsync();
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}");
        await using var output = new StringWriter();

        var code = await ReplayCommand.RunAsync([folder.Path, "--to", desk.Address, "--secret", "wrong"], output, CancellationToken.None);

        Assert.Equal(1, code);
        Assert.Empty(desk.Taken);
        AssertLine("orders/create 401 1 the signature does not hold", output.ToString());
        AssertLine("Every sending was refused with 401: --secret is not what the desk checks signatures with.", output.ToString());
    }

    [Theory]
    [InlineData("dead", null, "orders/create dead 1 without a reason")]
    [InlineData("lost", "somewhere", "orders/create lost 1 no outcome that is known here")]
    public async Task An_outcome_that_explains_nothing_ends_with_1(string outcome, string? reason, string line)
    {
        await using var desk = await FakeDesk.StartAsync();
        desk.Judge = _ => (outcome, reason);
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}");

        var (code, text) = await desk.ReplayAsync(folder);

        Assert.Equal(1, code);
        AssertLine(line, text);
    }

    [Theory]
    [InlineData("waiting", "orders/create waiting 1 accepted, and still not worked on")]
    [InlineData(null, "orders/create unknown 1 accepted, and the app does not know it")]
    public async Task A_delivery_that_is_never_worked_on_ends_with_1_when_patience_ends(string? outcome, string line)
    {
        await using var desk = await FakeDesk.StartAsync();
        desk.Judge = _ => (outcome, null);
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}");
        await using var output = new StringWriter();

        var code = await ReplayCommand.RunAsync(
            desk.Options(folder) with { Patience = TimeSpan.FromMilliseconds(1) }, output, TimeProvider.System, CancellationToken.None);

        Assert.Equal(1, code);
        AssertLine(line, output.ToString());
    }

    [Fact]
    public async Task A_refusal_without_a_message_ends_with_1()
    {
        await using var desk = await FakeDesk.StartAsync();
        desk.Refuse = _ => (503, "");
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}");

        var (code, text) = await desk.ReplayAsync(folder);

        Assert.Equal(1, code);
        AssertLine("orders/create 503 1 (no message)", text);
    }

    [Fact]
    public async Task Totals_stand_in_where_outcomes_are_not_told()
    {
        await using var desk = await FakeDesk.StartAsync();
        desk.TellsOutcomes = false;
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}").With("orders_create__2.json", "{}");

        var (code, text) = await desk.ReplayAsync(folder, "--repeat", "2");

        Assert.Equal(0, code);
        AssertLine("orders/create 4 4 - - - - -", text);
        AssertLine("received 4, applied 2, stale 0, duplicate 2, ignored 0, dead 0; queued now 0", text);
    }

    [Fact]
    public async Task A_desk_that_goes_away_meanwhile_leaves_the_table_of_what_was_sent()
    {
        await using var desk = await FakeDesk.StartAsync();
        desk.AnswersBeforeGone = 1;
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}");

        var (code, text) = await desk.ReplayAsync(folder);

        Assert.Equal(1, code);
        AssertLine("orders/create 1 1 - - - - -", text);
        AssertLine("The app tells neither outcomes by delivery nor totals.", text);
    }

    [Fact]
    public async Task A_stopped_replay_says_so()
    {
        await using var desk = await FakeDesk.StartAsync();
        using var folder = new PayloadFolder().With("orders_create__1.json", "{}");
        await using var output = new StringWriter();

        var code = await ReplayCommand.RunAsync(
            [folder.Path, "--to", desk.Address, "--secret", "s"], output, new CancellationToken(canceled: true));

        Assert.Equal(1, code);
        Assert.Equal("Stopped before the end.", output.ToString().TrimEnd());
    }

    [Fact]
    public async Task More_deliveries_than_one_question_holds_are_asked_for_in_parts()
    {
        await using var desk = await FakeDesk.StartAsync();
        using var folder = new PayloadFolder();
        Enumerable.Range(1, 501).ToList().ForEach(i => folder.With($"orders_create__{i}.json", "{}"));

        var (code, text) = await desk.ReplayAsync(folder);

        Assert.Equal(0, code);
        AssertLine("all 501 501 501 0 0 0 0", text);
    }

    private static void AssertLine(string line, string text) =>
        Assert.Contains(line, text.Split('\n', StringSplitOptions.TrimEntries).Select(l => Blanks().Replace(l, " ")), StringComparer.Ordinal);

    [GeneratedRegex(" +", RegexOptions.None, matchTimeoutMilliseconds: -1)]
    private static partial Regex Blanks();
}

using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Audit;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Actions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Audit;

/// <summary>The audit on its page and as a file.</summary>
public sealed class AuditPageTests
{
    [Fact]
    public async Task The_file_reads_as_UTF_8_computes_nothing_and_is_a_row_of_the_audit_itself()
    {
        await using var desk = await AskingDesk.OpenAsync();
        await AddAsync(desk, "#1", 900, agent: "=HYPERLINK(\"http://x\")");
        await AddAsync(desk, "#2", 901, why: "普通, \"引用\"\n二行目");

        using var response = await desk.Desk.FetchAsync("/audit/export?kind=action_declined", desk.Desk.Tokens.Make(user: AskingDesk.Manager), HttpMethod.Post, language: "ja");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var text = System.Text.Encoding.UTF8.GetString(bytes);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(("text/csv", "attachment"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal("日時,担当者,種類,対象,金額,通貨,お客様（Shopifyの番号）,会話,内容", text[1..].Split("\r\n")[0]);
        Assert.Contains(",12430,JPY,901,,\"返金 · 普通, \"\"引用\"\"\n二行目\"\r\n", text, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\")\",操作を承認せず,注文 #1,", text, StringComparison.Ordinal);
        Assert.Equal(1, await desk.CountAsync("audit WHERE what = 'export' AND agent_id > 0 AND detail LIKE '%kind=action_declined%'"));
    }

    [Fact]
    public async Task One_customers_rows_are_found_by_their_name_and_by_their_number()
    {
        await using var desk = await AskingDesk.OpenAsync();
        await AddAsync(desk, "#1", 900);
        await AddAsync(desk, "#2", 987_654_321);
        await desk.Desk.Host.Db.ExecuteAsync("UPDATE customers SET email = 'canary@example.jp' WHERE shopify_id = 900", new { });

        var (_, all) = await desk.GetAsync("/audit", AskingDesk.Manager);
        var (_, one) = await desk.GetAsync("/audit?q=987654321", AskingDesk.Manager);
        var (_, nobody) = await desk.GetAsync("/audit?q=zzzz", AskingDesk.Manager);
        var (_, days) = await desk.GetAsync("/audit?until=2001-01-01", AskingDesk.Manager);

        Assert.Equal((true, true), (all.Contains("注文 #1", StringComparison.Ordinal), all.Contains("注文 #2", StringComparison.Ordinal)));
        Assert.Equal((false, true), (one.Contains("注文 #1", StringComparison.Ordinal), one.Contains("注文 #2", StringComparison.Ordinal)));
        Assert.Contains("該当するお客様が見つかりません。", nobody, StringComparison.Ordinal);
        Assert.Contains("該当する記録はありません。", days, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_opens_a_conversation_or_a_person_is_noted_without_waiting_for_it()
    {
        await using var desk = await AskingDesk.OpenAsync();
        var customer = await desk.Desk.Host.Db.FindAsync<long>("SELECT id FROM customers WHERE shop_id = @Shop AND shopify_id = 900", new { desk.Shop });

        await desk.GetAsync($"/customers/{customer}");
        await desk.GetAsync($"/customers/{customer}");
        await desk.GetAsync($"/customers/{customer}", AskingDesk.Manager);

        await Patience.UntilAsync(async () => await desk.CountAsync("audit WHERE what = 'view'") == 2, () => "both views");
        Assert.Equal(2, await desk.CountAsync($"audit WHERE what = 'view' AND subject = 'person' AND subject_id = {customer} AND shopify_customer_id = 900"));
    }

    private static Task AddAsync(AskingDesk desk, string order, long customer, string agent = "佐藤", string? why = null) => desk.Desk.Host.Services.GetRequiredService<AuditStore>().AddAsync(
        new()
        {
            ShopId = desk.Shop,
            AgentName = agent,
            What = AuditKind.ActionDeclined,
            Subject = "order",
            SubjectName = order,
            ShopifyCustomerId = new ShopifyCustomerId(customer),
            Detail = new() { Kind = "refund", AmountMinor = 12_430, Currency = "JPY", Why = why },
        },
        CancellationToken.None);
}

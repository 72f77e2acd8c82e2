using System.Net;
using System.Text.Json;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Shopify.ClientDesk;

namespace ShopSupport.Tests.Shopify;

public sealed class ShopifyClientTests
{
    private const string Found = """
        {"data":{"order":{"id":"gid://shopify/Order/9007199254740993","name":"#1001","displayFulfillmentStatus":"PARTIALLY_FULFILLED"}},
         "extensions":{"cost":{"requestedQueryCost":12,"actualQueryCost":3,"throttleStatus":{"maximumAvailable":2000.0,"currentlyAvailable":1997,"restoreRate":100.0}}}}
        """;

    [Fact]
    public async Task An_answer_is_typed_and_its_numbers_are_exact()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Body(Found));

        var answer = await desk.AskAsync(Question, variables: new { Id = new Gid("Order", long.MaxValue), State = Standing.PartiallyFulfilled });

        Assert.Equal(ShopifyOutcome.Done, answer.Outcome);
        Assert.Equal(new OrderRow { Id = new Gid("Order", 9007199254740993), Name = "#1001", DisplayFulfillmentStatus = Standing.PartiallyFulfilled }, answer.Value?.Order);
        Assert.Equal(new QueryCost(12, 3, 1997, 2000, 100), answer.Cost);
        var variables = Assert.Single(desk.Shopify.Questions)["variables"]!;
        Assert.Equal("gid://shopify/Order/9223372036854775807", variables["id"]!.GetValue<string>());
        Assert.Equal("PARTIALLY_FULFILLED", variables["state"]!.GetValue<string>());
        Assert.EndsWith($"https://{desk.Access.Domain}/admin/api/2026-10/graphql.json", desk.Shopify.Requests.Last().RequestUri!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_a_span_that_names_document_outcome_and_cost_and_nothing_of_what_was_asked()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Body(Found));
        using var spans = new Spans();

        await desk.AskAsync(Question, variables: new { Id = new Gid("Order", 77_000_123) });

        var span = Assert.Single(spans.Ended);
        Assert.Equal(
            ("ask Shopify", Question.Name, "done", 12.0, 3.0),
            (span.DisplayName, span.GetTagItem("shopsupport.document"), span.GetTagItem("shopsupport.outcome"), span.GetTagItem("shopsupport.cost.requested"), span.GetTagItem("shopsupport.cost.actual")));
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("77000123", StringComparison.Ordinal) || $"{tag.Value}".Contains("#1001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_word_that_a_newer_Shopify_has_does_not_cost_the_answer()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Body(Found.Replace("PARTIALLY_FULFILLED", "SENT_BY_BALLOON", StringComparison.Ordinal)));

        var answer = await desk.AskAsync(Question);

        Assert.Equal((ShopifyOutcome.Done, Standing.Unknown, "#1001"), (answer.Outcome, answer.Value!.Order!.DisplayFulfillmentStatus, answer.Value.Order.Name));
    }

    [Theory]
    [InlineData("""{"data":{"orderCancel":{"job":null,"orderCancelUserErrors":[{"code":"NOT_FOUND","message":"Gone","field":["orderId"]}]}}}""", ShopifyOutcome.Refused, "NOT_FOUND")]
    [InlineData("""{"data":{"orderCancel":{"job":null,"userErrors":[{"message":"Gone","field":["orderId"]}]}}}""", ShopifyOutcome.Refused, "")]
    [InlineData("""{"data":{"orderCancel":{"job":null,"mediaUserErrors":[{"code":"X","message":"Gone","field":["orderId"]}],"userErrors":[]}}}""", ShopifyOutcome.Refused, "X")]
    [InlineData("""{"data":null,"errors":[{"message":"Gone","path":["orderId"],"extensions":{"code":"ACCESS_DENIED"}}]}""", ShopifyOutcome.Denied, "ACCESS_DENIED")]
    [InlineData("""{"data":{"orderCancel":null},"errors":[{"message":"Gone","path":["orderId"],"extensions":{"code":"ACCESS_DENIED"}}]}""", ShopifyOutcome.Denied, "ACCESS_DENIED")]
    [InlineData("""{"data":null,"errors":[{"message":"Gone","path":["orderId"],"extensions":{"code":"MAX_COST_EXCEEDED"}}]}""", ShopifyOutcome.Failed, "MAX_COST_EXCEEDED")]
    [InlineData("""{"data":null,"errors":[{"message":"Gone","path":["orderId"],"extensions":{"code":"SHOP_INACTIVE"}}]}""", ShopifyOutcome.Frozen, "SHOP_INACTIVE")]
    [InlineData("""{"data":{"orderCancel":{"job":{}}},"errors":[{"message":"Gone","path":["orderId"]}]}""", ShopifyOutcome.Partial, "")]
    public async Task What_Shopify_objects_to_is_a_value(string json, ShopifyOutcome outcome, string code)
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Body(json));

        var answer = await desk.AskAsync(Change);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Equal(new ShopifyError(code, "Gone", "orderId"), Assert.Single(answer.Errors));
        Assert.Single(desk.Shopify.Questions);
    }

    [Fact]
    public async Task What_can_be_had_beside_errors_is_had()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Body("""{"data":{"order":{"id":"gid://shopify/Order/1","name":null}},"errors":[{"message":"no","path":["order","name"],"extensions":{"code":"ACCESS_DENIED"}}]}"""));

        var answer = await desk.AskAsync(Question);

        Assert.Equal((ShopifyOutcome.Partial, 1L, "order.name"), (answer.Outcome, answer.Value!.Order!.Id.Id, answer.Errors[0].Path));
    }

    [Fact]
    public async Task A_question_that_meets_with_a_passing_failure_is_asked_again()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Status(HttpStatusCode.BadGateway), Breaks(HttpRequestError.ResponseEnded), Breaks(HttpRequestError.ConnectionError), Body(Found));

        Assert.Equal(ShopifyOutcome.Done, (await desk.AskAsync(Question)).Outcome);
        Assert.Equal(4, desk.Shopify.Questions.Count);
    }

    [Fact]
    public async Task A_question_is_given_up_after_four_times()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Status(HttpStatusCode.ServiceUnavailable));

        Assert.Equal(ShopifyOutcome.Unavailable, (await desk.AskAsync(Question)).Outcome);
        Assert.Equal(4, desk.Shopify.Questions.Count);
    }

    [Fact]
    public async Task A_change_under_a_key_is_sent_again_with_the_same_key()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(
            Breaks(HttpRequestError.ResponseEnded),
            Body("""{"data":{"refundCreate":{"refund":null,"userErrors":[{"code":"IDEMPOTENCY_CONCURRENT_REQUEST","message":"busy","field":null}]}}}"""),
            Body("""{"data":{"refundCreate":{"refund":{"id":"gid://shopify/Refund/1"},"userErrors":[]}}}"""));

        var answer = await desk.AskAsync(KeyedChange, variables: new { Key = "key-1" });

        Assert.Equal(ShopifyOutcome.Done, answer.Outcome);
        Assert.Equal(["key-1", "key-1", "key-1"], desk.Shopify.Questions.Select(question => question["variables"]!["key"]!.GetValue<string>()), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_change_without_a_key_is_sent_once_and_what_became_of_it_is_unknown()
    {
        await using var desk = await ClientDesk.OpenAsync();
        foreach (var fails in new[] { Status(HttpStatusCode.BadGateway), Breaks(HttpRequestError.ResponseEnded), Status(HttpStatusCode.OK), Body("""{"data":null,"errors":[{"extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}""") })
        {
            var before = desk.Shopify.Questions.Count;
            desk.Says(fails);

            Assert.Equal(ShopifyOutcome.Unknown, (await desk.AskAsync(Change)).Outcome);
            Assert.Equal(before + 1, desk.Shopify.Questions.Count);
        }
    }

    [Fact]
    public async Task A_change_that_never_left_has_not_happened()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Breaks(HttpRequestError.NameResolutionError));

        Assert.Equal(ShopifyOutcome.Unavailable, (await desk.AskAsync(Change)).Outcome);
        Assert.Single(desk.Shopify.Questions);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_once_even_for_a_change()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Shopify.Revoke("shpat_1");
        desk.Says(Body("""{"data":{"orderCancel":{"job":{},"orderCancelUserErrors":[]}}}"""));

        Assert.Equal(ShopifyOutcome.Done, (await desk.AskAsync(Change)).Outcome);
        Assert.Equal(["offline", "refresh"], desk.Shopify.Grants, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_is_not_asked_for_a_third_time()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Status(HttpStatusCode.Unauthorized));

        Assert.Equal(ShopifyOutcome.NeedsReauth, (await desk.AskAsync(Question)).Outcome);
        Assert.Equal(2, desk.Shopify.Questions.Count);
        Assert.Equal("needs_reauth", await desk.Access.FindAsync<string>("SELECT problem FROM shop_access WHERE shop_id = @ShopId"));
    }

    [Theory]
    [InlineData(HttpStatusCode.PaymentRequired, ShopifyOutcome.Frozen, "frozen")]
    [InlineData(HttpStatusCode.Locked, ShopifyOutcome.Locked, "locked")]
    [InlineData(HttpStatusCode.NotFound, ShopifyOutcome.Gone, "gone")]
    [InlineData(HttpStatusCode.Forbidden, ShopifyOutcome.Denied, null)]
    [InlineData(HttpStatusCode.BadRequest, ShopifyOutcome.Failed, null)]
    public async Task A_shop_that_cannot_be_spoken_to_is_a_value_and_noted(HttpStatusCode status, ShopifyOutcome outcome, string? noted)
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(Status(status));

        Assert.Equal(outcome, (await desk.AskAsync(Question)).Outcome);
        Assert.Equal(noted, await desk.Access.FindAsync<string>("SELECT problem FROM shop_access WHERE shop_id = @ShopId"));
    }

    [Fact]
    public async Task A_shop_without_a_token_is_not_asked_anything()
    {
        await using var desk = await ClientDesk.OpenAsync(isInstalled: false);

        Assert.Equal(ShopifyOutcome.NeedsReauth, (await desk.AskAsync(Question)).Outcome);
        Assert.Empty(desk.Shopify.Questions);
    }

    [Fact]
    public async Task The_log_holds_the_cost_and_the_requests_id_and_nothing_that_was_said()
    {
        await using var desk = await ClientDesk.OpenAsync();
        desk.Says(() =>
        {
            var response = Body(Found.Replace("}}}}", """}}},"errors":[{"message":"Kanarienvogel is not allowed","extensions":{"code":"SOME_CODE"}}]}""", StringComparison.Ordinal))();
            response.Headers.Add("X-Request-Id", "request-7");
            return response;
        });

        var answer = await desk.AskAsync(Question, variables: new { Name = "Kanarienvogel" });

        Assert.Equal("request-7", answer.RequestId);
        var line = Assert.Single(desk.Logs);
        Assert.Contains($"Orders of shop {desk.Access.ShopId}: Partial SOME_CODE; request request-7, cost 3 of 12, 1997 left", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Kanarienvogel", line, StringComparison.Ordinal);
        Assert.DoesNotContain("shpat", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gid://shopify/Order/9223372036854775807", "Order", long.MaxValue)]
    [InlineData("gid://shopify/InventoryLevel/12?inventory_item_id=34", "InventoryLevel", 12)]
    [InlineData("gid://shopify/Order/", null, 0)]
    [InlineData("gid://shopify/Order/1e3", null, 0)]
    [InlineData("gid://shopify/Order/-1", null, 0)]
    [InlineData("gid://shopify/Order/9223372036854775808", null, 0)]
    [InlineData("gid://shopify/1", null, 0)]
    [InlineData("gid://elsewhere/Order/1", null, 0)]
    [InlineData(null, null, 0)]
    public void A_global_id_is_a_kind_and_a_number(string? text, string? kind, long id)
    {
        Assert.Equal(kind is not null, Gid.TryParse(text, out var gid));
        Assert.Equal((kind, id), (gid.Kind, gid.Id));
        if (kind is not null)
        {
            Assert.Equal(gid, JsonSerializer.Deserialize<Gid>(JsonSerializer.Serialize(gid, ShopifyJson.Options), ShopifyJson.Options));
        }
    }

    [Fact]
    public void A_document_knows_whether_it_may_be_sent_twice()
    {
        Assert.Equal((false, true), (Question.IsChange, Question.MayRepeat));
        Assert.Equal((true, false), (Change.IsChange, Change.MayRepeat));
        Assert.Equal((true, true), (KeyedChange.IsChange, KeyedChange.MayRepeat));
        Assert.Throws<FileNotFoundException>(() => ShopifyDocument.Load("NoSuchThing"));
    }
}

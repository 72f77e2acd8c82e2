using System.Text.Json;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Bulk;
using ShopSupport.Tests.Simulator.Admin;
using ShopSupport.Tests.Simulator.Serve;

namespace ShopSupport.Tests.Simulator.Bulk;

public sealed class BulkDeskTests
{
    [Fact]
    public async Task Every_order_is_written_once_and_its_lines_name_it()
    {
        using var one = new OneStore();
        var ended = await RunAsync(one, AskedApi.Document("BulkOrders"));

        var lines = await LinesAsync(ended);
        var (orders, parts) = (lines.Where(line => !line.TryGetProperty("__parentId", out _)).ToList(), lines.Where(line => line.TryGetProperty("__parentId", out _)).ToList());
        var ids = orders.Select(order => order.GetProperty("id").GetString()!).ToHashSet(StringComparer.Ordinal);
        var all = one.Store.Shop.Orders.All().ToList();

        Assert.Equal("COMPLETED", ended.Status);
        Assert.Equal((lines.Count, 300L), ((int)ended.Objects, ended.RootObjects));
        Assert.Equal(new FileInfo(ended.File!).Length, ended.FileSize);
        Assert.Equal(all.Select(order => Gid.Of("Order", order.Id)).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
        Assert.All(parts, part => Assert.Contains(part.GetProperty("__parentId").GetString()!, ids));
        Assert.Equal(all.Sum(order => order.Lines.Count + order.Returns.Count), parts.Count);
        Assert.Equal(all.Sum(order => order.Refunds.Count), orders.Sum(order => order.GetProperty("refunds").GetArrayLength()));
    }

    [Theory]
    [InlineData("BulkCustomers", 60)]
    [InlineData("BulkProducts", 150)]
    [InlineData("BulkStock", 276)]
    [InlineData("BulkContracts", 12)]
    public async Task Every_bulk_query_of_the_app_brings_all_there_is(string name, int roots)
    {
        using var one = new OneStore();

        var ended = await RunAsync(one, AskedApi.Document(name));

        Assert.Equal("COMPLETED", ended.Status);
        Assert.Equal(name switch { "BulkContracts" => one.Store.Shop.Contracts.Count, "BulkStock" => one.Store.Shop.Items.Count, _ => roots }, ended.RootObjects);
    }

    [Theory]
    [InlineData("{ shop { name } }", "at least one connection")]
    [InlineData("{ orders { nodes { id fulfillments { events { nodes { id } } } } } }", "within a list field")]
    [InlineData("{ customers { nodes { id orders { nodes { id lineItems { nodes { id variant { id product { id variants { nodes { id } } } } } } } } } } }", "nesting depth")]
    [InlineData("{ orders { nodes { name lineItems { nodes { id } } } } }", "must select the 'id' field")]
    [InlineData("query ($x: String) { orders(query: $x) { nodes { id } } }", "variables")]
    [InlineData("{ orders { nodes { id } } customers { nodes { id } } }", "one top-level field")]
    [InlineData("{ orders { nodes { nam } } }", "nam")]
    [InlineData("{ orders", "Invalid bulk query")]
    public void What_Shopify_refuses_of_a_bulk_query_is_refused(string query, string why)
    {
        using var one = new OneStore();

        var (operation, refusal) = one.Store.Bulk.Start(query);

        Assert.Null(operation);
        Assert.Equal("INVALID", refusal?.Code);
        Assert.Contains(why, refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_run_at_a_time_and_one_can_be_stopped()
    {
        using var gate = new ManualResetEventSlim();
        using var one = new OneStore(source => source with
        {
            Customers = source.Customers with
            {
                At = i =>
                {
                    gate.Wait();
                    return source.Customers.At(i);
                },
            },
        });
        var started = Enumerable.Range(0, 5).Select(_ => one.Store.Bulk.Start("{ customers { nodes { id } } }").Operation!).ToList();

        var sixth = one.Store.Bulk.Start("{ customers { nodes { id } } }");
        var canceling = one.Store.Bulk.Cancel(started[0].Id);
        gate.Set();
        await Task.WhenAll(started.Select(operation => one.Store.Bulk.UntilOverAsync(operation.Id)));

        Assert.Equal("LIMIT_REACHED", sixth.Refusal?.Code);
        Assert.Equal("CANCELING", canceling?.Status);
        Assert.Equal("CANCELED", one.Store.Bulk.Find(started[0].Id)?.Status);
        Assert.Equal("COMPLETED", one.Store.Bulk.Find(started[1].Id)?.Status);
    }

    [Fact]
    public async Task What_was_written_before_a_failure_can_be_fetched_and_the_end_is_told()
    {
        using var one = new OneStore();
        one.Store.Bulk.Fault = new(100);

        var ended = await RunAsync(one, "{ orders { nodes { id } } }");

        Assert.Equal(("FAILED", "INTERNAL_SERVER_ERROR"), (ended.Status, ended.ErrorCode));
        Assert.Equal(100, (await LinesAsync(ended)).Count);
        var told = Assert.Single(one.Told, delivery => delivery.Topic is "bulk_operations/finish");
        using var body = JsonDocument.Parse(told.Body);
        Assert.Equal("failed", body.RootElement.GetProperty("status").GetString());
        Assert.False(body.RootElement.TryGetProperty("url", out _));
    }

    [Fact]
    public async Task A_scope_that_is_missing_ends_it()
    {
        using var one = new OneStore();
        one.Store.App.Scopes = new HashSet<string>(StringComparer.Ordinal) { "read_orders" };

        var ended = await RunAsync(one, "{ orders { nodes { id customer { id } } } }");

        Assert.Equal(("FAILED", "ACCESS_DENIED"), (ended.Status, ended.ErrorCode));
    }

    [Fact]
    public async Task After_a_week_the_lines_are_gone()
    {
        using var one = new OneStore();
        var ended = await RunAsync(one, "{ orders { nodes { id } } }");
        Assert.NotNull(one.Store.Bulk.UrlOf(ended));

        one.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal("EXPIRED", one.Store.Bulk.Find(ended.Id)?.Status);
        Assert.Null(one.Store.Bulk.UrlOf(one.Store.Bulk.Find(ended.Id)!));
        Assert.Null(one.Store.Bulk.FileOf(ended.Key));
    }

    private static async Task<BulkOperation> RunAsync(OneStore one, string query)
    {
        var (operation, refusal) = one.Store.Bulk.Start(query);
        Assert.Null(refusal?.Message);
        await one.Store.Bulk.UntilOverAsync(operation!.Id);
        return one.Store.Bulk.Find(operation.Id)!;
    }

    private static async Task<List<JsonElement>> LinesAsync(BulkOperation operation) =>
        [.. (await File.ReadAllLinesAsync(operation.File!)).Select(line => JsonDocument.Parse(line).RootElement)];
}

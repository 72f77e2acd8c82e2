using System.Globalization;
using ShopSupport.Simulator.Admin;

namespace ShopSupport.Tests.Simulator.Admin;

public sealed class SearchTests
{
    [Theory]
    [InlineData("name:#1005", 1)]
    [InlineData("name:1005", 1)]
    [InlineData("name:#1005 OR name:#1006", 2)]
    [InlineData("(name:#1005 OR name:#1006) AND -name:#1005", 1)]
    [InlineData("NOT name:#1005", 299)]
    [InlineData("created_at:>'2099-01-01'", 0)]
    [InlineData("created_at:<'2099-01-01'", 300)]
    [InlineData("created_at:not-a-time", 0)]
    [InlineData("name:#100*", 9)]
    [InlineData("", 300)]
    public async Task Orders_are_found_by_what_is_asked(string query, int count)
    {
        var api = new AskedApi();

        var data = await api.DataAsync("query ($query: String) { ordersCount(query: $query) { count } }", new { query });

        Assert.Equal(count, data.GetProperty("ordersCount").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_span_of_updates_is_found_whatever_the_order()
    {
        var api = new AskedApi();
        var from = api.Shop.Orders.All().OrderByDescending(order => order.UpdatedAt).ElementAt(20).UpdatedAt;
        var query = string.Create(CultureInfo.InvariantCulture, $"updated_at:>='{from.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}'");
        var expected = api.Shop.Orders.All().Where(order => order.UpdatedAt >= from).Select(order => Gid.Of("Order", order.Id)).Order(StringComparer.Ordinal).ToList();

        foreach (var sort in (string[])["UPDATED_AT", "CREATED_AT", "ID"])
        {
            var data = await api.DataAsync($"query ($query: String) {{ orders(first: 50, query: $query, sortKey: {sort}, reverse: true) {{ nodes {{ id }} }} }}", new { query });
            Assert.Equal(expected, data.GetProperty("orders").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task The_time_of_a_customers_update_is_read_by_its_day()
    {
        var api = new AskedApi();
        var customer = api.Shop.Customers.All().First(one => one.UpdatedAt.Hour is > 2 and < 22);
        var later = customer.UpdatedAt.AddHours(1);

        var data = await api.DataAsync(
            "query ($query: String) { customers(first: 50, query: $query) { nodes { id } } }",
            new { query = string.Create(CultureInfo.InvariantCulture, $"updated_at:>='{later:yyyy-MM-dd'T'HH:mm:sszzz}'") });

        Assert.Contains(data.GetProperty("customers").GetProperty("nodes").EnumerateArray(), node => node.GetProperty("id").ValueEquals(Gid.Of("Customer", customer.Id)));
    }

    [Fact]
    public async Task A_field_that_nobody_knows_is_ignored_and_noted()
    {
        var answer = await new AskedApi().AskAsync("{ orders(first: 5, query: \"colour:red\") { nodes { id } } }");

        Assert.Equal(5, answer.GetProperty("data").GetProperty("orders").GetProperty("nodes").GetArrayLength());
        var warning = answer.GetProperty("extensions").GetProperty("search")[0].GetProperty("warnings")[0];
        Assert.Equal(("colour", "invalid_field"), (warning.GetProperty("field").GetString(), warning.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_last_of_a_list_are_read_before_a_place()
    {
        var api = new AskedApi();
        var all = (await api.DataAsync("{ orders(first: 20, sortKey: ID) { edges { cursor node { id } } } }")).GetProperty("orders").GetProperty("edges");

        var page = (await api.DataAsync("query ($before: String) { orders(last: 3, before: $before, sortKey: ID) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }", new { before = all[10].GetProperty("cursor").GetString() })).GetProperty("orders");

        Assert.Equal(
            all.EnumerateArray().Skip(7).Take(3).Select(edge => edge.GetProperty("node").GetProperty("id").GetString()),
            page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()),
            StringComparer.Ordinal);
        Assert.True(page.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
    }
}

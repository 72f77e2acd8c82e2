using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Serve;

/// <summary>Mutations that go wrong on the way, and what a shop did all the same.</summary>
public sealed class MutationFaultTests : IAsyncLifetime, IDisposable
{
    private const string Domain = "demo-shop.myshopify.com";
    private const string Note = "mutation ($id: ID!, $note: String) { orderUpdate(input: { id: $id, note: $note }) { order { note } userErrors { message } } }";

    private RunningSimulator _running = null!;
    private HttpClient _http = null!;
    private string _token = null!;
    private Order _order = null!;

    private SimulatedStore Store => _running.Simulator.Find(Domain)!;

    private string OrderGid => Gid.Of("Order", _order.Id);

    public async Task InitializeAsync()
    {
        var options = new ServeOptions { Port = 0, Customers = 30, Orders = 100, To = new("http://127.0.0.1:9"), ApiKey = "key", Secret = "secret" };
        _running = await ServeCommand.StartAsync(options, TimeProvider.System, CancellationToken.None);
        _http = new HttpClient { BaseAddress = _running.Simulator.Address };
        _running.Simulator.Install(Store);
        Store.App.Scopes = Store.App.Scopes.Concat(["read_all_orders", "write_orders"]).ToHashSet(StringComparer.Ordinal);
        _token = _running.Simulator.Tokens.Offline(Store.App).AccessToken;
        _order = Store.Shop.Orders.All().First();
    }

    public async Task DisposeAsync() => await _running.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("CutBefore", false)]
    [InlineData("CutAfter", true)]
    public async Task A_connection_is_cut_before_or_after_the_effect(string fault, bool isDone)
    {
        await WantAsync($"mutation-fault/{fault}?name=orderUpdate");

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("one"));

        Assert.Equal(isDone ? 1 : 0, Store.App.Done.Count("orderUpdate"));
        Assert.Equal(isDone, Store.Shop.Orders.Find(_order.Id)!.Note is "one");
        using var next = await SendAsync("two");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal("two", Store.Shop.Orders.Find(_order.Id)!.Note);
    }

    [Theory]
    [InlineData("SilentBefore", false)]
    [InlineData("SilentAfter", true)]
    public async Task No_answer_comes_and_the_effect_is_there_or_not(string fault, bool isDone)
    {
        await WantAsync($"mutation-fault/{fault}");
        using var patience = new CancellationTokenSource();

        var asked = SendAsync("one", patience.Token);
        await Support.Patience.UntilAsync(() => Store.App.Faults.Waiting == 0 && Store.App.Done.Count("orderUpdate") == (isDone ? 1 : 0), "the mutation came");

        Assert.False(asked.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(isDone ? 1 : 0, Store.App.Done.Count("orderUpdate"));
    }

    [Theory]
    [InlineData("FailBefore", 500, 0)]
    [InlineData("FailAfter", 500, 1)]
    [InlineData("TooMany", 429, 0)]
    public async Task An_answer_is_an_error_of_http_and_the_effect_is_there_or_not(string fault, int status, int done)
    {
        await WantAsync($"mutation-fault/{fault}?name=orderUpdate&times=1");

        using var answer = await SendAsync("one");

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(done, Store.App.Done.Count("orderUpdate"));
    }

    [Fact]
    public async Task A_shop_is_throttled_for_as_long_as_is_wanted_and_reads_go_on()
    {
        await WantAsync("mutation-fault/Throttled?seconds=3600");

        foreach (var note in new[] { "one", "two" })
        {
            using var answer = await SendAsync(note);
            var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
            Assert.Equal("THROTTLED", error.GetProperty("extensions").GetProperty("code").GetString());
        }

        using var read = await SendAsync("{ shop { name } }", new { }, CancellationToken.None);
        Assert.True((await read.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("data", out _));
        (await _http.DeleteAsync($"/simulator/{Domain}/mutation-fault")).EnsureSuccessStatusCode();
        using var again = await SendAsync("three");
        Assert.Equal("three", Store.Shop.Orders.Find(_order.Id)!.Note);
    }

    [Fact]
    public async Task A_fault_meets_only_the_mutation_that_it_is_for()
    {
        await WantAsync("mutation-fault/FailBefore?name=refundCreate");
        await WantAsync("latency/1");

        using var answer = await SendAsync("one");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_was_carried_out_is_listed_with_what_it_touched()
    {
        using var done = await SendAsync("one");
        using var refused = await SendAsync(Note, new { id = "gid://shopify/Order/1", note = "no" }, CancellationToken.None);

        var listed = Assert.Single((await _http.GetFromJsonAsync<JsonElement>($"/simulator/{Domain}/mutations")).EnumerateArray());

        Assert.Equal("orderUpdate", listed.GetProperty("name").GetString());
        Assert.Equal(OrderGid, Assert.Single(listed.GetProperty("touched").EnumerateArray()).GetString());
    }

    private async Task WantAsync(string control) => (await _http.PostAsync($"/simulator/{Domain}/{control}", content: null)).EnsureSuccessStatusCode();

    private Task<HttpResponseMessage> SendAsync(string note, CancellationToken cancel = default) => SendAsync(Note, new { id = OrderGid, note }, cancel);

    private async Task<HttpResponseMessage> SendAsync(string query, object variables, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{Domain}/admin/api/2026-10/graphql.json") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Add("X-Shopify-Access-Token", _token);
        return await _http.SendAsync(request, cancel);
    }
}

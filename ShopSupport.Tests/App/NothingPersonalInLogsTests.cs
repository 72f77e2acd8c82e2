using System.Net;
using System.Text.Json;
using ShopSupport.Core.Channels;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.App;

public sealed class NothingPersonalInLogsTests
{
    // What people are called, where they are reached, and what they wrote: none of these words may ever be in a log.
    private const string Name = "Kanarienvogel";
    private const string Mail = "kanarie@vogel.example";
    private const string Phone = "+4930123987456";
    private const string Words = "Zwitschern im Käfig";
    private const string Note = "Schlüssel liegt unterm Futternapf";

    private static readonly string[] Canaries = [Name, Mail, Phone, Words, Note];

    [Fact]
    public async Task No_line_of_the_log_holds_what_a_customer_is_called_or_wrote_whatever_fails()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        var conversation = await ComeInAsync(app);
        var customer = await app.UntilAsync("SELECT MAX(id) FROM customers WHERE shopify_id IS NOT NULL");
        Assert.Contains(Words, await ReadAsync(app, $"/inbox/{conversation}", HttpStatusCode.OK), StringComparison.Ordinal);
        await ReadAsync(app, $"/customers/{customer}/panel", HttpStatusCode.OK);
        await ReadAsync(app, $"/stock?q={Uri.EscapeDataString(Note)}", HttpStatusCode.OK);

        await FailToWriteAsync(app, conversation);
        await FailToShowAsync(app, customer);
        await FailToFollowAsync(app);

        Assert.True(app.Logs.Count > 100);
        Assert.DoesNotContain(app.Logs, line => Array.Exists(Canaries, canary =>
            line.Contains(canary, StringComparison.OrdinalIgnoreCase) || line.Contains(Uri.EscapeDataString(canary), StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task<long> ComeInAsync(WholeApp app)
    {
        await app.SendAsync("orders/create", Order(1));
        await app.SendAsync("orders/create", $$"""{"id":2,"note":"{{Note}}","total_price":"{{Note}}" """);
        var message = new Said("t", new ChannelPerson(Name, Mail, Phone)).ByCustomer(1, Words) with { Subject = Words };
        await app.SayAsync(JsonSerializer.SerializeToUtf8Bytes(message, ChannelMessage.Json));
        await app.UntilAsync("SELECT COUNT(*) FROM orders");
        await app.UntilAsync("SELECT COUNT(*) FROM deliveries WHERE outcome = 'dead'");
        return await app.UntilAsync("SELECT MAX(id) FROM conversations");
    }

    // Triggers that fail as SQL Server does: its messages quote the row.
    private static async Task FailToWriteAsync(WholeApp app, long conversation)
    {
        await app.ExecuteAsync("""
            CREATE TRIGGER no_order BEFORE INSERT ON orders BEGIN
              SELECT RAISE(ABORT, 'Cannot insert duplicate key row. The duplicate key value is (' || NEW.note || ')');
            END
            """);
        await app.ExecuteAsync("""
            CREATE TRIGGER no_message BEFORE INSERT ON messages BEGIN
              SELECT RAISE(ABORT, 'String or binary data would be truncated. Truncated value: ' || NEW.body);
            END
            """);
        await app.SendAsync("orders/create", Order(3));
        await app.UntilLoggedAsync("failed, try 1:");
        using var reply = new FormUrlEncodedContent([new("kind", "reply"), new("text", Words), new("key", "k")]);
        using var answer = await app.Client.PostAsync(new Uri($"/inbox/{conversation}/messages", UriKind.Relative), reply);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain(Words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.UntilLoggedAsync("MessagesController.Add (ShopSupport.App) failed");
    }

    private static async Task FailToShowAsync(WholeApp app, long customer)
    {
        Assert.Equal(1, await app.ExecuteAsync($"UPDATE orders SET currency = '{Note}'"));
        await ReadAsync(app, $"/customers/{customer}/panel", HttpStatusCode.InternalServerError);
        await app.UntilLoggedAsync("PeopleController.Panel (ShopSupport.App) failed");
    }

    private static async Task FailToFollowAsync(WholeApp app)
    {
        using var stream = await app.Client.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await app.ExecuteAsync($"INSERT INTO shop_events (shop_id, seq, kind, occurred_at) SELECT id, last_event_seq + 1, '{Words}', 0 FROM shops");
        await app.ExecuteAsync("UPDATE shops SET last_event_seq = last_event_seq + 1");
        await app.UntilLoggedAsync("Telling open screens pauses");
    }

    private static async Task<string> ReadAsync(WholeApp app, string path, HttpStatusCode expected)
    {
        using var response = await app.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static string Order(long id) => Payloads.Order(id, customer: $$"""
        {"id":900,"first_name":"{{Name}}","last_name":"{{Name}}","email":"{{Mail}}","phone":"{{Phone}}","note":"{{Note}}",
         "created_at":"{{SyncedShop.At(0)}}","updated_at":"{{SyncedShop.At(0)}}"}
        """).Replace("置き配で", Note, StringComparison.Ordinal);
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.SignIn;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>The desk in the admin, with a manager and an agent, over a shop with orders; refunds are planned without a Shopify.</summary>
internal sealed partial class AskingDesk : IAsyncDisposable
{
    public const long Manager = IdTokens.User;
    public const long Agent = 77;

    private AskingDesk(AdminDesk desk, ShopId shop, long order) => (Desk, Shop, Order) = (desk, shop, order);

    public AdminDesk Desk { get; }

    public ShopId Shop { get; }

    /// <summary>Shopify's id of an order of the shop.</summary>
    public long Order { get; }

    public static async Task<AskingDesk> OpenAsync()
    {
        var desk = await AdminDesk.OpenAsync(also: services => services.RemoveAll<IActionKind>().AddSingleton<IActionKind, PlainRefund>());
        using var first = await desk.OpenFirstAsync();
        desk.Shopify.Person = new JsonObject { ["id"] = Agent, ["first_name"] = "", ["last_name"] = "高木", ["email"] = "takagi@shop.example", ["locale"] = "ja" };
        using var second = await desk.OpenFirstAsync(desk.Tokens.Make(user: Agent));
        var db = desk.Host.Db;
        var shop = await db.FindAsync<ShopId>("SELECT id FROM shops WHERE domain = @Shop", new { IdTokens.Shop });
        await db.AddAsync("shop_profiles", new { ShopifyId = 1L, Name = "健康堂", Currency = "JPY", TimeZone = "Asia/Tokyo", Locale = "ja", Version = 1L, VersionRank = 0L }, shop);
        await PurchaseHistory.AddAsync(db, shop);
        // Nobody is new.
        await db.ExecuteAsync("UPDATE agents SET created_at = 0 WHERE shop_id = @shop", new { shop });
        return new(desk, shop, await db.FindAsync<long>("SELECT MIN(id) FROM orders WHERE shop_id = @shop AND is_deleted = 0 AND processed_at > 0", new { shop }));
    }

    public async Task<(int Status, string Body)> GetAsync(string path, long user = Agent)
    {
        using var response = await Desk.FetchAsync(path, Desk.Tokens.Make(user: user), language: "ja");
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<(int Status, string Body)> PostAsync(string path, long user, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await Desk.FetchAsync(path, Desk.Tokens.Make(user: user), HttpMethod.Post, content, "ja");
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What the confirmation of a refund seals.</summary>
    public async Task<string> SealedAsync(string query = "", long user = Agent) => Seal((await GetAsync($"/actions/refund/{Order}{query}", user)).Body);

    public static string Seal(string body) => Sealed().Match(body).Groups["text"].Value;

    public Task<int> CountAsync(string what) => Desk.Host.Db.FindAsync<int>($"SELECT COUNT(*) FROM {what}", new { Shop });

    /// <summary>Sets the refund that the agent may do alone.</summary>
    public Task LimitAsync(long most) => Desk.Host.Services.GetRequiredService<LimitStore>().SaveAsync(
        Shop, default, "佐藤", new() { NewcomerDays = 0, Limits = [new() { Kind = "refund", AgentClass = AgentClass.Everyone, MostMinor = most, Currency = "JPY" }] }, CancellationToken.None);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    [GeneratedRegex("name=\"sealed\" value=\"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sealed();

    private sealed class PlainRefund : IActionKind
    {
        public string Kind => "refund";

        public ActionSubject Subject => ActionSubject.Order;

        public string Scope => "write_orders";

        public bool MayRepeat => true;

        public bool HasAmount => true;

        public Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
        {
            var amount = wish.Number("amount") ?? 12_430;
            return Task.FromResult(new ActionPlan
            {
                Wish = wish.With("amount", $"{amount}"),
                Fields = [new MoneyField("amount", amount, 99_999, "JPY"), new TextField("note", wish.Find("note") ?? "", 99)],
                Effects = [new("refund_credit", EffectValue.Money(amount, "JPY"))],
                AmountMinor = amount,
                Currency = "JPY",
                Refusal = amount == 403 ? new("scope") : null,
            });
        }

        public Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel) => Task.FromResult(ActionAnswer.Done());

        public Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel) => Task.FromResult(ActionAnswer.NotThere);
    }
}

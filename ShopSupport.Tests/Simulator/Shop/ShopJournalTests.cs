using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Simulator.Serve;

namespace ShopSupport.Tests.Simulator.Shop;

/// <summary>What happened in a shop is so again in the next run.</summary>
public sealed class ShopJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal-test-").FullName;

    private string File => Path.Combine(_folder, $"{DemoOptions.ShopDomain}.jsonl");

    [Fact]
    public void Rows_that_were_changed_added_or_taken_away_are_the_same_in_the_next_run()
    {
        Order changed;
        long gone;
        long[] ids;
        string[] before;
        int count;
        using (var run = new Run(_folder))
        {
            var (shop, acts) = (run.Store.Shop, run.Store.Acts);
            changed = shop.FirstWhere(order => order.Lines.Any(line => line.FulfillableQuantity > 0) && order.FinancialStatus is "paid");
            acts.Fulfil(changed.Id, "ヤマト運輸", "1234", url: null);
            acts.Refund(changed.Id, [new(changed.Lines[0].Id, 1)], amount: null, restock: true, note: "割れ");
            acts.AskReturn(changed.Id, pieces: 1);
            gone = shop.FirstWhere(order => order.Id != changed.Id).Id;
            acts.DeleteOrder(gone);
            acts.Place(changed with { Id = 77, Number = 9001, Fulfillments = [], Refunds = [], Returns = [] });
            acts.ChangeShop(profile => profile with { Name = "新しい健康堂" });
            var contract = shop.Contracts.All().First(one => one.Status is "active");
            acts.Skip(contract.Id, contract.NextCycle, isSkipped: true);
            var level = shop.Items.All().First().Levels[0];
            acts.MoveStock(level.ItemId, level.LocationId, 7);
            changed = shop.Orders.Find(changed.Id)!;
            ids = [changed.Id, 77, contract.Id, level.ItemId];
            (before, count) = (Texts(shop, ids), shop.Orders.Count);
        }

        using var next = new Run(_folder);
        Assert.Equal(before, Texts(next.Store.Shop, ids), StringComparer.Ordinal);
        Assert.Null(next.Store.Shop.Orders.Find(gone));
        Assert.Equal(count, next.Store.Shop.Orders.Count);
        Assert.Equal(changed.Id, next.Store.Shop.OwnerOf("Refund", changed.Refunds[^1].Id)!.Id);
    }

    [Fact]
    public void What_apps_did_is_so_in_the_next_run()
    {
        long order, customer, draft, discount, contract;
        string[] before;
        using (var run = new Run(_folder))
        {
            var (shop, acts) = (run.Store.Shop, run.Store.Acts);
            var sent = shop.FirstWhere(one => one is { FinancialStatus: "paid", FulfillmentStatus: "fulfilled", CustomerId: not null });
            (order, customer) = (sent.Id, sent.CustomerId!.Value);
            acts.GiveBack(order, new() { StoreCredit = 100, Shipping = sent.Shipping });
            var line = SentLine.Of(sent).First();
            acts.BeginReturn(order, isApproved: true, back => back with { Lines = [new(shop.NewId(), line.Id, line.Line.LineItemId, 1) { ReasonNote = "割れ" }], ShippingFee = new(1, 500, 0) });
            draft = acts.AddDraft(one => one with { Lines = [new(sent.Lines[0], new("お詫び", Description: null, Fixed: null, Percent: 50), [])], Tags = ["desk"] }).Id;
            discount = acts.AddDiscount(at => new() { Id = shop.NewId(), CodeId = shop.NewId(), Code = "SORRY", Title = "お詫び", StartsAt = at, Share = 0.1, Customers = [customer], CreatedAt = at, UpdatedAt = at }).Id;
            contract = shop.Contracts.All().First(one => one.Status is "active").Id;
            var change = acts.BeginContractDraft(contract);
            acts.ChangeContractDraft(change.Id, one => one with { BillingEvery = new("MONTH", 2), Discounts = [new("d", "残る", 20, Fixed: null, IsOnEachItem: false, Cycles: 1)] });
            acts.CommitContractDraft(change.Id);
            before = Kept(shop);
        }

        using var next = new Run(_folder);
        Assert.Equal(before, Kept(next.Store.Shop), StringComparer.Ordinal);
        Assert.NotNull(next.Store.Shop.DiscountOf("sorry"));
        Assert.Throws<ShopRefusalException>(() => next.Store.Acts.AddDiscount(at => next.Store.Shop.Discounts.Find(discount)! with { Id = 5 }));

        string[] Kept(SimulatedShop shop) => [Text(shop.Orders.Find(order)), Text(shop.Customers.Find(customer)), Text(shop.Drafts.Find(draft)), Text(shop.Discounts.Find(discount)), Text(shop.Contracts.Find(contract))];
    }

    [Fact]
    public void A_later_run_has_the_anchor_of_the_first()
    {
        new Run(_folder).Dispose();

        using var later = ShopJournal.Open(_folder, DemoOptions.ShopDomain, MadeShops.Anchor.AddDays(9));

        Assert.Equal(MadeShops.Anchor, later.Anchor);
    }

    [Fact]
    public void Tokens_are_good_in_the_next_run_and_a_used_refresh_token_is_spent_as_it_would_have_been()
    {
        TokenPair first, second;
        using (var run = new Run(_folder))
        {
            run.Simulator.Install(run.Store);
            first = run.Simulator.Tokens.Offline(run.Store.App);
            second = run.Simulator.Tokens.Renew(first.RefreshToken!, run.Store.App)!;
        }

        using var next = new Run(_folder);
        Assert.Equal((next.Store.App, next.Store.App), (next.Simulator.Tokens.Find(first.AccessToken)?.App, next.Simulator.Tokens.Find(second.AccessToken)?.App));
        Assert.True(next.Store.IsInstalled);
        Assert.NotNull(next.Simulator.Tokens.Renew(first.RefreshToken!, next.Store.App));
        Assert.NotNull(next.Simulator.Tokens.Renew(second.RefreshToken!, next.Store.App));
        Assert.Null(next.Simulator.Tokens.Renew(first.RefreshToken!, next.Store.App));
    }

    [Fact]
    public void What_an_uninstalled_app_held_opens_nothing_in_the_next_run()
    {
        TokenPair pair;
        using (var run = new Run(_folder))
        {
            run.Simulator.Install(run.Store);
            pair = run.Simulator.Tokens.Offline(run.Store.App);
            run.Simulator.Uninstall(run.Store);
        }

        using var next = new Run(_folder);
        Assert.False(next.Store.IsInstalled);
        Assert.Null(next.Simulator.Tokens.Find(pair.AccessToken));
        Assert.Null(next.Simulator.Tokens.Renew(pair.RefreshToken!, next.Store.App));
    }

    [Fact]
    public void A_line_that_was_cut_short_is_left_out_and_old_lines_of_a_row_are_dropped()
    {
        long id;
        using (var run = new Run(_folder))
        {
            id = run.Store.Shop.Orders.All().First().Id;
            foreach (var note in new[] { "一", "二", "三" })
            {
                run.Store.Acts.ChangeOrder(id, order => order with { Note = note });
            }
        }

        System.IO.File.AppendAllText(File, "{\"Kind\":\"Order\",\"Key\":\"1\",\"Row\":{\"Id\":");

        using var next = new Run(_folder);
        Assert.Equal("三", next.Store.Shop.Orders.Find(id)!.Note);
        Assert.Equal(2, System.IO.File.ReadLines(File).Count());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Texts(SimulatedShop shop, long[] ids) =>
    [
        Text(shop.Orders.Find(ids[0])), Text(shop.Orders.Find(ids[1])), Text(shop.Contracts.Find(ids[2])), Text(shop.Items.Find(ids[3])), Text(shop.Profile),
    ];

    private static string Text<T>(T row) => System.Text.Json.JsonSerializer.Serialize(row);

    private sealed class Run : IDisposable
    {
        public Run(string folder)
        {
            Simulator = new(OneStore.App(), folder, MadeShops.Clock());
            var journal = ShopJournal.Open(folder, DemoOptions.ShopDomain, MadeShops.Anchor);
            Store = Simulator.Add(DemoSource.Of(new DemoShop(MadeShops.Small, journal.Anchor)), journal);
        }

        public ShopifySimulator Simulator { get; }

        public SimulatedStore Store { get; }

        public void Dispose() => Simulator.Dispose();
    }
}

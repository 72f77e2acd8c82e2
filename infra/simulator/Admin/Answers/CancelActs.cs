using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Cancels orders: Shopify answers with a job, and does it afterwards.</summary>
internal static class CancelActs
{
    private const int LongestNote = 255;

    public static void AddTo(AdminAnswers answers)
    {
        answers.Writing["orderCancel"] = "write_orders";
        answers.Root("Mutation", new() { ["orderCancel"] = Cancel });
        answers.Root("QueryRoot", new() { ["job"] = ask => ask.Caller.App.Jobs.Find(ask.Text("id")!) });
        answers.For<OrderJob>("Job", new() { ["id"] = (job, _) => $"gid://shopify/Job/{job.Key}", ["done"] = (job, ask) => job.IsDone(ask.Shop.Clock) });
        answers.For<OrderJob>(
            "OrderCancelJobResult",
            new()
            {
                ["id"] = (job, _) => $"gid://shopify/OrderCancelJobResult/{job.Key}",
                ["done"] = (job, ask) => job.IsDone(ask.Shop.Clock),
                ["order"] = (job, ask) => ask.Shop.Orders.Find(job.OrderId),
                ["status"] = (job, ask) => job.IsDone(ask.Shop.Clock) ? "SUCCEEDED" : "STARTED",
                ["errors"] = (_, _) => Array.Empty<Refused>(),
            },
            isItsName: false);
    }

    private static Payload Cancel(Ask ask)
    {
        if (Gid.Read(ask.Text("orderId")!, "Order") is not { } id || ask.Shop.Orders.Find(id) is not { } order || !ask.Caller.MaySee(order))
        {
            return Refusal("orderId", "Order does not exist", "NOT_FOUND");
        }

        var (method, note) = (ask.Input("refundMethod"), ask.Text("staffNote"));
        var money = method.ContainsKey("storeCreditRefund") ? CancelMoney.StoreCredit
            : method.Flag("originalPaymentMethodsRefund") || ask.Flag("refund") ? CancelMoney.Back
            : CancelMoney.Kept;
        if (money is CancelMoney.StoreCredit && order.CustomerId is null)
        {
            return Refusal("refundMethod", "Store credit can only be refunded to a customer", "STORE_CREDIT_REFUND_MISSING_CUSTOMER");
        }

        if (method.Map("storeCreditRefund")?.Time("expiresAt") <= ask.Shop.Now)
        {
            return Refusal("refundMethod", "Store credit expiration must be in the future", "STORE_CREDIT_REFUND_EXPIRATION_IN_PAST");
        }

        if (note?.Length > LongestNote)
        {
            return Refusal("staffNote", $"Staff note is too long (maximum is {LongestNote} characters)", "INVALID");
        }

        return Payload.Of(
            () =>
            {
                ask.Caller.Acts.Cancel(id, new() { Reason = ask.Text("reason")!.ToLowerInvariant(), IsRestocked = ask.Flag("restock"), Money = money, IsTold = ask.Flag("notifyCustomer"), StaffNote = note });
                var job = ask.Caller.App.Jobs.Begin(id, ask.Caller.App.Faults.JobsTake);
                return new() { ["job"] = job, ["jobResult"] = job };
            },
            ["orderId"],
            "orderCancelUserErrors",
            "INVALID");
    }

    private static Payload Refusal(string field, string message, string code) => Payload.Refusing("orderCancelUserErrors", [new([field], message, code)]);
}

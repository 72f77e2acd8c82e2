using System.Globalization;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Demo;

/// <summary>The demo's orders in Shopify's words.</summary>
internal static class DemoOrders
{
    /// <summary>Ids of lines leave room for so many of them in each order.</summary>
    public const int LinesAtMost = 8;

    /// <summary>Ids of events leave room for so many of them in each order.</summary>
    public const int EventsAtMost = 5;

    public static Order Order(DemoOrder order)
    {
        var (shop, isCancelled) = (order.Customer.Shop, order.Stage is DemoStage.Cancelled);
        var refunds = DemoRefunds.Of(order);
        return new()
        {
            Id = order.Id,
            Number = order.Number,
            CustomerId = order.Customer.Id,
            Email = order.Customer.Email,
            Phone = order.Customer.Phone,
            Locale = DemoRows.Locale(order.Customer),
            CreatedAt = order.At,
            UpdatedAt = UpdatedAt(order),
            ClosedAt = order.IsDelivered && order.Stage is not DemoStage.PartlySent ? order.DeliveredAt : null,
            CancelledAt = isCancelled ? order.CancelledAt : null,
            CancelReason = isCancelled ? "customer" : null,
            FinancialStatus = FinancialStatus(order),
            Currency = order.Currency,
            DiscountCode = order.Discount > 0 ? shop.OffCode : null,
            Discount = order.Discount,
            Shipping = order.Shipping,
            ShippingTitle = DemoCarriers.Name(shop, order.Carrier, shop.IsEnglish),
            TaxPercent = shop.IsEnglish ? 0 : 8,
            SourceName = order.Contract is null ? "web" : "subscription_contract",
            Tags = order.Contract is null ? [] : [shop.IsEnglish ? "subscription" : "定期便"],
            Note = order.Note,
            Gateway = Gateway(order),
            StatusUrl = string.Create(CultureInfo.InvariantCulture, $"https://{shop.Site}/orders/{order.Id:x}"),
            Address = DemoRows.Address(order.Customer),
            Lines = [.. order.Lines.Select((_, i) => Line(order, i))],
            Fulfillments = order.IsShipped ? [Parcel(order)] : [],
            Refunds = refunds,
            Returns = Returns(order),
            Transactions = [Sale(order), .. refunds.SelectMany(refund => refund.Transactions)],
            ContractId = order.Contract?.Id,
        };
    }

    public static DateTimeOffset UpdatedAt(DemoOrder order) => order.ChangedOn ?? order.Stage switch
    {
        DemoStage.Unpaid => order.At,
        DemoStage.Paid => order.At.AddSeconds(40),
        DemoStage.InTransit => order.ShippedAt,
        DemoStage.OutForDelivery => order.ShippedAt.AddHours(20),
        DemoStage.Delivered => order.DeliveredAt,
        DemoStage.Cancelled => order.CancelledAt,
        DemoStage.Refunded or DemoStage.PartlyRefunded => order.RefundedAt,
        DemoStage.PartlySent => order.DeliveredAt,
        DemoStage.Attempted or DemoStage.Undeliverable or DemoStage.Delayed => order.ShippedAt.AddHours(22),
    };

    public static string FinancialStatus(DemoOrder order) => order.Stage switch
    {
        DemoStage.Unpaid => "pending",
        DemoStage.Cancelled or DemoStage.Refunded => "refunded",
        DemoStage.PartlyRefunded => "partially_refunded",
        _ => "paid",
    };

    private static string Gateway(DemoOrder order) =>
        order.Stage is not DemoStage.Unpaid ? "shopify_payments" : order.Customer.Shop.IsEnglish ? "bank_deposit" : "konbini";

    private static LineItem Line(DemoOrder order, int index)
    {
        var line = order.Lines[index];
        var isBack = order.Stage is DemoStage.Cancelled or DemoStage.Refunded;
        return new()
        {
            Id = LineId(order, index),
            ProductId = line.Product.Id,
            VariantId = line.Variant.Id,
            Title = line.Product.Title,
            VariantTitle = line.Variant.Title,
            Sku = line.Variant.Sku,
            Vendor = order.Customer.Shop.Name,
            Quantity = line.Quantity,
            CurrentQuantity = isBack ? 0 : order.Stage is DemoStage.PartlyRefunded && index == 0 ? line.Quantity - 1 : line.Quantity,
            FulfillableQuantity = order.PiecesToSend(index),
            Price = line.Price,
            SellingPlan = IsOfAnotherApp(order) ? order.Customer.Shop.IsEnglish ? "Subscribe & save, monthly" : "毎月お届けコース" : null,
        };
    }

    // Some customers subscribe through another app: its contracts are nobody else's to see, but an order tells the plan.
    private static bool IsOfAnotherApp(DemoOrder order) => order.Contract is null && order.Customer.Index % 40 == 39;

    private static Fulfillment Parcel(DemoOrder order)
    {
        var shop = order.Customer.Shop;
        return new()
        {
            Id = DemoIds.Of(DemoIds.Fulfillment, order.Number),
            Name = $"{order.Name}.1",
            ShipmentStatus = ShipmentStatus(order.Stage),
            Company = DemoCarriers.Name(shop, order.Carrier, shop.IsEnglish),
            TrackingNumber = order.Tracking,
            TrackingUrl = DemoCarriers.Url(shop, order.Carrier, order.Tracking, shop.IsEnglish),
            LocationId = DemoIds.Of(DemoIds.Location, (order.Number % 2) + 1),
            CreatedAt = order.ShippedAt,
            UpdatedAt = order.IsDelivered ? order.DeliveredAt : UpdatedAt(order),
            DeliveredAt = order.IsDelivered ? order.DeliveredAt : null,
            Lines = [.. order.Lines.Select((line, i) => new ParcelLine(LineId(order, i), line.Quantity - order.PiecesToSend(i))).Where(line => line.Quantity > 0)],
            Events = [.. Steps(order).Select(step => Event(order, step.Step, step.Status, step.At))],
        };
    }

    private static FulfillmentEvent Event(DemoOrder order, int step, string status, DateTimeOffset at) => new(
        DemoIds.Of(DemoIds.FulfillmentEvent, (order.Number * (long)EventsAtMost) + step),
        status,
        at,
        order.Customer.Address.City,
        order.Customer.Address.Province,
        order.Customer.Address.Country);

    private static IEnumerable<(int Step, string Status, DateTimeOffset At)> Steps(DemoOrder order)
    {
        yield return (1, "in_transit", order.ShippedAt.AddHours(1));
        if (order.Stage is DemoStage.Attempted or DemoStage.Undeliverable or DemoStage.Delayed)
        {
            yield return (4, ShipmentStatus(order.Stage), UpdatedAt(order));
            yield break;
        }

        if (order.Stage is not DemoStage.InTransit)
        {
            yield return (2, "out_for_delivery", order.Stage is DemoStage.OutForDelivery ? order.ShippedAt.AddHours(20) : order.DeliveredAt.AddHours(-3));
        }

        if (order.IsDelivered)
        {
            yield return (3, "delivered", order.DeliveredAt);
        }
    }

    private static string ShipmentStatus(DemoStage stage) => stage switch
    {
        DemoStage.InTransit => "in_transit",
        DemoStage.OutForDelivery => "out_for_delivery",
        DemoStage.Attempted => "attempted_delivery",
        DemoStage.Undeliverable => "failure",
        DemoStage.Delayed => "delayed",
        _ => "delivered",
    };

    private static Return[] Returns(DemoOrder order)
    {
        if (!order.IsReturning)
        {
            return [];
        }

        var asked = order.DeliveredAt.AddHours(20);
        var isApproved = order.Number % 2 == 0;
        return
        [
            new(DemoIds.Of(DemoIds.Return, order.Number), $"{order.Name}-R1", isApproved ? "open" : "requested", 1, asked)
            {
                ApprovedAt = isApproved ? asked.AddHours(5) : null,
            },
        ];
    }

    private static OrderTransaction Sale(DemoOrder order) => new(
        DemoIds.Of(DemoIds.Sale, order.Number), "sale", order.Stage is DemoStage.Unpaid ? "pending" : "success", Gateway(order), order.Total, order.At)
    {
        AccountNumber = order.Stage is DemoStage.Unpaid ? null : string.Create(CultureInfo.InvariantCulture, $"•••• •••• •••• {1000 + (order.Customer.Index * 37 % 9000)}"),
    };

    internal static long LineId(DemoOrder order, int index) => DemoIds.Of(DemoIds.Line, ((long)order.Number * LinesAtMost) + index);
}

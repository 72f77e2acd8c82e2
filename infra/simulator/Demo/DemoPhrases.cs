using System.Globalization;
using System.Text;

namespace ShopSupport.Simulator.Demo;

/// <summary>
/// Turns templates into sentences: <c>{a|b}</c> is one of the two, <c>{@list}</c> one of a common list,
/// <c>{order}</c> a fact of the conversation.
/// </summary>
internal sealed class DemoPhrases(IReadOnlyDictionary<string, string[]> common)
{
    public string Say(string template, DemoFacts facts, DemoRandom random)
    {
        var text = new StringBuilder(template.Length * 2);
        Expand(template, facts, random, text);
        return text.ToString();
    }

    private void Expand(ReadOnlySpan<char> template, DemoFacts facts, DemoRandom random, StringBuilder text)
    {
        while (template.IndexOf('{') is >= 0 and var open)
        {
            text.Append(template[..open]);
            var inside = Inside(template[(open + 1)..], out var bars);
            Choose(inside, bars, facts, random, text);
            template = template[(open + inside.Length + 2)..];
        }

        text.Append(template);
    }

    private void Choose(ReadOnlySpan<char> inside, int bars, DemoFacts facts, DemoRandom random, StringBuilder text)
    {
        if (bars > 0)
        {
            Expand(Choice(inside, random.Below(bars + 1)), facts, random, text);
        }
        else if (inside[0] == '@')
        {
            Expand(random.Pick(common[inside[1..].ToString()]), facts, random, text);
        }
        else
        {
            text.Append(facts[inside.ToString()]);
        }
    }

    private static ReadOnlySpan<char> Inside(ReadOnlySpan<char> rest, out int bars)
    {
        bars = 0;
        var depth = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case '{':
                    depth++;
                    break;
                case '}' when depth == 0:
                    return rest[..i];
                case '}':
                    depth--;
                    break;
                case '|' when depth == 0:
                    bars++;
                    break;
            }
        }

        throw new InvalidOperationException($"A demo text lacks a closing brace: {rest}");
    }

    private static ReadOnlySpan<char> Choice(ReadOnlySpan<char> inside, int wanted)
    {
        var (depth, start, index) = (0, 0, 0);
        for (var i = 0; i < inside.Length; i++)
        {
            depth += inside[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0 && inside[i] == '|')
            {
                if (index++ == wanted)
                {
                    return inside[start..i];
                }

                start = i + 1;
            }
        }

        return inside[start..];
    }
}

/// <summary>What a template may name of the customer, the order and the subscription.</summary>
internal sealed record DemoFacts(DemoCustomer Customer, DemoOrder? Order, DemoAgent Agent, DateTimeOffset At, DemoProduct Product)
{
    private DemoContract? Contract => Order?.Contract;

    public string this[string name] => name switch
    {
        "last" => Customer.LastName,
        "first" => Customer.FirstName,
        "full" => Customer.FullName,
        "city" => Customer.Address.City,
        "agent" => Agent.Name,
        "product" => Product.Title,
        "order" => Order?.Name ?? "",
        "total" => Order is null ? "" : DemoCountry.Say(Order.Total, Order.Currency, Customer.IsEnglish),
        "off" => DemoCountry.Say(Customer.Shop.Off, Customer.Shop.Currency, Customer.IsEnglish),
        "code" => Customer.Shop.OffCode,
        "carrier" => DemoCarriers.Name(Customer.Shop, Order?.Carrier ?? 0, Customer.IsEnglish),
        "tracking" => Order?.Tracking ?? "",
        "odate" => Day(Order?.At ?? At),
        "sdate" => Day(Order?.ShippedAt ?? At),
        "ddate" => Day(Order?.DeliveredAt ?? At),
        "tdate" => Day(Order?.TroubleAt ?? At),
        "eta" => Day(At.AddDays(1)),
        "later" => Day(At.AddDays(12)),
        "next" => Day(Order is not null && Contract is not null ? Order.At.AddDays(Contract.IntervalDays) : At.AddDays(10)),
        "postponed" => Day((Order is not null && Contract is not null ? Order.At.AddDays(Contract.IntervalDays) : At.AddDays(10)).AddDays(7)),
        "cycles" => Contract is null ? "1" : (Contract.Orders.IndexOf(Order!) + 1).ToString(CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A demo text names an unknown fact: {name}"),
    };

    // All times of the demo are by the shop's clock.
    private string Day(DateTimeOffset at) => Customer.IsEnglish
        ? at.ToString("MMMM d", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{at.Month}月{at.Day}日");
}

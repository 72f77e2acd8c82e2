using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;

namespace ShopSupport.Bench;

/// <summary>The command line of the bench.</summary>
internal sealed class BenchLine : Command
{
    private static readonly string[] All = ["receive", "consume", "queue", "panel", "list"];

    private readonly Argument<string> _bench = new Argument<string>("bench") { Description = "what to measure" }.AcceptOnlyFromAmong([.. All, "import", "search", "purge", "keys", "all"]);
    private readonly Option<int> _conversations = Size("--conversations", "conversations, one in ten of them open", 1_000_000);
    private readonly Option<int> _messages = Size("--messages", "messages in them", 3_000_000);
    private readonly Option<int> _customers = Size("--customers", "customers", 200_000);
    private readonly Option<int> _orders = Size("--orders", "orders over three years, and those that import brings in", 1_000_000);
    private readonly Option<int> _deliveries = Size("--deliveries", "orders that consume applies, and queue sends", 20_000);
    private readonly Option<int> _history = Size("--history", "deliveries that purge applies; it is not part of all", 1_000_000);
    private readonly Option<int> _seconds = Size("--seconds", "how long each load of receive lasts", 10);

    private readonly Option<string> _data = new("--data")
    {
        Description = "where the shops of list, panel and search are kept, and the file of import",
        HelpName = "dir",
        DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "shopsupport-bench"),
    };

    public BenchLine(Func<BenchOptions, Task> run)
        : base("bench", "Measures what an agent or Shopify waits for, each time beside the best this machine could do, in the same run.")
    {
        Add(_bench);
        foreach (var option in new Option[] { _conversations, _messages, _customers, _orders, _deliveries, _history, _seconds, _data })
        {
            Add(option);
        }

        Add(new HelpOption());
        SetAction((line, _) => run(Read(line)));
    }

    private static Option<int> Size(string name, string description, int otherwise) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (!int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || number <= 0)
            {
                result.AddError($"{name} '{text}' is not a whole number above 0.");
            }

            return number;
        },
    };

    private BenchOptions Read(ParseResult line) => new()
    {
        Benches = line.GetValue(_bench) is "all" or null ? All : [line.GetValue(_bench)!],
        Conversations = line.GetValue(_conversations),
        Messages = line.GetValue(_messages),
        Customers = line.GetValue(_customers),
        Orders = line.GetValue(_orders),
        Deliveries = line.GetValue(_deliveries),
        History = line.GetValue(_history),
        Seconds = line.GetValue(_seconds),
        Directory = Path.GetFullPath(line.GetValue(_data)!),
    };
}

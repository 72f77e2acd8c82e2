using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ShopSupport.Simulator.Replay;

internal sealed class ReplayLine : Command
{
    private const string About = """
        Sends every JSON file of a folder as a signed delivery, and prints by topic what became of it. The topic comes from the folder's INDEX.csv (columns file and topic), or else from a name such as orders_create__guest.json.

        Ends with 0 when every sending is explained, 1 when one is not or all are refused with 401, 2 when the command is used wrongly.
        """;

    private readonly Argument<string> _folder = new("folder") { Description = "where the JSON files are" };

    private readonly Option<Uri?> _to = new("--to")
    {
        Description = "the desk, such as http://127.0.0.1:5080; /webhooks/shopify is added when the address has no path",
        HelpName = "url",
        Required = true,
        CustomParser = Reader("an http or https address", text => Uri.TryCreate(text, UriKind.Absolute, out var to) && to.Scheme is "http" or "https" ? to : null),
    };

    private readonly Option<string?> _secret = new("--secret")
    {
        Description = "what signs the deliveries",
        HelpName = "secret",
        Required = true,
        CustomParser = Reader("a secret", text => text.Length > 0 ? text : null),
    };

    private readonly Option<string?> _shop = new("--shop")
    {
        Description = "the shop they are from",
        HelpName = "domain",
        DefaultValueFactory = _ => "demo-shop.myshopify.com",
        CustomParser = Reader("a domain", text => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? text.ToLowerInvariant() : null),
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "sendings a second; as fast as they are answered unless set",
        HelpName = "number",
        CustomParser = Reader<double?>("a number above 0", text =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null),
    };

    private readonly Option<int?> _shuffle = new("--shuffle")
    {
        Description = "sends in an order that this number decides; in the folder's order unless set",
        HelpName = "seed",
        CustomParser = Reader<int?>("a whole number", text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null),
    };

    private readonly Option<int?> _repeat = new("--repeat")
    {
        Description = "sends each delivery this often in all, under the same id",
        HelpName = "times",
        DefaultValueFactory = _ => 1,
        CustomParser = Reader<int?>("a whole number from 1 to 1000", text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 1000 ? value : null),
    };

    /// <param name="run">What to do with a line that is understood; returns the exit code.</param>
    public ReplayLine(Func<ReplayOptions, CancellationToken, Task<int>> run)
        : base("replay", About)
    {
        Add(_folder);
        foreach (var option in new Option[] { _to, _secret, _shop, _rate, _shuffle, _repeat })
        {
            Add(option);
        }

        Add(new HelpOption { Action = new HelpAction { MaxWidth = 110 } });
        SetAction((line, cancel) => run(Read(line), cancel));
    }

    /// <summary>What a line without errors asks for.</summary>
    public ReplayOptions Read(ParseResult line) => new(line.GetValue(_to)!)
    {
        Folder = line.GetValue(_folder)!,
        Secret = line.GetValue(_secret)!,
        Shop = line.GetValue(_shop)!,
        Rate = line.GetValue(_rate),
        Shuffle = line.GetValue(_shuffle),
        Repeat = line.GetValue(_repeat)!.Value,
    };

    // One value, or a sentence that names the option and what was given to it.
    private static Func<ArgumentResult, T?> Reader<T>(string wanted, Func<string, T?> read) => result =>
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (read(text) is { } value)
        {
            return value;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} '{text}' is not {wanted}.");
        return default;
    };
}

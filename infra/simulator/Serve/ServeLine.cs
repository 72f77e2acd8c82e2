using System.CommandLine;
using System.CommandLine.Help;
using ShopSupport.Simulator.Webhooks;

namespace ShopSupport.Simulator.Serve;

/// <summary>The command that runs the simulated Shopify.</summary>
internal sealed class ServeLine : Command
{
    private readonly Option<int> _port = new("--port") { Description = "where it listens on 127.0.0.1", HelpName = "number", DefaultValueFactory = _ => 5081 };
    private readonly Option<int> _shops = new("--shops") { Description = "how many shops there are", HelpName = "number", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _customers = new("--customers") { Description = "customers of each", HelpName = "number", DefaultValueFactory = _ => 2000 };
    private readonly Option<int> _orders = new("--orders") { Description = "orders of each; above 100000 none is held", HelpName = "number", DefaultValueFactory = _ => 12_000 };
    private readonly Option<Uri> _to = new("--to")
    {
        Description = "the app",
        HelpName = "url",
        DefaultValueFactory = _ => new("http://127.0.0.1:5080"),
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && Uri.TryCreate(token.Value, UriKind.Absolute, out var to) && to.Scheme is "http" or "https")
            {
                return to;
            }

            result.AddError("--to must be an http or https address.");
            return null;
        },
    };

    private readonly Option<string?> _app = new("--app") { Description = "the app's shopify.app.toml: its scopes, topics and addresses; this repository's unless set", HelpName = "file" };
    private readonly Option<string> _key = new("--api-key") { Description = "the app's client id", HelpName = "id", DefaultValueFactory = _ => "simulated-app" };
    private readonly Option<string> _secret = new("--secret") { Description = "the app's client secret", HelpName = "secret", DefaultValueFactory = _ => "simulated-secret" };
    private readonly Option<string?> _keep = new("--keep") { Description = "keeps there what was changed, for the next run; nothing is kept unless set", HelpName = "folder" };
    private readonly Option<double> _lose = new("--lose") { Description = "the share of deliveries that never come, such as 0.05", HelpName = "share" };
    private readonly Option<double> _repeat = new("--repeat") { Description = "the share that comes twice", HelpName = "share" };
    private readonly Option<bool> _shuffle = new("--shuffle") { Description = "sends them out of order" };
    private readonly Option<double> _delay = new("--delay") { Description = "the longest that one waits, in seconds", HelpName = "seconds" };

    public ServeLine(Func<ServeOptions, CancellationToken, Task<int>> run)
        : base("serve", "Runs a Shopify: Admin API, tokens, webhooks, and an admin with the app in its frame.")
    {
        foreach (var option in (Option[])[_port, _shops, _customers, _orders, _to, _app, _key, _secret, _keep, _lose, _repeat, _shuffle, _delay, new HelpOption { Action = new HelpAction { MaxWidth = 110 } }])
        {
            Options.Add(option);
        }

        foreach (var (option, least, most) in (ReadOnlySpan<(Option<int>, int, int)>)[(_port, 0, 65_535), (_shops, 1, 1000), (_customers, 1, 10_000_000), (_orders, 0, 100_000_000)])
        {
            option.Validators.Add(result =>
            {
                if (result.GetValue(option) < least || result.GetValue(option) > most)
                {
                    result.AddError($"{option.Name} must be from {least} to {most}.");
                }
            });
        }

        foreach (var option in (ReadOnlySpan<Option<double>>)[_lose, _repeat])
        {
            option.Validators.Add(result =>
            {
                if (result.GetValue(option) is < 0 or > 1)
                {
                    result.AddError($"{option.Name} must be from 0 to 1.");
                }
            });
        }

        SetAction((line, cancel) => run(Read(line), cancel));
    }

    private ServeOptions Read(ParseResult line) => new()
    {
        Port = line.GetValue(_port),
        Shops = line.GetValue(_shops),
        Customers = line.GetValue(_customers),
        Orders = line.GetValue(_orders),
        To = line.GetValue(_to)!,
        AppFile = line.GetValue(_app),
        ApiKey = line.GetValue(_key)!,
        Secret = line.GetValue(_secret)!,
        Keep = line.GetValue(_keep),
        Faults = new WebhookFaults
        {
            Lose = line.GetValue(_lose),
            Repeat = line.GetValue(_repeat),
            Shuffle = line.GetValue(_shuffle),
            Delay = TimeSpan.FromSeconds(line.GetValue(_delay)),
        },
    };
}

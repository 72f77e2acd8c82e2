using ShopSupport.Simulator.Replay;

namespace ShopSupport.Tests.Simulator.Replay;

public sealed class ReplayOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/webhooks/shopify", "http://127.0.0.1:5080/")]
    [InlineData("https://desk.example.com/", "https://desk.example.com/webhooks/shopify", "https://desk.example.com/")]
    [InlineData("https://example.com/desk/webhooks/shopify", "https://example.com/desk/webhooks/shopify", "https://example.com/desk/")]
    [InlineData("https://example.com/intake", "https://example.com/intake", "https://example.com/")]
    public void The_address_says_where_to_post_and_where_to_ask(string to, string endpoint, string root)
    {
        var options = Read("folder", "--to", to, "--secret", "s");

        Assert.Equal(endpoint, options.Endpoint.AbsoluteUri);
        Assert.Equal(root, options.Base.AbsoluteUri);
    }

    [Fact]
    public void All_options_are_read_in_any_order()
    {
        string[] args =
        [
            "--repeat", "3", "--shuffle", "-7", "folder", "--rate", "2.5", "--shop", "A.myshopify.com", "--secret", "s", "--to", "http://h",
        ];

        var options = Read(args);

        Assert.Equal(("folder", "s", "a.myshopify.com"), (options.Folder, options.Secret, options.Shop));
        Assert.Equal((3, -7, 2.5), (options.Repeat, options.Shuffle, options.Rate));
    }

    [Theory]
    [InlineData("", "Required argument missing for command: 'replay'")]
    [InlineData("folder --secret s", "Option '--to' is required")]
    [InlineData("folder --to http://h", "Option '--secret' is required")]
    [InlineData("folder --secret s --to", "Required argument missing for option: '--to'")]
    [InlineData("folder --to ftp://h --secret s", "--to 'ftp://h' is not an http")]
    [InlineData("folder --to 127.0.0.1:5080 --secret s", "--to '127.0.0.1:5080' is not an http")]
    [InlineData("folder other --to http://h --secret s", "Unrecognized command or argument 'other'")]
    [InlineData("folder --to http://h --to http://i --secret s", "Option '--to' expects a single argument but 2 were provided")]
    [InlineData("folder --to http://h --secret s --speed 3", "Unrecognized command or argument '--speed'")]
    [InlineData("folder --to http://h --secret s --rate 0", "--rate '0'")]
    [InlineData("folder --to http://h --secret s --rate 1,5", "--rate '1,5'")]
    [InlineData("folder --to http://h --secret s --shuffle x", "--shuffle 'x'")]
    [InlineData("folder --to http://h --secret s --repeat 0", "--repeat '0'")]
    [InlineData("folder --to http://h --secret s --shop a/b", "--shop 'a/b'")]
    public async Task Wrong_use_is_named_and_ends_with_2(string line, string expected)
    {
        await using var output = new StringWriter();

        var code = await ReplayCommand.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, CancellationToken.None);

        Assert.Equal(2, code);
        Assert.Contains(output.ToString().Split('\n'), told => told.StartsWith(expected, StringComparison.Ordinal));
        Assert.Contains("replay <folder> [options]", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("folder", "-h")]
    [InlineData("folder", "--to", "http://h", "--help")]
    public async Task Help_lists_every_option_and_is_no_error(params string[] args)
    {
        await using var output = new StringWriter();

        Assert.Equal(0, await ReplayCommand.RunAsync(args, output, CancellationToken.None));

        Assert.StartsWith("Description:", output.ToString(), StringComparison.Ordinal);
        var lines = output.ToString().Split('\n', StringSplitOptions.TrimEntries);
        Assert.All(
            new[] { "<folder>", "--to <url>", "--secret <secret>", "--shop <domain>", "--rate <number>", "--shuffle <seed>", "--repeat <times>" },
            option => Assert.Single(lines, line => line.StartsWith(option, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_missing_or_empty_folder_is_said_in_one_sentence()
    {
        using var folder = new PayloadFolder();
        foreach (var (path, sentence) in new[] { ("/no/such/folder", "There is no folder"), (folder.Path, "There is no delivery in") })
        {
            await using var output = new StringWriter();
            Assert.Equal(2, await ReplayCommand.RunAsync([path, "--to", "http://127.0.0.1:9", "--secret", "s"], output, CancellationToken.None));
            Assert.StartsWith(sentence, Assert.Single(output.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_desk_that_is_not_there_is_said_in_one_sentence()
    {
        string address;
        await using (var desk = await FakeDesk.StartAsync())
        {
            address = desk.Address;
        }

        using var folder = new PayloadFolder().With("orders_create__1.json", "{}");
        await using var output = new StringWriter();

        Assert.Equal(1, await ReplayCommand.RunAsync([folder.Path, "--to", address, "--secret", "s"], output, CancellationToken.None));
        Assert.StartsWith($"{address}/ cannot be reached", Assert.Single(output.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name,topic\na.json,orders/create", "no columns 'file' and 'topic'")]
    [InlineData("", "no columns 'file' and 'topic'")]
    [InlineData("file,topic\n\"a.json,orders/create", "line 2: Malformed CSV in record 2 (line 2): a quoted field that is never closed")]
    public async Task An_index_that_is_none_is_said_in_one_sentence(string index, string sentence)
    {
        using var folder = new PayloadFolder().With("INDEX.csv", index).With("a.json", "{}");
        await using var output = new StringWriter();

        Assert.Equal(1, await ReplayCommand.RunAsync([folder.Path, "--to", "http://127.0.0.1:9", "--secret", "s"], output, CancellationToken.None));
        Assert.Contains(sentence, Assert.Single(output.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static ReplayOptions Read(params string[] args)
    {
        var line = new ReplayLine((_, _) => Task.FromResult(0));
        return line.Read(line.Parse(args));
    }
}

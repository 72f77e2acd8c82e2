using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Tests.Hosting;

public sealed class ProgramLineTests
{
    public static TheoryData<string[]> Settings => new(
        [],
        ["--urls", "http://127.0.0.1:0"],
        ["--Host:Roles=receive", "--Data:Directory", "/some/folder", "/Demo:Live=true", "Demo:Seed=7"],
        ["--Demo:Secret", "--is-this-a-value", "--Queue:ConnectionString=Data Source=a b.db", "@file=1"],
        ["--environment=Staging", "--Demo:Secret", ""]);

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Settings_reach_the_host_as_they_were_written(string[] args)
    {
        var (code, started, said) = await RunAsync(args);

        Assert.Equal(0, code);
        Assert.Equal(args, started, StringComparer.Ordinal);
        Assert.Equal("", said);
    }

    [Theory]
    [InlineData("'bogus' is neither a command nor a setting.", "bogus")]
    [InlineData("'bogus' is neither a command nor a setting.", "--urls", "http://127.0.0.1:0", "bogus")]
    [InlineData("'-v' is neither a command nor a setting.", "-v")]
    [InlineData("'--verbose' lacks its value.", "--verbose")]
    public async Task Anything_else_starts_nothing_and_is_named(string sentence, params string[] args)
    {
        var (code, started, said) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.Null(started);
        Assert.Contains(sentence, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--urls", "http://127.0.0.1:0", "--help")]
    public async Task Help_names_the_commands_and_starts_nothing(params string[] args)
    {
        var (code, started, said) = await RunAsync(args);

        Assert.Equal(0, code);
        Assert.Null(started);
        Assert.Contains("desk [<setting>...] [command]", said, StringComparison.Ordinal);
        Assert.Contains("migrate", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string[]? Started, string Said)> RunAsync(string[] args)
    {
        string[]? started = null;
        Task StartAsync(string[] settings)
        {
            started = settings;
            return Task.CompletedTask;
        }

        await using var output = new StringWriter();
        var code = await new ProgramLine("desk", "Serves.", StartAsync, MigrateCommand.Line()).RunAsync(args, output, output);
        return (code, started, output.ToString());
    }
}

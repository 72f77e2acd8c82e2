using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Tests.Hosting;

public sealed class SqlListingTests
{
    [Fact]
    public async Task The_statements_of_a_table_are_listed_for_both_engines()
    {
        var (code, text) = await ListAsync("orders");

        Assert.Equal(0, code);
        Assert.Contains("-- orders, insert [sqlite]\nINSERT INTO orders (", text, StringComparison.Ordinal);
        Assert.Contains("-- orders, versions [sqlserver]\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("-- refunds", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_table_all_are_listed_and_an_unknown_one_is_said()
    {
        var (all, unknown) = (await ListAsync(), await ListAsync("order"));

        Assert.Contains("-- orders", all.Text, StringComparison.Ordinal);
        Assert.Contains("-- refunds", all.Text, StringComparison.Ordinal);
        Assert.Equal((1, "No statement is made for a table 'order'.\n"), unknown);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_is_no_table(string asked)
    {
        var (code, text) = await ListAsync(asked);

        Assert.Equal(0, code);
        Assert.Contains("sql [<table>]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("-- orders", text, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Text)> ListAsync(params string[] args)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var line = new ProgramLine("desk", "", _ => Task.CompletedTask, SqlListing.Line());
        return (await line.RunAsync(["sql", .. args], output, output), output.ToString());
    }
}

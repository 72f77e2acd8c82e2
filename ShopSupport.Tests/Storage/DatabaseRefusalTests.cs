using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Storage;

/// <summary>What SQL Server refuses at a start is said in one sentence that names the setting and what to do.</summary>
public sealed class DatabaseRefusalTests
{
    public static TheoryData<int, string> Refusals => new()
    {
        { 262, "may not create tables in the database; run `migrate` with one that may" },
        { 229, "may not read and change the tables" },
        { 916, "has no user in the database" },
        { 4060, "the server has no database, or the login may not open it" },
        { 4064, "Initial Catalog" },
        { 18456, "the server refuses the login" },
        { 40615, "firewall" },
        { 53, "nothing usable answers there (CREATE TABLE permission denied; 53)" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_start_that_is_refused_says_why_in_one_sentence(int number, string words)
    {
        var server = new FakeSqlServer();
        server.Refuse("CREATE TABLE migrations", SqlErrors.Of(number, "CREATE TABLE permission denied.\nMore."));

        var refused = await Assert.ThrowsAsync<SettingException>(() => Migrator.MigrateAsync(server.Database, Migrator.Main, CancellationToken.None));

        Assert.StartsWith("Database:ConnectionString: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void The_login_and_the_database_are_named()
    {
        var names = DatabaseConnection.Names(DatabaseProvider.SqlServer, "Server=x;Initial Catalog=desk;User Id=reader;Password=p");

        var sentence = DatabaseErrors.Sentence(SqlErrors.Of(262), "Queue:ConnectionString", names);

        Assert.Equal("Queue:ConnectionString: the login 'reader' may not create tables in the database 'desk'; run `migrate` with one that may (262).", sentence);
    }

    [Fact]
    public void A_log_names_the_engines_own_number()
    {
        Assert.Equal("SqlException 1205", DatabaseErrors.Name(SqlErrors.Of(1205, "a customer's name")));
        Assert.Equal("TimeoutException", DatabaseErrors.Name(new TimeoutException("a customer's name")));
    }

    [Theory]
    [InlineData("Server=x", "Connect Timeout=3;")]
    [InlineData("Server=x;Connect Timeout=20", "Connect Timeout=20;")]
    [InlineData("Server=x;Connection Timeout=1", "Connect Timeout=1;")]
    public void A_server_that_does_not_answer_is_given_three_seconds_unless_the_setting_says_so(string given, string expected) =>
        Assert.Contains(expected, DatabaseConnection.Complete(DatabaseProvider.SqlServer, given, "x") + ";", StringComparison.Ordinal);
}

using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Tests.Storage;

public sealed class FullTextTests
{
    public static TheoryData<string> Long => new()
    {
        string.Concat(Enumerable.Range(0, 100).Select(i => (char)('一' + i))),
        string.Concat(Enumerable.Range(0, 400).Select(i => (char)('一' + i))),
        string.Concat(Enumerable.Repeat("𠀋", 100)),
        string.Concat(Enumerable.Repeat("a.", 100)),
        string.Join(' ', Enumerable.Repeat("解約したい", 40)),
        string.Join(' ', Enumerable.Repeat("quality", 28)),
        new string('x', 200),
    };

    [Theory, MemberData(nameof(Long))]
    public void No_question_is_longer_than_the_engine_reads(string text)
    {
        var asked = SearchText.Ask(text);
        foreach (var question in new[] { asked, asked.Typed })
        {
            foreach (var provider in Enum.GetValues<DatabaseProvider>())
            {
                var words = FullText.Question(question, new ShopId(long.MaxValue), provider);

                Assert.InRange(words.Length, 1, 4000);
                Assert.StartsWith($"\"{FullText.Owner(new ShopId(long.MaxValue))}", words, StringComparison.Ordinal);
                Assert.Equal(0, words.Count(c => c == '"') % 2);
                Assert.EndsWith("\"", words.TrimEnd('*'), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "\"s7qdelivered\" AND \"s7qbroken s7qbot\"*")]
    [InlineData(DatabaseProvider.SqlServer, "\"s7qdelivered\" AND \"s7qbroken\" AND \"s7qbot*\"")]
    public void A_short_question_is_asked_whole(DatabaseProvider provider, string expected) =>
        Assert.Equal(expected, FullText.Question(SearchText.Ask("delivered broken.bot").Typed, new ShopId(7), provider));
}

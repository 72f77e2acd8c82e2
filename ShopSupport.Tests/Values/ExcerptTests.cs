using ShopSupport.Core.Values;

namespace ShopSupport.Tests.Values;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("  一行目\r\n\r\n 二行目\t終 ", 200, "一行目 二行目 終")]
    [InlineData("あいうえお", 3, "あいう")]
    [InlineData("ab😀", 3, "ab")]
    [InlineData("ab😀", 4, "ab😀")]
    [InlineData("x👩‍👩‍👧‍👧y", 8, "x")]
    [InlineData("か\u3099き", 1, "")]
    [InlineData("a \n ", 200, "a")]
    [InlineData(null, 200, "")]
    public void A_text_is_cut_between_characters_and_put_on_one_line(string? text, int length, string expected) =>
        Assert.Equal(expected, Excerpt.Of(text, length));
}

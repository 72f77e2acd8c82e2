using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ShopSupport.Core.Values;

namespace ShopSupport.Tests.Values;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("ＤＨＡ　ｺﾗｰｹﾞﾝ", "dha こらーげん")]
    [InlineData("ケール青汁", "けーる青汁")]
    [InlineData("髙﨑 濵邊 𠮷田", "高崎 浜辺 吉田")]
    [InlineData("か\u3099き", "がき")]
    [InlineData("Café Ærø ÄPFEL", "cafe aero apfel")]
    [InlineData("解\r\n約", "解約")]
    [InlineData("ab\r\ncd", "ab  cd")]
    [InlineData("解\n\n約", "解  約")]
    [InlineData("①㌔", "1きろ")]
    [InlineData("a\0bc\u202Ed\u200De", "a bcde")]
    public void What_a_reader_takes_for_one_folds_to_one(string text, string folded) => Assert.Equal(folded, SearchText.Fold(text));

    [Theory]
    [InlineData("解約", "x89e37d04 x89e3 x7d04")]
    [InlineData("もののけ", "x3082306e x306e306e x306e3051 x3082 x3051")]
    [InlineData("約90日分", "90 x65e55206 x7d04 x65e5 x5206")]
    [InlineData("AO-30 解", "ao 30 x89e3")]
    [InlineData("😀!", "")]
    [InlineData("𠀋", "xg02000b")]
    public void A_text_becomes_words_of_ASCII(string text, string words) => Assert.Equal(words, SearchText.Words(text));

    [Theory]
    [InlineData("解約したいです。解約の", "解約", "解約|解約")]
    [InlineData("ｶｲｺﾞ用品", "かいご", "ｶｲｺﾞ")]
    [InlineData("𠮷田さん、吉田さん", "吉田", "𠮷田|吉田")]
    [InlineData("解\r\n約", "解約", "解\r\n約")]
    [InlineData("Ｄｅｌｉｖｅｒｙ to redeliver", "deliver", "Ｄｅｌｉｖｅｒ")]
    [InlineData("青汁 まるごと 30包", "30包 青汁", "青汁|30包")]
    [InlineData("30 袋、3包", "30包", "30|包")]
    [InlineData("解解解", "解解", "解解")]
    [InlineData("解約", "!? \0", "")]
    public void What_a_question_names_is_marked_in_the_original(string text, string question, string marked) =>
        Assert.Equal(marked, string.Join('|', SearchText.Marks(text, question).Select(mark => text.Substring(mark.Start, mark.Length))));

    [Theory]
    [InlineData("一二三四五六七八九十解約したいです", "解約", 10, "…八九十解約したい…")]
    [InlineData("解約したいです", "解約", 20, "解約したいです")]
    [InlineData("解約したい\nです", "解約", 6, "解約したい…")]
    [InlineData("一行目\n二行目", "無い", 20, "一行目 二行目")]
    [InlineData("👩‍👩‍👧‍👧👩‍👩‍👧‍👧👩‍👩‍👧‍👧解約", "解約", 6, "…解約")]
    public void An_excerpt_is_one_line_around_the_first_match(string text, string question, int length, string line) =>
        Assert.Equal(line, SearchText.Around(text, question, length));

    [Fact]
    public void A_question_is_read_to_its_two_hundredth_unit()
    {
        Assert.Equal(149, SearchText.Ask(new string('あ', 100) + string.Concat(Enumerable.Repeat("𠀋", 999))).Phrases[0].Words.Count);
        Assert.True(SearchText.Ask(new string('W', 3000)).Phrases[0].Words[0].Length <= 60);
        Assert.Equal(24, SearchText.Ask(string.Concat(Enumerable.Repeat("a ", 3000))).Phrases.Count);
    }

    [Theory]
    [InlineData("refund", true)]
    [InlineData("解約 abc", true)]
    [InlineData("ab", false)]
    [InlineData("解約", false)]
    [InlineData("abc 解", false)]
    [InlineData("", false)]
    public void The_last_word_of_a_question_may_go_on_when_its_beginning_says_enough(string question, bool mayGoOn)
    {
        var asked = SearchText.Ask(question);

        Assert.Equal(mayGoOn, !ReferenceEquals(asked, asked.Typed));
    }

    [Property(MaxTest = 2000)]
    public bool Folding_twice_is_folding_once(string? text)
    {
        var once = SearchText.Fold(text ?? "");
        return string.Equals(once, SearchText.Fold(once), StringComparison.Ordinal);
    }

    [Property(MaxTest = 2000, Arbitrary = [typeof(Mixed)])]
    public bool Folding_a_mixed_text_twice_is_folding_it_once(MixedText text) => Folding_twice_is_folding_once(text.Text);

    [Property(MaxTest = 5000, Arbitrary = [typeof(Mixed)])]
    public Property Whatever_part_of_a_text_is_asked_it_is_found_and_marked(MixedText mixed)
    {
        var question = SearchText.Ask(mixed.Part);
        // One kana alone is found where a run of signs begins or ends, not within it.
        question = SearchText.Fold(mixed.Part).Trim().Length == 1 ? SearchText.Ask("") : question;
        // A word is asked for by its beginning from three letters on.
        var isShort = question.Phrases is [.., { IsWord: true, Words: [.., { Length: < 3 }] }];
        var isFound = isShort || Finds(SearchText.Words(mixed.Text).Split(' '), question.Typed);
        var marks = SearchText.Marks(mixed.Text, mixed.Part);
        return (isFound && (question.IsEmpty || marks.Count > 0)).Label($"text: {Escaped(mixed.Text)}\npart: {Escaped(mixed.Part)}\nwords: {SearchText.Words(mixed.Text)}");
    }

    [Property(MaxTest = 2000, Arbitrary = [typeof(Mixed)])]
    public bool Marks_are_in_the_text_in_order_and_apart(MixedText mixed)
    {
        var marks = SearchText.Marks(mixed.Text, mixed.Part);
        return marks.All(mark => mark.Length > 0 && mark.Start >= 0 && mark.End <= mixed.Text.Length)
            && marks.Zip(marks.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
    }

    [Property(MaxTest = 2000, Arbitrary = [typeof(Mixed)])]
    public bool An_excerpt_is_never_longer_than_asked(MixedText mixed, PositiveInt length) =>
        SearchText.Around(mixed.Text, mixed.Part, length.Get + 2) is var line && line.Length <= length.Get + 2 && !line.Contains('\n', StringComparison.Ordinal);

    private static bool Finds(string[] words, SearchQuestion question) => question.Phrases.All(phrase => Enumerable.Range(0, words.Length).Any(at =>
        at + phrase.Words.Count <= words.Length
        && phrase.Words.Select((word, i) => (Word: word, Indexed: words[at + i], IsOpen: phrase.IsPrefix && i == phrase.Words.Count - 1))
            .All(pair => pair.IsOpen ? pair.Indexed.StartsWith(pair.Word, StringComparison.Ordinal) : string.Equals(pair.Indexed, pair.Word, StringComparison.Ordinal))));

    private static string Escaped(string text) => string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));

    /// <summary>A text, and a part of it that begins where a word begins.</summary>
    public sealed record MixedText(string Text, string Part);

    public static class Mixed
    {
        private static readonly string[] Signs =
        [
            "解", "約", "返", "品", "の", "ア", "ー", "ｶﾞ", "ﾊﾟ", "ｺ", "が", "か\u3099", "々", "〇", "𠮷", "𠀋", "髙", "ヶ", "Ａ", "é", "e\u0301", "ß", "й", "한", "ไ", "م", "①", "㌔",
            "30", "abc", "x89e3", "Q", "-", "@", ".", "%", "、", "・", "\"", "😀", "👩‍👩‍👧", "\u200D", "\u202E", " ", "　", "\n", "\r\n", "\t", "\0", "\ud800",
        ];

        public static Arbitrary<MixedText> Texts() => Gen.Elements(Signs).ArrayOf().Where(signs => signs.Length > 0)
            .SelectMany(signs => Gen.Choose(0, signs.Length - 1), (signs, from) => (Signs: signs, From: from))
            .SelectMany(cut => Gen.Choose(1, cut.Signs.Length - cut.From), (cut, length) => new MixedText(string.Concat(cut.Signs), Part(cut.Signs, cut.From, length))).ToArbitrary();

        // Not from the middle of a word, whose rest no index of words knows; nor to the middle of one but at the very end.
        private static string Part(string[] signs, int from, int length)
        {
            var start = from;
            while (start > 0 && IsWordEnd(signs[start - 1]) && IsWordStart(signs[start]))
            {
                start--;
            }

            return string.Concat(signs[start..(from + length)]);
        }

        private static bool IsWordEnd(string sign) => SearchText.Fold(sign) is { Length: 0 } or [.., >= 'a' and <= 'z' or >= '0' and <= '9'];

        private static bool IsWordStart(string sign) => SearchText.Fold(sign) is { Length: 0 } or [>= 'a' and <= 'z' or >= '0' and <= '9', ..];
    }
}

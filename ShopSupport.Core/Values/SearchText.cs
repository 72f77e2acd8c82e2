using System.Globalization;
using System.Text;

namespace ShopSupport.Core.Values;

/// <summary>
/// Text as it is searched, by one code for writing and asking. Scripts without spaces are cut into overlapping pieces of two
/// signs, each written as one word of ASCII (<c>解約</c> is <c>x89e37d04</c>), so that no engine needs a word breaker for them;
/// kanji, and the first and last sign of a run, stand alone too. The rest stays words.
/// </summary>
public static class SearchText
{
    /// <summary>What is read of a question, in UTF-16 units.</summary>
    public const int LongestQuestion = 200;

    private const int MostPhrases = 24;

    // Where a narrow screen shows less than all of an excerpt, what was found is still in sight.
    private const int InSight = 60;
    private const int Lead = 24;

    private const char Dots = '…';

    /// <summary>A text as it is compared: width, case, kana and variants of kanji are one. Folding twice is folding once.</summary>
    public static string Fold(string text) => FoldedText.Of(text).Text;

    /// <summary>
    /// What the index of words holds of a text: words of ASCII, a blank between them, each beginning with
    /// <paramref name="owner"/>, so that each owner has words of its own in one index.
    /// </summary>
    internal static string Words(string text, string owner = "") => new WordWriter(owner).Write(Fold(text));

    /// <summary>A question to the index of words; what follows its first <see cref="LongestQuestion"/> units is not read.</summary>
    internal static SearchQuestion Ask(string question)
    {
        var phrases = new List<SearchPhrase>();
        foreach (var term in Terms(question))
        {
            var words = new List<string>();
            foreach (var run in Runs(term))
            {
                if (run.IsWord)
                {
                    words.Add(run.Word);
                    continue;
                }

                Close(words, phrases);
                phrases.Add(new(WordWriter.Pieces(run.Text), IsPrefix: false, IsWord: false));
            }

            Close(words, phrases);
        }

        return new([.. phrases.Take(MostPhrases)]);
    }

    /// <summary>The words of a question between blanks, folded.</summary>
    internal static IReadOnlyList<string> Terms(string question) => Fold(Cut(question)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The parts of a text that a question names, as the index would find them; in their order, none within another.</summary>
    public static IReadOnlyList<Mark> Marks(string text, string question)
    {
        var folded = FoldedText.Of(text);
        var marks = new List<Mark>();
        foreach (var term in Terms(question))
        {
            var whole = Find(folded, term).ToList();
            marks.AddRange(whole.Count > 0 ? whole : Runs(term).SelectMany(run => Find(folded, run.Text)));
        }

        return Merged(marks);
    }

    /// <summary>One line of a text around the first part that a question names, with … where it is cut; the beginning where it names none.</summary>
    /// <param name="length">At most, in UTF-16 units, the dots included.</param>
    public static string Around(string text, string question, int length)
    {
        var marks = Marks(text, question);
        var from = marks.Count == 0 || marks[0].End <= Math.Min(length * 2 / 3, InSight) ? 0 : ElementAt(text, marks[0].Start - Math.Min(length / 3, Lead));
        var line = Excerpt.Of(text[from..], length - (from > 0 ? 1 : 0));
        var isCut = Excerpt.Of(text[from..], length + 1).Length > line.Length;
        line = isCut ? Excerpt.Of(text[from..], length - (from > 0 ? 2 : 1)) : line;
        return $"{(from > 0 ? Dots : "")}{line}{(isCut ? Dots : "")}";
    }

    // The question's own end may be half of a pair.
    private static string Cut(string question) => question.Length <= LongestQuestion ? question
        : question[..(char.IsHighSurrogate(question[LongestQuestion - 1]) ? LongestQuestion - 1 : LongestQuestion)];

    private static int ElementAt(string text, int index)
    {
        var start = Math.Max(0, index);
        // No element is longer than a family of emoji; a search from the text's beginning would be long.
        var element = Math.Max(0, start - 32);
        while (element < start)
        {
            element += StringInfo.GetNextTextElementLength(text.AsSpan(element));
        }

        return element;
    }

    private static void Close(List<string> words, List<SearchPhrase> phrases)
    {
        if (words.Count > 0)
        {
            phrases.Add(new([.. words], IsPrefix: false, IsWord: true));
            words.Clear();
        }
    }

    private static IEnumerable<Run> Runs(string folded)
    {
        for (var start = 0; start < folded.Length;)
        {
            var kind = KindAt(folded, start);
            var end = start;
            while (end < folded.Length && KindAt(folded, end) == kind)
            {
                end += char.IsSurrogatePair(folded, end) ? 2 : 1;
            }

            if (kind is not Kind.Other)
            {
                yield return new Run(folded[start..end], kind is Kind.Word);
            }

            start = end;
        }
    }

    private static Kind KindAt(string folded, int index) => FoldedText.IsWordLetter(folded[index]) ? Kind.Word
        : Rune.TryGetRuneAt(folded, index, out var rune) && FoldedText.IsSign(rune) ? Kind.Sign
        : Kind.Other;

    // A word is found where one begins, as the index finds it.
    private static IEnumerable<Mark> Find(FoldedText folded, string sought)
    {
        for (var at = 0; (at = folded.Text.IndexOf(sought, at, StringComparison.Ordinal)) >= 0; at += sought.Length)
        {
            if (at == 0 || !FoldedText.IsWordLetter(sought[0]) || !FoldedText.IsWordLetter(folded.Text[at - 1]))
            {
                var (start, end) = (folded.Place(at).Start, folded.Place(at + sought.Length - 1).End);
                yield return new Mark(start, end - start);
            }
        }
    }

    private static List<Mark> Merged(List<Mark> marks)
    {
        var merged = new List<Mark>();
        foreach (var mark in marks.OrderBy(mark => mark.Start))
        {
            if (merged.Count > 0 && mark.Start < merged[^1].End)
            {
                merged[^1] = merged[^1] with { Length = Math.Max(merged[^1].End, mark.End) - merged[^1].Start };
            }
            else
            {
                merged.Add(mark);
            }
        }

        return merged;
    }

    private enum Kind
    {
        Other,
        Word,
        Sign,
    }

    private readonly record struct Run(string Text, bool IsWord)
    {
        public string Word => Text.Length <= WordWriter.LongestWord ? Text : Text[..WordWriter.LongestWord];
    }
}

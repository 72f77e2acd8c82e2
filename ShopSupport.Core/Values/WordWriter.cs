using System.Text;

namespace ShopSupport.Core.Values;

/// <summary>Writes a folded text as the index of words holds it. It runs once for each message that comes in.</summary>
internal sealed class WordWriter(string owner)
{
    /// <summary>What is kept of a word, in letters.</summary>
    public const int LongestWord = 48;

    private const string Digits = "0123456789abcdef";

    private readonly StringBuilder _words = new();
    private readonly HashSet<int> _alone = [];

    /// <summary>The pieces of a run in their order; of one sign, the sign.</summary>
    public static IReadOnlyList<string> Pieces(string run)
    {
        var runes = run.EnumerateRunes().ToList();
        return runes.Count == 1 ? [Piece(runes[0], null)] : [.. runes.Zip(runes.Skip(1), (first, second) => Piece(first, second))];
    }

    public string Write(string folded)
    {
        _words.EnsureCapacity(folded.Length * 12);
        for (var at = 0; at < folded.Length;)
        {
            at = FoldedText.IsWordLetter(folded[at]) ? WriteWord(folded, at) : WriteRun(folded, at);
        }

        foreach (var sign in _alone)
        {
            Begin();
            Append(_words.Append('x'), new Rune(sign));
        }

        return _words.ToString();
    }

    private static string Piece(Rune first, Rune? second)
    {
        var piece = Append(new StringBuilder("x"), first);
        return (second is { } more ? Append(piece, more) : piece).ToString();
    }

    // Beyond the first plane a g stands before six digits, so that no piece begins like another by chance.
    private static StringBuilder Append(StringBuilder text, Rune sign)
    {
        if (!sign.IsBmp)
        {
            text.Append('g').Append(Digits[(sign.Value >> 20) & 15]).Append(Digits[(sign.Value >> 16) & 15]);
        }

        return text.Append(Digits[(sign.Value >> 12) & 15]).Append(Digits[(sign.Value >> 8) & 15]).Append(Digits[(sign.Value >> 4) & 15]).Append(Digits[sign.Value & 15]);
    }

    private static bool IsKanji(Rune sign) => sign.Value is (>= 0x3400 and <= 0x9FFF) or >= 0x20000;

    private int WriteWord(string folded, int start)
    {
        var end = start;
        while (end < folded.Length && FoldedText.IsWordLetter(folded[end]))
        {
            end++;
        }

        Begin();
        _words.Append(folded, start, Math.Min(end - start, LongestWord));
        return end;
    }

    // A run of signs from here; one unit further where there is none.
    private int WriteRun(string folded, int start)
    {
        Rune? before = null;
        var at = start;
        while (at < folded.Length && Rune.TryGetRuneAt(folded, at, out var sign) && FoldedText.IsSign(sign))
        {
            if (before is { } first)
            {
                Begin();
                Append(Append(_words.Append('x'), first), sign);
            }

            if (before is null || IsKanji(sign))
            {
                _alone.Add(sign.Value);
            }

            before = sign;
            at += sign.Utf16SequenceLength;
        }

        if (before is { } last)
        {
            _alone.Add(last.Value);
        }

        return Math.Max(at, start + 1);
    }

    private void Begin() => _words.Append(_words.Length > 0 ? " " : "").Append(owner);
}

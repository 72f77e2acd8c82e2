using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ShopSupport.Core.Values;

/// <summary>
/// A text as it is compared in a search: compatibility forms and widths as one (NFKC), lower case, katakana as hiragana, no
/// accents, variants of a kanji as one; and where each sign of it stands in the original.
/// </summary>
internal sealed class FoldedText
{
    private const int Zero = '〇';

    // Forms of one kanji that Unicode keeps apart and names are written with; the common one stands for all.
    private static readonly FrozenDictionary<int, string> Alike = Pairs(
        "髙高 﨑崎 嵜崎 濵浜 濱浜 邊辺 邉辺 齋斎 齊斉 澤沢 廣広 櫻桜 國国 嶋島 嶌島 眞真 德徳 彌弥 惠恵 榮栄 瀧滝 龍竜 與与 瀨瀬 冨富 舘館 峯峰 曾曽 "
        + "黑黒 戶戸 𠮷吉 桒桑 藏蔵 壽寿 寬寛 萬万 淵渕 渊渕 條条 關関 鐵鉄 應応 來来 實実 藝芸 會会 增増 晧皓 ヶケ øo łl đd æae œoe ßss ıi");

    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int End)> _places = [];

    private FoldedText()
    {
    }

    /// <summary>The folded text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The place in the original of the sign at <paramref name="index"/>.</summary>
    public (int Start, int End) Place(int index) => _places[index];

    public static FoldedText Of(string text)
    {
        var folded = new FoldedText();
        for (var start = 0; start < text.Length;)
        {
            var end = ClusterEnd(text, start);
            if (!folded.IsJoined(text, start))
            {
                folded.Add(text, start, end);
            }

            start = end;
        }

        folded.Text = folded._text.ToString();
        return folded;
    }

    /// <summary>True for what is cut into pieces of two: any letter or digit that is not of ASCII.</summary>
    public static bool IsSign(Rune rune) => !rune.IsAscii
        && (Rune.IsLetterOrDigit(rune) || rune.Value == Zero || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark);

    public static bool IsWordLetter(char letter) => char.IsAsciiLetterOrDigit(letter);

    // Kana, their marks, and kanji: what is written without spaces.
    private static bool IsUnspaced(char c) => c is (>= '\u3005' and <= '\u3007') or (>= '\u3041' and <= '\u30FF' and not '・') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF66' and <= '\uFF9F');

    private static int ClusterEnd(string text, int start)
    {
        var end = start + Length(text, start);
        var isJamo = text[start] is >= '\u1100' and <= '\u11FF';
        while (end < text.Length && (IsMark(text, end) || (isJamo && text[end] is >= '\u1100' and <= '\u11FF')))
        {
            end += Length(text, end);
        }

        return end;
    }

    private static int Length(string text, int index) => char.IsSurrogatePair(text, index) ? 2 : 1;

    private static bool IsMark(string text, int index) =>
        text[index] is '\uFF9E' or '\uFF9F'
        || (text[index] >= '\u0300' && CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);

    // Mail is broken into lines in the middle of Japanese words: one line break between two of its signs is none.
    private bool IsJoined(string text, int start)
    {
        if (text[start] is not ('\r' or '\n') || start == 0)
        {
            return false;
        }

        var (first, last) = (start, start);
        first -= text[start] is '\n' && text[first - 1] is '\r' ? 1 : 0;
        last += text[start] is '\r' && last + 1 < text.Length && text[last + 1] is '\n' ? 1 : 0;
        return _text.Length > 0 && first > 0 && last + 1 < text.Length && IsUnspaced(text[first - 1]) && IsUnspaced(text[last + 1]);
    }

    private void Add(string text, int start, int end)
    {
        var only = text[start];
        if (end == start + 1 && (char.IsAscii(only) || only is (>= '\u3041' and <= '\u3096') or (>= '\u4E00' and <= '\u9FFF')) && !Alike.ContainsKey(only))
        {
            Put(char.IsAscii(only) ? (char.IsControl(only) ? ' ' : char.ToLowerInvariant(only)) : only, start, end);
            return;
        }

        if (Rune.DecodeFromUtf16(text.AsSpan(start), out _, out _) is not OperationStatus.Done)
        {
            Put(' ', start, end);
            return;
        }

        foreach (var c in Fold(text[start..end]))
        {
            Put(c, start, end);
        }
    }

    private void Put(char c, int start, int end)
    {
        _text.Append(c);
        _places.Add((start, end));
    }

    // What one step leaves may be what another begins with; in three rounds all are done.
    private static string Fold(string cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            var folded = new StringBuilder();
            foreach (var rune in cluster.Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes())
            {
                FoldInto(folded, rune);
            }

            if (folded.Equals(cluster))
            {
                break;
            }

            cluster = folded.ToString();
        }

        return cluster;
    }

    private static void FoldInto(StringBuilder folded, Rune rune)
    {
        if (Alike.TryGetValue(rune.Value, out var alike))
        {
            folded.Append(alike);
        }
        else if (rune.Value is (>= 0x30A1 and <= 0x30F6) or 0x30FD or 0x30FE)
        {
            folded.Append((char)(rune.Value - 0x60));
        }
        else if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
        {
            folded.Append(' ');
        }
        else if (rune.Value < 0x1100 || rune.Value is >= 0x1E00 and < 0x2000)
        {
            AppendBare(folded, rune);
        }
        else if (!IsUnseen(rune))
        {
            folded.Append(rune.ToString());
        }
    }

    private static void AppendBare(StringBuilder folded, Rune letter)
    {
        foreach (var part in letter.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes().Where(part => !IsUnseen(part)))
        {
            folded.Append(Alike.TryGetValue(part.Value, out var alike) ? alike : part.ToString());
        }
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static FrozenDictionary<int, string> Pairs(string pairs) => pairs.Split(' ').Select(pair => (Rune.GetRuneAt(pair, 0), Pair: pair))
        .ToFrozenDictionary(pair => pair.Item1.Value, pair => pair.Pair[pair.Item1.Utf16SequenceLength..]);
}

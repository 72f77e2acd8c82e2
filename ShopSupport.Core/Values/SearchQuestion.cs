namespace ShopSupport.Core.Values;

/// <summary>A question as an index of words is asked: all phrases, wherever they stand.</summary>
/// <param name="Phrases">In the order of the question; none for a question without letters and digits.</param>
internal sealed record SearchQuestion(IReadOnlyList<SearchPhrase> Phrases)
{
    // All that begins with less is too much to gather.
    private const int ShortestBeginning = 3;

    /// <summary>
    /// Of a question whose last word is too short to ask for all that begins with it: the rest of the question, and that
    /// beginning, by which what the rest finds is narrowed. Null where there is no such word, or no rest.
    /// </summary>
    public (SearchQuestion Others, string Beginning)? Begun
    {
        get
        {
            if (IsEmpty || Phrases[^1] is not { IsPrefix: false, IsWord: true, Words: [.., { Length: < ShortestBeginning } beginning] } last)
            {
                return null;
            }

            var rest = new SearchQuestion([.. Phrases.SkipLast(1), .. last.Words.Count > 1 ? [last with { Words = [.. last.Words.SkipLast(1)] }] : Array.Empty<SearchPhrase>()]);
            return rest.IsEmpty ? null : (rest, beginning);
        }
    }

    public bool IsEmpty => Phrases.Count == 0;

    /// <summary>The same with the last word open at its end, as somebody types it; itself where that is no word of three letters.</summary>
    public SearchQuestion Typed => IsEmpty || Phrases[^1] is not { IsPrefix: false, IsWord: true, Words: [.., { Length: >= ShortestBeginning }] }
        ? this
        : new([.. Phrases.SkipLast(1), Phrases[^1] with { IsPrefix = true }]);
}

/// <summary>Words one behind the other.</summary>
/// <param name="Words">As they are indexed.</param>
/// <param name="IsPrefix">The last of them may go on; only of those that are words.</param>
/// <param name="IsWord">It is made of words, not of pieces of two signs.</param>
internal sealed record SearchPhrase(IReadOnlyList<string> Words, bool IsPrefix, bool IsWord);

/// <summary>A part of a text.</summary>
/// <param name="Start">In UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
public readonly record struct Mark(int Start, int Length)
{
    public int End => Start + Length;
}

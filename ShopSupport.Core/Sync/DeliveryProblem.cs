using System.Globalization;

namespace ShopSupport.Core.Sync;

/// <summary>Why a delivery cannot be applied. Parked deliveries keep it as text: the kind and the place, parted by a space.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Place">Where in the body, for example <c>line_items[2].price</c>; never a value.</param>
public sealed record DeliveryProblem(ProblemKind Kind, string Place = "")
{
    /// <summary>The text that is stored.</summary>
    public override string ToString() => Place.Length == 0 ? Kind.ToString() : $"{Kind} {Place}";

    /// <summary>The problem as a sentence in the reader's language (Japanese, else English); a text of another form as it is.</summary>
    public static string Describe(string? stored, CultureInfo culture)
    {
        var text = stored ?? "";
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (word, place) = space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
        if (!Enum.TryParse<ProblemKind>(word, out var kind))
        {
            return text;
        }

        var isJapanese = string.Equals(culture.TwoLetterISOLanguageName, "ja", StringComparison.Ordinal);
        return isJapanese ? Japanese(kind, place) : English(kind, place);
    }

    private static string English(ProblemKind kind, string place) => kind switch
    {
        ProblemKind.NotJson => "The body is not JSON, or is cut off.",
        ProblemKind.NotAnObject => "The body is not a JSON object.",
        ProblemKind.Missing => $"'{place}' is missing.",
        ProblemKind.WrongType => $"'{place}' has an unexpected type.",
        ProblemKind.NoId => $"'{place}' is not a valid ID.",
        ProblemKind.NoAmount => $"'{place}' is not a valid amount in its currency.",
        ProblemKind.NoCurrency => $"'{place}' is not an ISO 4217 currency code.",
        ProblemKind.NoTime => $"'{place}' is not a valid date and time.",
        ProblemKind.FromTheFuture => $"'{place}' is more than a day in the future. Applying it would block every later change.",
        ProblemKind.NamesNoShop => $"'{place}' does not name a shop.",
        ProblemKind.Failed => $"Applying it failed ({place}).",
    };

    private static string Japanese(ProblemKind kind, string place) => kind switch
    {
        ProblemKind.NotJson => "本文がJSONではないか、途中で切れています。",
        ProblemKind.NotAnObject => "本文がJSONオブジェクトではありません。",
        ProblemKind.Missing => $"「{place}」がありません。",
        ProblemKind.WrongType => $"「{place}」の値を読み取れません。",
        ProblemKind.NoId => $"「{place}」はIDとして読み取れません。",
        ProblemKind.NoAmount => $"「{place}」は通貨に合った金額として読み取れません。",
        ProblemKind.NoCurrency => $"「{place}」はISO 4217の通貨コードではありません。",
        ProblemKind.NoTime => $"「{place}」は日時として読み取れません。",
        ProblemKind.FromTheFuture => $"「{place}」が1日以上先の日時です。適用すると以後の変更がすべて無視されるため保留しました。",
        ProblemKind.NamesNoShop => $"「{place}」がショップを指していません。",
        ProblemKind.Failed => $"適用に失敗しました（{place}）。",
    };
}

/// <summary>What can be wrong with a delivery.</summary>
public enum ProblemKind
{
    NotJson,

    /// <summary>The body is JSON, but no object.</summary>
    NotAnObject,

    /// <summary>Something that must be there is not.</summary>
    Missing,

    /// <summary>Something is of another type than documented.</summary>
    WrongType,

    NoId,

    /// <summary>An amount cannot be read in its currency.</summary>
    NoAmount,

    NoCurrency,

    NoTime,

    /// <summary>A time that decides which statement is newer lies ahead.</summary>
    FromTheFuture,

    /// <summary>The body names something that is no shop.</summary>
    NamesNoShop,

    /// <summary>Applying it threw, again and again.</summary>
    Failed,
}

/// <summary>Thrown while a body is read; the delivery is parked with its problem, since trying again cannot help.</summary>
public sealed class DeliveryProblemException(DeliveryProblem problem) : Exception(problem.ToString())
{
    public DeliveryProblem Problem { get; } = problem;
}

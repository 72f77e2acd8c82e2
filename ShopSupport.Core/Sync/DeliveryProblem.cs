namespace ShopSupport.Core.Sync;

/// <summary>Why a delivery cannot be applied. Parked deliveries keep it as text: the kind and the place, parted by a space.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Place">Where in the body, for example <c>line_items[2].price</c>; never a value.</param>
public sealed record DeliveryProblem(ProblemKind Kind, string Place = "")
{
    /// <summary>The text that is stored.</summary>
    public override string ToString() => Place.Length == 0 ? Kind.ToString() : $"{Kind} {Place}";

    /// <summary>The problem that was stored as that text; null for a text of another form.</summary>
    public static DeliveryProblem? Parse(string? stored)
    {
        var text = stored ?? "";
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (word, place) = space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
        return Enum.TryParse<ProblemKind>(word, out var kind) ? new DeliveryProblem(kind, place) : null;
    }

    /// <summary>The problem as an English sentence, for other programs; a text of another form as it is. Screens have their own words.</summary>
    public static string Describe(string? stored) => Parse(stored) is { } problem ? English(problem.Kind, problem.Place) : stored ?? "";

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

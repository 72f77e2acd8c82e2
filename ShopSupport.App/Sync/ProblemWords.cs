using ShopSupport.App.Words;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;

namespace ShopSupport.App.Sync;

/// <summary>Why a delivery cannot be applied, for a person.</summary>
internal static class ProblemWords
{
    /// <summary>What was stored, as a sentence in the reader's language; a text of another form as it is.</summary>
    public static string Problem(this Texts texts, string? stored) =>
        DeliveryProblem.Parse(stored) is { } problem ? texts.Of($"problem.{problem.Kind.ToKey()}", problem.Place) : stored ?? "";
}

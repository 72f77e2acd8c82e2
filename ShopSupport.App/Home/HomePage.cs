using ShopSupport.App.Sync;
using ShopSupport.Core.Insights;

namespace ShopSupport.App.Home;

/// <summary>The home page as it is shown.</summary>
internal sealed record HomePage
{
    /// <summary>The shop's newest event when the page was read: the live stream goes on from here.</summary>
    public required long EventNumber { get; init; }

    /// <summary>What the desk is connected with, and how fresh all that is.</summary>
    public required LinkedShop Links { get; init; }

    public required Waiting Waiting { get; init; }

    /// <summary>First replies of the last days.</summary>
    public required FirstReplies Replies { get; init; }

    /// <summary>Those of as many days before.</summary>
    public required FirstReplies RepliesBefore { get; init; }

    /// <summary>Orders with a parcel in trouble.</summary>
    public required IReadOnlyDictionary<ParcelTrouble, long> Troubles { get; init; }

    /// <summary>Orders that are still to be fetched: their parcels may stand otherwise than we know.</summary>
    public required long Awaited { get; init; }

    public required SyncFailures Failures { get; init; }

    /// <summary>What there is to set up; null for whoever cannot.</summary>
    public required StepList? Steps { get; init; }

    public long TroubledOrders => Troubles.Values.Sum();

    public long TroublesOf(ParcelTrouble trouble) => Troubles.GetValueOrDefault(trouble);
}

/// <summary>What there is to set up.</summary>
/// <param name="Steps">Each step, in the order in which one does them.</param>
/// <param name="AreHidden">The shop has put the list away.</param>
internal sealed record StepList(IReadOnlyList<Step> Steps, bool AreHidden)
{
    public int Done => Steps.Count(step => step.IsDone);

    /// <summary>Nothing is left to do.</summary>
    public bool IsOver => Done == Steps.Count;
}

/// <summary>One thing to set up.</summary>
/// <param name="Name">The part of its text keys: a title, <c>.text</c>, and with an address <c>.do</c>.</param>
/// <param name="IsDone">Whether it is.</param>
/// <param name="Address">Where one does it; null where there is nothing to press.</param>
internal sealed record Step(string Name, bool IsDone, string? Address);

/// <summary>Which orders have a delivery problem.</summary>
internal sealed record ParcelsPage
{
    /// <inheritdoc cref="HomePage.EventNumber"/>
    public required long EventNumber { get; init; }

    public required IReadOnlyList<TroubledParcel> Parcels { get; init; }

    /// <inheritdoc cref="HomePage.Awaited"/>
    public required long Awaited { get; init; }

    /// <summary>Where it is answered: the customer's newest conversation, or what the search knows of the order.</summary>
    public static string AddressOf(TroubledParcel parcel) => parcel.ConversationId is { } conversation
        ? $"/inbox/{conversation}?view=all"
        : $"/search?q={Uri.EscapeDataString(parcel.OrderName)}";

    /// <summary>There are more than are shown.</summary>
    public required bool IsCut { get; init; }
}

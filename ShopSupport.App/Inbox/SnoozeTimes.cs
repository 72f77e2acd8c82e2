using System.Globalization;
using ShopSupport.App.SignIn;

namespace ShopSupport.App.Inbox;

/// <summary>The times until which a conversation can be put aside: a few to choose from, or any.</summary>
public sealed class SnoozeTimes(CurrentAgent agent, TimeProvider clock)
{
    /// <summary>How the field of a form writes a local time.</summary>
    internal const string LocalPattern = "yyyy-MM-dd'T'HH:mm";

    private const int Morning = 9;
    private const int Evening = 18;
    private const int EveningEndsAt = 16;

    private DateTime Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), agent.Zone).DateTime;

    /// <summary>The choices that fit now, soonest first, each by its key.</summary>
    internal IEnumerable<(string Key, DateTimeOffset At)> Choices =>
        from key in (string[])["hours", "evening", "tomorrow", "monday", "week"]
        where key switch { "evening" => Now.Hour < EveningEndsAt, "monday" => Now.DayOfWeek != DayOfWeek.Sunday, _ => true }
        select (key, Chosen(key)!.Value);

    /// <summary>What a field for a time of one's own begins with.</summary>
    internal string Suggested => Now.Date.AddDays(1).AddHours(Morning).ToString(LocalPattern, CultureInfo.InvariantCulture);

    /// <summary>What a choice means at this moment, however long its menu stood open; null for no choice.</summary>
    internal DateTimeOffset? Chosen(string? key) => key switch
    {
        "hours" => clock.GetUtcNow().AddHours(3),
        "evening" => At(Now.Date.AddHours(Evening)),
        "tomorrow" => At(Now.Date.AddDays(1).AddHours(Morning)),
        "monday" => At(Now.Date.AddDays(1 + (((int)DayOfWeek.Monday - (int)Now.AddDays(1).DayOfWeek + 7) % 7)).AddHours(Morning)),
        "week" => At(Now.Date.AddDays(7).AddHours(Morning)),
        _ => null,
    };

    /// <summary>A choice's key, or a local time of the shop as a form's field writes it; null for anything else.</summary>
    internal DateTimeOffset? Read(string? text) => Chosen(text) ?? ReadLocal(text);

    private DateTimeOffset? ReadLocal(string? text)
    {
        // At the edge of the calendar no zone has its instant.
        return DateTime.TryParseExact(text, [LocalPattern, "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year is > 1900 and < 9000 ? At(local) : null;
    }

    // The hour that a clock leaves out in spring is the one behind it.
    private DateTimeOffset At(DateTime local)
    {
        var valid = agent.Zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(valid, agent.Zone.GetUtcOffset(valid)).ToUniversalTime();
    }
}

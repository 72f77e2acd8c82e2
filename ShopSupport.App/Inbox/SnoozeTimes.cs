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

    /// <summary>The choices, soonest first, each with its text key.</summary>
    internal IReadOnlyList<(string TextKey, DateTimeOffset At)> Choices
    {
        get
        {
            var now = clock.GetUtcNow();
            var today = TimeZoneInfo.ConvertTime(now, agent.Zone).Date;
            var monday = today.AddDays(1 + (((int)DayOfWeek.Monday - (int)today.AddDays(1).DayOfWeek + 7) % 7));
            var choices = new List<(string, DateTimeOffset)> { ("snooze.hours", now.AddHours(3)) };
            if (TimeZoneInfo.ConvertTime(now, agent.Zone).Hour < EveningEndsAt)
            {
                choices.Add(("snooze.evening", At(today.AddHours(Evening))));
            }

            choices.Add(("snooze.tomorrow", At(today.AddDays(1).AddHours(Morning))));
            if (monday != today.AddDays(1))
            {
                choices.Add(("snooze.monday", At(monday.AddHours(Morning))));
            }

            choices.Add(("snooze.week", At(today.AddDays(7).AddHours(Morning))));
            return choices;
        }
    }

    /// <summary>What a field for a time of one's own begins with.</summary>
    internal string Suggested => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), agent.Zone).Date.AddDays(1).AddHours(Morning).ToString(LocalPattern, CultureInfo.InvariantCulture);

    /// <summary>Reads Unix milliseconds, or a local time of the shop as a form's field writes it; null for anything else.</summary>
    internal DateTimeOffset? Read(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

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

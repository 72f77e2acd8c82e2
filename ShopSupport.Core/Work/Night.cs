using ShopSupport.Core.Values;

namespace ShopSupport.Core.Work;

/// <summary>The hours in which nobody in a shop works.</summary>
internal static class Night
{
    private const int FirstHour = 2;
    private const int Minutes = 180;

    /// <summary>The shop's next time between two and five at night in its own time zone; each shop has its minute. UTC without a zone.</summary>
    public static DateTimeOffset After(DateTimeOffset now, string? timeZone, ShopId shopId)
    {
        var zone = timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var night = local.Date.AddHours(FirstHour).AddMinutes(shopId.Value % Minutes);
        night = night > local ? night : night.AddDays(1);
        // The hour that a clock leaves out in spring.
        night = zone.IsInvalidTime(night) ? night.AddHours(1) : night;
        var instant = new DateTimeOffset(night, zone.GetUtcOffset(night)).ToUniversalTime();
        // In autumn one reading of the clock comes twice, and the first may be over.
        return instant > now ? instant : instant.AddHours(1);
    }
}

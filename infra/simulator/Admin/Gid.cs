using System.Globalization;

namespace ShopSupport.Simulator.Admin;

/// <summary>Shopify's global ids.</summary>
internal static class Gid
{
    private const string Start = "gid://shopify/";

    public static bool Is(string text) => text.StartsWith(Start, StringComparison.Ordinal);

    public static string Of(string type, long id) => string.Create(CultureInfo.InvariantCulture, $"{Start}{type}/{id}");

    /// <summary>What a global id is of; null when it is none. An inventory level's ends in <c>?inventory_item_id=</c>, which is left out here.</summary>
    public static (string Type, long Id)? Read(string gid)
    {
        if (!gid.StartsWith(Start, StringComparison.Ordinal) || gid[Start.Length..].Split('?')[0].Split('/') is not [{ Length: > 0 } type, var number])
        {
            return null;
        }

        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (type, id) : null;
    }

    /// <summary>The number of an id of that type; null when it is of another.</summary>
    public static long? Read(string gid, string type) =>
        Read(gid) is { } read && string.Equals(read.Type, type, StringComparison.Ordinal) ? read.Id : null;

    /// <summary>The item of an inventory level's id.</summary>
    public static long? ReadItem(string gid) =>
        gid.Split("?inventory_item_id=") is [_, var item] && long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

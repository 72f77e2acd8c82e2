using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using ShopSupport.App.Shared;

namespace ShopSupport.Tests.App;

public sealed partial class IconsTests
{
    [Fact]
    public void Every_drawing_that_is_kept_is_used_and_stands_in_the_sprite_once()
    {
        var used = typeof(Icons).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(IHtmlContent) && property.Name is not nameof(Icons.Sprite))
            .Select(property => Used().Match(property.GetValue(null)!.ToString()!).Groups["name"].Value).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(Icons.Symbols.Keys.Order(StringComparer.Ordinal), used.Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(used, Symbol().Matches(Icons.Sprite.ToString()!).Select(m => m.Groups["name"].Value).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_page_holds_each_drawing_once_and_names_it_where_it_is_shown()
    {
        await using var desk = await DeskHost.StartAsync();

        var page = await desk.Client.GetStringAsync("/inbox");
        var list = await desk.Client.GetStringAsync("/inbox/rows?view=all");

        Assert.Equal(Icons.Symbols.Count, Symbol().Count(page));
        Assert.All(Used().Matches(page).Select(m => m.Groups["name"].Value), name => Assert.Contains(name, Icons.Symbols.Keys, StringComparer.Ordinal));
        Assert.Equal(0, Symbol().Count(list));
    }

    [GeneratedRegex("<use href='#(?<name>\\w+)'/>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Used();

    [GeneratedRegex("<symbol id=\"(?<name>\\w+)\" viewBox", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Symbol();
}

using System.Text.RegularExpressions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests;

/// <summary>The plan of the house, held to.</summary>
public sealed partial class HouseRulesTests
{
    // Each folder of Core knows only those before it.
    private static readonly string[] Floors =
    [
        "Values", "Storage", "Events", "Queue", "Sync", "Shopify", "Shops", "Agents", "Customers", "Orders", "Inventory",
        "Subscriptions", "Channels", "Inbox", "Panel",
    ];

    [Fact]
    public void No_folder_of_core_knows_one_above_it()
    {
        var wrong = new List<string>();
        foreach (var file in SourceFile.Files("ShopSupport.Core", "*.cs").Where(file => file.Folder.Length > 0))
        {
            var own = Array.IndexOf(Floors, file.Folder);
            Assert.True(own >= 0, $"{file.Folder} has no floor.");
            wrong.AddRange(CoreFolder().Matches(file.Text).Select(match => match.Groups["folder"].Value)
                .Where(other => Array.IndexOf(Floors, other) > own)
                .Select(other => $"{file.Path} knows {other}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_apps_folders_are_named_after_what_is_in_them()
    {
        string[] refused = ["Shared", "Common", "Helpers", "Utils", "Services", "Models", "Views", "Controllers"];

        var folders = SourceFile.Files("ShopSupport.App", "*").SelectMany(file => file.Path.Split(Path.DirectorySeparatorChar)[1..^1]).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.Contains("Inbox", folders);
        Assert.DoesNotContain(refused, folders.Contains);
    }

    // Of a using, or of a name written in full.
    [GeneratedRegex(@"(?<!namespace )ShopSupport\.Core\.(?<folder>\w+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CoreFolder();
}

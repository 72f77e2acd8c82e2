using System.Text.RegularExpressions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests;

/// <summary>The plan of the house, held to.</summary>
public sealed partial class HouseRulesTests
{
    // Each folder of Core knows only those before it.
    private static readonly string[] Floors =
    [
        "Values", "Storage", "Events", "Queue", "Work", "Sync", "Shopify", "Shops", "Agents", "Customers", "Orders", "Inventory",
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

    // Of a using, or of a name written in full.
    [GeneratedRegex(@"(?<!namespace )ShopSupport\.Core\.(?<folder>\w+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CoreFolder();
}

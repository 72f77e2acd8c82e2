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

    [Fact]
    public void The_apps_folders_are_named_after_what_is_in_them()
    {
        string[] refused = ["Shared", "Common", "Helpers", "Utils", "Services", "Models", "Views", "Controllers"];

        var folders = SourceFile.Files("ShopSupport.App", "*").SelectMany(file => file.Path.Split(Path.DirectorySeparatorChar)[1..^1]).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.Contains("Inbox", folders);
        Assert.DoesNotContain(refused, folders.Contains);
    }

    [Fact]
    public void Only_storage_knows_the_engines()
    {
        var wrong = Code().Where(file => !(file.Folder is "Storage" && file.Path.StartsWith("ShopSupport.Core", StringComparison.Ordinal)))
            .Where(file => EngineBranch().IsMatch(file.Text)).Select(file => file.Path);

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_name_says_nothing()
    {
        var wrong = Code().Concat(SourceFile.Files("ShopSupport.Tests", "*.cs")).Concat(SourceFile.Files("infra", "*.cs"))
            .SelectMany(file => EmptyName().Matches(file.Text).Select(match => $"{file.Path}: {match.Groups["name"].Value}"));

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_file_is_too_long_to_read()
    {
        var wrong = Code().Concat(SourceFile.Files("ShopSupport.Tests", "*.cs")).Concat(SourceFile.Files("infra", "*.cs"))
            .Select(file => (file.Path, Lines: file.Text.Count(c => c == '\n')))
            .Where(file => file.Lines > MostLines(Path.GetFileName(file.Path)))
            .Select(file => $"{file.Path} has {file.Lines} lines");

        Assert.Empty(wrong);
    }

    private static int MostLines(string file) => file switch
    {
        "Program.cs" => 40,
        _ when file.EndsWith("Controller.cs", StringComparison.Ordinal) => 150,
        _ => 250,
    };

    private static IEnumerable<SourceFile> Code() =>
        from project in (string[])["ShopSupport.Core", "ShopSupport.App", "ShopSupport.Webhooks"]
        from file in SourceFile.Files(project, "*.cs")
        select file;

    // The settings name an engine; nobody else asks which one it is.
    [GeneratedRegex(@"\bDatabaseProvider\.|\bProvider (==|!=|is|switch) .*\b(Sqlite|SqlServer)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EngineBranch();

    [GeneratedRegex(
        @"\b(class|record|struct|interface|enum) (?<name>(?!CoreServices\b)\w*(Manager|Helper|Helpers|Util|Utils|Service|Services|Impl|Base|Data|Info))\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyName();

    // Of a using, or of a name written in full.
    [GeneratedRegex(@"(?<!namespace )ShopSupport\.Core\.(?<folder>\w+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CoreFolder();
}

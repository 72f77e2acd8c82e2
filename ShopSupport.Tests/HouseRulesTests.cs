using System.Text.RegularExpressions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests;

/// <summary>The plan of the house, held to.</summary>
public sealed partial class HouseRulesTests
{
    // Each folder of Core knows only those before it.
    internal static readonly string[] Floors =
    [
        "Values", "Storage", "Events", "Queue", "Work", "Sync", "Shopify", "Shops", "Audit", "Agents", "Customers", "Orders", "Inventory",
        "Subscriptions", "Channels", "Inbox", "Panel", "Search", "Purge", "Import", "Reconcile", "Actions", "Insights",
    ];

    [Fact]
    public void No_folder_of_core_knows_one_above_it()
    {
        var known = Folders.Known("ShopSupport.Core");

        Assert.Empty(known.Select(k => k.Knows).Concat(known.Select(k => k.Folder)).Except(Floors, StringComparer.Ordinal));
        Assert.DoesNotContain(known, k => Array.IndexOf(Floors, k.Knows) > Array.IndexOf(Floors, k.Folder));
    }

    [Theory]
    [InlineData("ShopSupport.App")]
    [InlineData("ShopSupport.Webhooks")]
    public void No_folder_of_a_host_knows_one_that_knows_it(string project)
    {
        var known = Folders.Known(project);

        Assert.NotEmpty(known);
        Assert.Empty(Folders.Circle(known));
    }

    [Theory]
    [InlineData("ShopSupport.Core")]
    [InlineData("ShopSupport.Webhooks")]
    public void What_runs_in_production_alone_does_not_know_the_simulator(string project) => Assert.DoesNotContain(
        SourceFile.Files(project, "*.cs").Concat(SourceFile.Files(project, "*.csproj")),
        file => file.Text.Contains("Simulator", StringComparison.Ordinal));

    [Fact]
    public void A_circle_of_folders_is_found()
    {
        FolderKnowledge[] known = [new("A", "B", "1"), new("B", "C", "2"), new("C", "B", "3"), new("C", "D", "4")];

        Assert.Equal(["B", "C"], Folders.Circle(known));
        Assert.Empty(Folders.Circle(known[..2]));
    }

    [Theory]
    [InlineData("using ShopSupport.Core.Inbox;", true)]
    [InlineData("ShopSupport.Core.Inbox.Conversation.Of(1)", true)]
    [InlineData("private Inbox.Conversation _last;", true)]
    [InlineData("namespace ShopSupport.Core.Inbox;", false)]
    [InlineData("// Inbox.Conversation", false)]
    [InlineData("page.Inbox.Count", false)]
    [InlineData("Inbox.Anything", false)]
    public void A_name_of_another_folder_is_seen_however_it_is_written(string text, bool isSeen) => Assert.Equal(
        isSeen,
        Folders.KnownBy("ShopSupport.Core", new SourceFile("x.cs", "Orders", text), new Dictionary<string, string>(StringComparer.Ordinal) { ["Conversation"] = "Inbox" })
            .Contains("Inbox", StringComparer.Ordinal));

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
        from project in (string[])["ShopSupport.Core", "ShopSupport.App", "ShopSupport.Webhooks", "infra/simulator"]
        from file in SourceFile.Files(project, "*.cs")
        select file;

    // The settings name an engine; nobody else asks which one it is.
    [GeneratedRegex(@"\bDatabaseProvider\.|\bProvider (==|!=|is|switch) .*\b(Sqlite|SqlServer)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EngineBranch();

    [GeneratedRegex(
        @"\b(class|record|struct|interface|enum) (?<name>(?!CoreServices\b)\w*(Manager|Helper|Helpers|Util|Utils|Service|Services|Impl|Base|Data|Info))\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyName();
}

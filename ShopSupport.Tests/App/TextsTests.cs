using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using ShopSupport.App.Words;

namespace ShopSupport.Tests.App;

public sealed partial class TextsTests
{
    // Families that Core names, in what an action does.
    private static readonly string[] PassedOn = ["language."];

    [Fact]
    public void Both_languages_have_the_same_keys_and_the_same_places()
    {
        var (english, japanese) = (Load("en"), Load("ja"));

        Assert.True(english.Count > 200);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), japanese.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.True(english.All(pair => Places(pair.Value).SequenceEqual(Places(japanese[pair.Key]), StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_key_that_a_page_names_exists()
    {
        var keys = Load("en");
        var named = Sources().SelectMany(text => Named().Matches(text)).Select(match => match.Groups["key"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(named.Count > 100);
        Assert.DoesNotContain(named, key => !keys.ContainsKey(key));
    }

    [Fact]
    public void Every_key_is_named_by_a_page_or_belongs_to_a_family_that_one_names()
    {
        var source = string.Join('\n', Sources());
        var families = Family().Matches(source).Select(match => match.Groups["family"].Value)
            .Concat(Worded().Matches(source).Select(match => $"{match.Groups["family"].Value}."))
            .Concat(PassedOn).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Load("en").Keys, key => !source.Contains($"\"{key}\"", StringComparison.Ordinal) && !families.Any(family => key.StartsWith(family, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_family_of_keys_covers_its_enum()
    {
        var keys = Load("ja");
        var wanted = Of<Core.Inbox.InboxView>("view").Concat(Of<Core.Channels.Channel>("channel")).Concat(Of<Core.Inbox.ConversationStatus>("status"))
            .Concat(Of<Core.Sync.DeliveryOutcome>("outcome")).Concat(Of<ShopSupport.App.Inbox.Deed>("act"))
            .Concat(Of<Core.Sync.HappeningKind>("happened"))
            .Concat(Of<Core.Inbox.InboxView>("empty").SelectMany(key => new[] { key + ".title", key + ".text" }))
            .Concat(new[] { "placed", "shipped", "delivered", "failed", "refunded", "cancelled" }.Select(what => "event." + what));

        Assert.DoesNotContain(wanted, key => !keys.ContainsKey(key));
    }

    private static IEnumerable<string> Of<T>(string family)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => $"{family}.{Core.Storage.EnumKeys.ToKey(value)}");

    private static Dictionary<string, string> Load(string language) =>
        Texts.Resources.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: language is "en")!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static List<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ShopSupport.sln")))
        {
            folder = folder.Parent;
        }

        return Directory.EnumerateFiles(Path.Combine(folder.FullName, "ShopSupport.App"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(File.ReadAllText);
    }

    [GeneratedRegex("""(?:T|texts)(?:\.Of)?[\[(]"(?<key>[a-z0-9_.]+)"[\]),]""", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex Named();

    [GeneratedRegex("""\$"(?<family>[a-z_]+\.[a-z_.]*)\{""", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex Family();

    [GeneratedRegex("""Word\("(?<family>[a-z_]+)["]""", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex Worded();

    [GeneratedRegex(@"\{[0-9]\}", RegexOptions.None, -1)]
    private static partial Regex Place();
}

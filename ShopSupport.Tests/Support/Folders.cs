using System.Text.RegularExpressions;

namespace ShopSupport.Tests.Support;

/// <summary>A folder of a project names something of another.</summary>
internal sealed record FolderKnowledge(string Folder, string Knows, string Path);

/// <summary>Which folders of a project know which.</summary>
internal static partial class Folders
{
    /// <summary>All that the files of a project's folders name of its other folders. Files at its top put it together, and are left out.</summary>
    public static IReadOnlyList<FolderKnowledge> Known(string project)
    {
        var files = SourceFile.Files(project, "*.cs").Concat(SourceFile.Files(project, "*.cshtml")).Where(file => file.Folder.Length > 0).ToList();
        var types = files.SelectMany(file => Declared().Matches(file.Text).Select(match => (Type: match.Groups["type"].Value, file.Folder)))
            .DistinctBy(t => t.Type, StringComparer.Ordinal).ToDictionary(t => t.Type, t => t.Folder, StringComparer.Ordinal);
        return
        [
            .. from file in files
               from other in KnownBy(project, file, types)
               where !string.Equals(other, file.Folder, StringComparison.Ordinal)
               select new FolderKnowledge(file.Folder, other, file.Path),
        ];
    }

    /// <summary>The folders that one file names: by using one, by a type's name behind its folder's, or, in a view, by the type alone.</summary>
    public static IReadOnlySet<string> KnownBy(string project, SourceFile file, IReadOnlyDictionary<string, string> types)
    {
        var text = Comment().Replace(file.Text, "");
        var named = Full(project).Matches(text).Select(match => match.Groups["folder"].Value);
        var partly = Partly().Matches(text).Where(match => types.TryGetValue(match.Groups["type"].Value, out var folder)
            && string.Equals(folder, match.Groups["folder"].Value, StringComparison.Ordinal)).Select(match => match.Groups["folder"].Value);
        // Every view uses every folder: what it names counts.
        var inView = file.Path.EndsWith(".cshtml", StringComparison.Ordinal)
            ? Word().Matches(text).Select(match => types.GetValueOrDefault(match.Value)).OfType<string>()
                .Concat(OtherView().Matches(text).Select(match => match.Groups["folder"].Value))
            : [];
        return named.Concat(partly).Concat(inView).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The folders that know each other round in a circle, or stand between two that do; empty when there is none.</summary>
    public static IReadOnlyList<string> Circle(IReadOnlyList<FolderKnowledge> known)
    {
        // Who knows nobody, or is known by nobody, is in no circle.
        var left = known.ToList();
        while (left.RemoveAll(k => !left.Exists(o => Is(o.Folder, k.Knows)) || !left.Exists(o => Is(o.Knows, k.Folder))) > 0)
        {
        }

        return [.. left.Select(k => k.Folder).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    // Of a using, or of a name written in full.
    private static Regex Full(string project) => new(
        $@"(?<!namespace ){Regex.Escape(project)}\.(?<folder>[A-Z]\w*)(?=\.|;)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"(?<![\w.])(?<folder>[A-Z]\w*)\.(?<type>[A-Z]\w*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Partly();

    [GeneratedRegex(@"^(public |internal )?((sealed|static|abstract|partial|readonly) )*(class|interface|enum|record|record struct|struct|delegate [\w<>]+) (?<type>[A-Z]\w*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Declared();

    [GeneratedRegex(@"(?<![\w.\-""'/])[A-Z]\w*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"~/(?<folder>[A-Z]\w*)/", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OtherView();

    [GeneratedRegex(@"//.*$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex Comment();
}

namespace ShopSupport.Tests.Support;

/// <summary>One source file of the house.</summary>
/// <param name="Path">Its path below the repository.</param>
/// <param name="Folder">The first folder below its project; empty at the project's top.</param>
/// <param name="Text">What it holds.</param>
internal sealed record SourceFile(string Path, string Folder, string Text)
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "lib"];

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    public static IEnumerable<SourceFile> Files(string project, string pattern) =>
        from path in Directory.EnumerateFiles(System.IO.Path.Combine(Root, project), pattern, SearchOption.AllDirectories)
        let below = System.IO.Path.GetRelativePath(System.IO.Path.Combine(Root, project), path).Split(System.IO.Path.DirectorySeparatorChar)
        where !below.Intersect(Made, StringComparer.Ordinal).Any()
        select new SourceFile(System.IO.Path.GetRelativePath(Root, path), below.Length > 1 ? below[0] : "", File.ReadAllText(path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}

namespace ShopSupport.Tests.Replay;

/// <summary>A test over public payloads that are not part of the project; skipped, and said so, where the folder is absent.</summary>
internal sealed class PublicPayloadsFactAttribute : FactAttribute
{
    public static readonly string? Folder = Find();

    public PublicPayloadsFactAttribute() =>
        Skip = Folder is null ? "There is no folder shared/data/webhooks beside the project." : null;

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", "webhooks");
            if (File.Exists(Path.Combine(folder, "INDEX.csv")))
            {
                return folder;
            }
        }

        return null;
    }
}

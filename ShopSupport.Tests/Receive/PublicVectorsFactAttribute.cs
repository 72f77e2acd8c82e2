namespace ShopSupport.Tests.Receive;

/// <summary>A fact about published signatures; skipped where their file is not beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublicVectorsFactAttribute : FactAttribute
{
    private const string File = "shared/data/webhooks/hmac-vectors__goshopify.json";

    public PublicVectorsFactAttribute() => Skip = Path is null ? $"There is no {File} beside the repository." : null;

    /// <summary>The file; null when it is not there.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, File);
            if (System.IO.File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}

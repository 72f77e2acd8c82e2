using System.Reflection;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>
/// Where a program's appsettings.json and wwwroot are, whichever folder it is started in: in the project that it was built
/// in, or else, once published, beside it. Paths in settings and arguments stay relative to where it is started.
/// </summary>
internal static class ProgramFolder
{
    /// <summary>The words of the command line behind the one that names the folder, so that they may name another.</summary>
    public static string[] Before(string[] args) => ["--contentRoot", Find(), .. args];

    private static string Find()
    {
        var project = $"{Assembly.GetEntryAssembly()?.GetName().Name}.csproj";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, project)))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}

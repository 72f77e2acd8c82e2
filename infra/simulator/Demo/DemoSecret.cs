using System.Security.Cryptography;
using ShopSupport.Core.Storage;

namespace ShopSupport.Simulator.Demo;

/// <summary>The demo shop's signing secret: 32 random bytes in hex, kept in the data directory.</summary>
internal static class DemoSecret
{
    private const string FileName = "demo-secret.txt";

    /// <exception cref="SettingException">The directory cannot be written.</exception>
    public static string ReadOrMake(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            Directory.CreateDirectory(directory);
            if (!File.Exists(path))
            {
                Make(path);
            }

            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"Data:Directory cannot be written: {e.Message}", e);
        }
    }

    // Written beside and moved into place, so that a second process never reads half of it and the first one wins.
    private static void Make(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}

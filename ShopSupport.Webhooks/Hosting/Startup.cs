using Microsoft.AspNetCore.Connections;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>Starts a host, and says in one sentence why it could not.</summary>
internal static class Startup
{
    public static async Task<int> RunAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (SettingException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"--urls: {e.Message.TrimEnd('.')}; another program listens there.");
        }

        return 1;
    }
}

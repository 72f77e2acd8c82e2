using System.Diagnostics;

namespace ShopSupport.Bench.Receive;

/// <summary>One of the measured servers, running.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address, string directory)
    {
        _process = process;
        Address = address;
        Directory = directory;
    }

    public Uri Address { get; }

    private string Directory { get; }

    /// <summary>The process's memory now, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The processor time it has used so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The size of its queue's files, in bytes.</summary>
    public long QueueFiles => new DirectoryInfo(Directory).GetFiles("queue.db*").Sum(file => file.Length);

    public static async Task<ServerProcess> StartAsync(string kind, string parent)
    {
        var directory = Path.Combine(parent, $"{kind}-{Guid.NewGuid():N}");
        System.IO.Directory.CreateDirectory(directory);
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve", kind, directory])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new IOException($"The server '{kind}' did not start.");
        return new ServerProcess(process, new Uri(address), directory);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ShopSupport.Bench.Queue;

/// <summary>Azurite with an account, a folder and ports of its own.</summary>
internal sealed class StorageServer : IAsyncDisposable
{
    private const string Account = "bench";

    // The server ends when the pipe closes, also when this process is killed.
    private const string UntilClosed = "\"$@\" & read -r _; kill -KILL $!; wait $!";

    private readonly Process _process;

    private StorageServer(Process process, string connectionString)
    {
        _process = process;
        ConnectionString = connectionString;
    }

    /// <summary>The program, or null when it is not installed.</summary>
    public static string? Program { get; } = Find();

    public string ConnectionString { get; }

    public static async Task<StorageServer> StartAsync(string program, string folder)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var ports = FreePorts(3);
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{key}";
        string[] arguments =
        [
            "-c", UntilClosed, "sh", program, "--location", Path.Combine(folder, "azurite"), "--disableTelemetry", "--silent",
            "--blobPort", ports[0], "--queuePort", ports[1], "--tablePort", ports[2],
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        var process = Process.Start(start)!;
        for (var listening = 0; listening < ports.Length;)
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new IOException("Azurite did not start.");
            listening += line.Contains("successfully listen", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return new StorageServer(
            process,
            $"AccountName={Account};AccountKey={key};BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("AZURITE") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        var above = new DirectoryInfo(AppContext.BaseDirectory);
        for (; above is not null; above = above.Parent)
        {
            var program = Path.Combine(above.FullName, "node_modules", ".bin", "azurite");
            if (File.Exists(program))
            {
                return program;
            }
        }

        return null;
    }

    private static string[] FreePorts(int count)
    {
        // Held together until all are known, so that they differ.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, l => l.Start());
        var ports = Array.ConvertAll(listeners, l => ((IPEndPoint)l.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        Array.ForEach(listeners, l => l.Dispose());
        return ports;
    }
}

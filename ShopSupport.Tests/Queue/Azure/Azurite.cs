using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ShopSupport.Tests.Queue.Azure;

/// <summary>A storage server of its own: own ports, own folder, own accounts, and it ends with the tests.</summary>
public sealed class Azurite : IAsyncLifetime, IDisposable
{
    private const int Accounts = 100;

    // The server ends by the signal that is written here, or at once when the pipe closes, as when this process is killed.
    private const string UntilToldToEnd = "\"$@\" & read -r signal; kill -\"${signal:-KILL}\" $!; wait $!";

    private static readonly string Key = Convert.ToBase64String(SHA512.HashData("a test's account key"u8));

    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-azurite-").FullName;
    private readonly int[] _ports = FreePorts(3);
    private Process? _process;
    private int _lastAccount;

    /// <summary>The program, or null when it is not installed.</summary>
    public static string? Program { get; } = Find();

    public Task InitializeAsync() => StartAsync();

    /// <summary>Where an account's queues and blobs are.</summary>
    public (Uri Queue, Uri Blob) Endpoints(string account, string scheme = "http") =>
        (new Uri($"{scheme}://127.0.0.1:{_ports[1]}/{account}/"), new Uri($"{scheme}://127.0.0.1:{_ports[0]}/{account}/"));

    /// <summary>An account that no other test uses, with its key.</summary>
    public string NextAccount() => Connection(NextName(), $"AccountKey={Key}");

    /// <summary>An account as <see cref="NextAccount"/>, with a key that is not its own.</summary>
    public string NextAccountWithWrongKey() =>
        Connection(NextName(), $"AccountKey={Convert.ToBase64String(SHA512.HashData("another key"u8))}");

    /// <summary>
    /// An account with a shared access signature in place of its key:
    /// https://learn.microsoft.com/rest/api/storageservices/create-account-sas
    /// </summary>
    public string NextAccountWithSignature(string permissions)
    {
        var account = NextName();
        const string Version = "2024-11-04", Services = "bq", Kinds = "sco", Until = "2099-01-01T00:00:00Z";
        var text = $"{account}\n{permissions}\n{Services}\n{Kinds}\n\n{Until}\n\nhttps,http\n{Version}\n\n";
        var signature = HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text));
        return Connection(account, $"SharedAccessSignature=sv={Version}&ss={Services}&srt={Kinds}&sp={permissions}"
            + $"&se={Uri.EscapeDataString(Until)}&spr=https,http&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}");
    }

    /// <summary>Starts it, again on the same ports and folder after <see cref="Stop"/>.</summary>
    public async Task StartAsync(params string[] more)
    {
        // The classes that use it are skipped then; the fixture is made all the same.
        if (Program is null)
        {
            return;
        }

        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(i => $"{Name(i)}:{Key}"));
        string[] arguments = ["-c", UntilToldToEnd, "sh", Program, "--location", _folder, "--disableTelemetry", "--silent", .. more];
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach (var (service, port) in new[] { "blob", "queue", "table" }.Zip(_ports))
        {
            start.ArgumentList.Add($"--{service}Port");
            start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        }

        _process = Process.Start(start)!;
        var errors = _process.StandardError.ReadToEndAsync();
        var listening = 0;
        while (listening < _ports.Length)
        {
            var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"Azurite ended: {await errors}");
            listening += line.Contains("successfully listen", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        _ = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Ends the server as an operator would, so that it writes down what it holds.</summary>
    public void Stop() => End("TERM\n");

    private void End(string signal)
    {
        if (_process is { } process)
        {
            process.StandardInput.Write(signal);
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }
    }

    public Task DisposeAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // At once: a server that is asked to end waits for its clients' idle connections.
        End("");
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("AZURITE") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "infra", "node_modules", ".bin", "azurite");
            if (File.Exists(program))
            {
                return program;
            }
        }

        return null;
    }

    private static int[] FreePorts(int count)
    {
        // Held together until all are known, so that they differ.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, l => l.Start());
        var ports = Array.ConvertAll(listeners, l => ((IPEndPoint)l.LocalEndpoint).Port);
        Array.ForEach(listeners, l => l.Dispose());
        return ports;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"account{number:000}");

    /// <summary>The name of an account that no other test uses.</summary>
    public string NextName() => Name(Interlocked.Increment(ref _lastAccount));

    private string Connection(string account, string credential)
    {
        var (queue, blob) = Endpoints(account);
        return $"AccountName={account};{credential};BlobEndpoint={blob};QueueEndpoint={queue}";
    }
}

/// <summary>The classes that share one server, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<Azurite>
{
    public const string Name = "Azurite";
}

/// <summary>Skips the contract's facts of a class when the server is not installed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : NeedsAttribute
{
    public override string? Missing => Azurite.Program is null ? "Azurite is not installed: run npm ci in infra, or name it in AZURITE." : null;
}

/// <summary>A fact that is skipped when the server is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = new NeedsAzuriteAttribute().Missing;
}

using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Queue.Azure;

/// <summary>Tokens against the server: it takes them over https only, and checks all of them but who signed.</summary>
public sealed class StorageTokenTests : IDisposable
{
    private const string Storage = "https://storage.azure.com";
    private const string Domain = "core.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-cert-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [AzuriteFact]
    public async Task A_token_for_storage_is_enough()
    {
        using var certificate = Certificate();
        using var azurite = await StartAsync(certificate);
        var queue = Queue(azurite, certificate, Storage);
        await queue.PrepareAsync(default);
        var sent = Deliveries.One(RandomNumberGenerator.GetBytes(100_000));

        await queue.SendAsync(sent, default);
        var taken = await queue.ReceiveAsync(1, TimeSpan.FromMinutes(5), default);
        await queue.DeleteAsync(taken, default);

        Assert.Equal(sent.WebhookId, Assert.Single(taken).Delivery.WebhookId);
        Assert.Equal(0, (await queue.CountAsync(default)).Waiting);
    }

    [AzuriteFact]
    public async Task A_token_for_something_else_is_named_at_the_start()
    {
        using var certificate = Certificate();
        using var azurite = await StartAsync(certificate);

        var refusal = await Assert.ThrowsAsync<SettingException>(
            () => Queue(azurite, certificate, "https://elsewhere.example").PrepareAsync(default));

        Assert.Contains("Queue:ConnectionString", refusal.Message, StringComparison.Ordinal);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=storage", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName($"*.queue.{Domain}");
        names.AddDnsName($"*.blob.{Domain}");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private async Task<Azurite> StartAsync(X509Certificate2 certificate)
    {
        var (cert, key) = (Path.Combine(_folder, "cert.pem"), Path.Combine(_folder, "key.pem"));
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var azurite = new Azurite();
        await azurite.StartAsync("--cert", cert, "--key", key, "--oauth", "basic");
        return azurite;
    }

    private static AzureQueue Queue(Azurite azurite, X509Certificate2 certificate, string audience)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(certificate);
        var account = azurite.NextName();
        var (queue, blob) = azurite.Endpoints(account);
        var handler = new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = trust },
            ConnectCallback = (to, cancel) => ConnectAsync(to.DnsEndPoint.Host.Contains(".queue.", StringComparison.Ordinal) ? queue.Port : blob.Port, cancel),
        };
        var connection = StorageConnection.Parse(
            $"https://{account}.queue.{Domain}",
            options => options.Transport = new HttpClientTransport(new HttpClient(handler)),
            new FixedToken(Token(audience)));
        return new AzureQueue(connection, TimeProvider.System, NullLogger<AzureQueue>.Instance);
    }

    // An account's two hosts, as a name server would tell them apart.
    private static async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static string Token(string audience)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new { aud = audience, iss = "https://sts.windows.net/tenant/", iat = now, nbf = now - 60, exp = now + 3600 };
        return $"{Part(new { alg = "HS256", typ = "JWT" })}.{Part(claims)}.{Base64Url.EncodeToString("unchecked"u8)}";
    }

    private static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}

/// <summary>A credential that always gives the same token, and keeps what it was asked for.</summary>
internal sealed class FixedToken(string token) : TokenCredential
{
    public string[] Scopes { get; private set; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Scopes = requestContext.Scopes;
        return new(token, DateTimeOffset.MaxValue);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}

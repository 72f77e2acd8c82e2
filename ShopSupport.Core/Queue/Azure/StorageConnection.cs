using System.Data.Common;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>
/// Where a storage account is and how to prove that one may use it, read from <c>Queue:ConnectionString</c>: a connection
/// string with an account key or a shared access signature, an account URL with a signature, or a bare https account URL
/// for Azure.Identity.
/// </summary>
internal sealed record StorageConnection
{
    // Public knowledge, not a secret: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    private const string DevelopmentAccount = "devstoreaccount1";
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string TokenScope = "https://storage.azure.com/.default";
    private const string Wanted = "Queue:ConnectionString must be a storage connection string, an account URL with a signature, or an https account URL";

    public required Uri QueueEndpoint { get; init; }

    public required Uri BlobEndpoint { get; init; }

    public required HttpPipelinePolicy Authentication { get; init; }

    /// <exception cref="SettingException">The text is none of the known forms.</exception>
    public static StorageConnection Parse(string text)
    {
        text = text.Trim();
        return text switch
        {
            "" => throw new SettingException($"{Wanted}, but it is empty."),
            _ when text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) => ParseUrl(text),
            _ when text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) => ParseUrl(text),
            _ => ParsePairs(text),
        };
    }

    private static StorageConnection ParseUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw new SettingException($"{Wanted}, but its URL cannot be read.");
        }

        var (queue, blob) = (Endpoint(url, "queue"), Endpoint(url, "blob"));
        if (url.Query.Length > 1)
        {
            return new() { QueueEndpoint = queue, BlobEndpoint = blob, Authentication = new SignaturePolicy(url.Query) };
        }

        // A token must never travel in the clear.
        return url.Scheme is "https"
            ? WithToken(queue, blob, new DefaultAzureCredential())
            : throw new SettingException("Queue:ConnectionString is an account URL without a signature, which works only over https.");
    }

    internal static StorageConnection WithToken(Uri queue, Uri blob, TokenCredential credential) => new()
    {
        QueueEndpoint = queue,
        BlobEndpoint = blob,
        Authentication = new BearerTokenAuthenticationPolicy(credential, TokenScope),
    };

    private static Uri Endpoint(Uri url, string service)
    {
        var labels = url.Host.Split('.');
        if (labels.Length < 3 || labels[1] is not ("queue" or "blob"))
        {
            throw new SettingException("Queue:ConnectionString is a URL whose host is not account.queue.…; "
                + "name QueueEndpoint and BlobEndpoint in a connection string instead.");
        }

        labels[1] = service;
        return new UriBuilder(url.Scheme, string.Join('.', labels), url.Port, "/").Uri;
    }

    private static StorageConnection ParsePairs(string text)
    {
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            // The reason would quote the text, and with it the key.
            throw new SettingException($"{Wanted}, but it cannot be read as one.");
        }

        if (Value(pairs, "UseDevelopmentStorage") is { } development)
        {
            return development.Equals("true", StringComparison.OrdinalIgnoreCase)
                ? Development(Value(pairs, "DevelopmentStorageProxyUri"))
                : throw new SettingException("Queue:ConnectionString sets UseDevelopmentStorage to something other than true.");
        }

        var queue = Endpoint(pairs, "Queue");
        var blob = Endpoint(pairs, "Blob");
        if (Value(pairs, "SharedAccessSignature") is { } signature)
        {
            return new() { QueueEndpoint = queue, BlobEndpoint = blob, Authentication = new SignaturePolicy(signature) };
        }

        return new() { QueueEndpoint = queue, BlobEndpoint = blob, Authentication = Key(pairs) };
    }

    private static SharedKeyPolicy Key(DbConnectionStringBuilder pairs)
    {
        var account = Value(pairs, "AccountName")
            ?? throw new SettingException("Queue:ConnectionString names no AccountName.");
        var key = Value(pairs, "AccountKey")
            ?? throw new SettingException("Queue:ConnectionString names neither AccountKey nor SharedAccessSignature.");
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length)
            ? new SharedKeyPolicy(account, bytes[..length])
            : throw new SettingException("Queue:ConnectionString has an AccountKey that is not base64.");
    }

    private static StorageConnection Development(string? proxy)
    {
        var host = proxy?.TrimEnd('/') ?? "http://127.0.0.1";
        return ParsePairs($"AccountName={DevelopmentAccount};AccountKey={DevelopmentKey};"
            + $"BlobEndpoint={host}:10000/{DevelopmentAccount};QueueEndpoint={host}:10001/{DevelopmentAccount}");
    }

    private static Uri Endpoint(DbConnectionStringBuilder pairs, string service)
    {
        var text = Value(pairs, service + "Endpoint");
        if (text is null)
        {
            var account = Value(pairs, "AccountName")
                ?? throw new SettingException($"Queue:ConnectionString names neither AccountName nor {service}Endpoint.");
            var suffix = Value(pairs, "EndpointSuffix") ?? "core.windows.net";
            var scheme = Value(pairs, "DefaultEndpointsProtocol") ?? "https";
            text = $"{scheme}://{account}.{(service is "Queue" ? "queue" : "blob")}.{suffix}";
        }

        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new SettingException($"Queue:ConnectionString gives no usable {service}Endpoint.");
    }

    private static string? Value(DbConnectionStringBuilder pairs, string key) =>
        pairs.TryGetValue(key, out var value) && value is string { Length: > 0 } text ? text : null;
}

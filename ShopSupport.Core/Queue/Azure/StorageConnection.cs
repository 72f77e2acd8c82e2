using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>
/// The storage account that <c>Queue:ConnectionString</c> names: by a connection string with an account key or a shared
/// access signature, by an account URL with a signature, or by a bare https account URL for Azure.Identity.
/// </summary>
internal sealed record StorageConnection(QueueServiceClient Queues, BlobServiceClient Blobs)
{
    // Neither package's own choice: the newest of them is one that Azurite, and an account in a national cloud, may not know yet.
    private const QueueClientOptions.ServiceVersion QueueVersion = QueueClientOptions.ServiceVersion.V2024_11_04;
    private const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions.ServiceVersion.V2024_11_04;
    private const string Wanted = "Queue:ConnectionString must be a storage connection string, an account URL with a signature, or an https account URL";

    /// <param name="text">The setting.</param>
    /// <param name="adapt">Changes how both clients send, after the house's own choice.</param>
    /// <param name="credential">Who asks for tokens at a bare account URL; <see cref="DefaultAzureCredential"/> unless given.</param>
    /// <exception cref="SettingException">The text is none of the known forms.</exception>
    public static StorageConnection Parse(string text, Action<ClientOptions>? adapt = null, TokenCredential? credential = null)
    {
        text = text.Trim();
        var queues = Patient(new QueueClientOptions(QueueVersion), adapt);
        var blobs = Patient(new BlobClientOptions(BlobVersion), adapt);
        return text switch
        {
            "" => throw new SettingException($"{Wanted}, but it is empty."),
            _ when text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) => AtUrl(text, queues, blobs, credential),
            _ when text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) => AtUrl(text, queues, blobs, credential),
            _ => OfPairs(text, queues, blobs),
        };
    }

    // A webhook's answer is due within five seconds.
    private static T Patient<T>(T options, Action<ClientOptions>? adapt)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(150);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        adapt?.Invoke(options);
        return options;
    }

    private static StorageConnection AtUrl(string text, QueueClientOptions queues, BlobClientOptions blobs, TokenCredential? credential)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw new SettingException($"{Wanted}, but its URL cannot be read.");
        }

        var (queue, blob) = (Endpoint(url, "queue"), Endpoint(url, "blob"));
        if (url.Query.Length > 1)
        {
            var signature = new AzureSasCredential(url.Query);
            return new(new QueueServiceClient(queue, signature, queues), new BlobServiceClient(blob, signature, blobs));
        }

        // A token must never travel in the clear.
        if (url.Scheme is not "https")
        {
            throw new SettingException("Queue:ConnectionString is an account URL without a signature, which works only over https.");
        }

        credential ??= new DefaultAzureCredential();
        return new(new QueueServiceClient(queue, credential, queues), new BlobServiceClient(blob, credential, blobs));
    }

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

    private static StorageConnection OfPairs(string text, QueueClientOptions queues, BlobClientOptions blobs)
    {
        if (Missing(text) is { } missing)
        {
            throw new SettingException($"Queue:ConnectionString names {missing}.");
        }

        try
        {
            var connection = new StorageConnection(new QueueServiceClient(text, queues), new BlobServiceClient(text, blobs));
            return IsWeb(connection.Queues.Uri) && IsWeb(connection.Blobs.Uri)
                ? connection
                : throw new SettingException("Queue:ConnectionString gives no usable QueueEndpoint or BlobEndpoint.");
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // The reason may quote the text, and with it the key.
            throw new SettingException($"{Wanted}, but it cannot be read as one.");
        }
    }

    // The clients take a text without these, or with empty ones, and fail later.
    private static string? Missing(string text)
    {
        var pairs = text.Split(';').Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries));
        var names = pairs.Where(pair => pair is [_, { Length: > 0 }]).Select(pair => pair[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names switch
        {
            _ when names.Contains("UseDevelopmentStorage") => null,
            _ when !names.Overlaps(["AccountKey", "SharedAccessSignature"]) => "neither AccountKey nor SharedAccessSignature",
            _ when !names.Contains("AccountName") && !names.IsSupersetOf(["QueueEndpoint", "BlobEndpoint"]) =>
                "neither AccountName nor both QueueEndpoint and BlobEndpoint",
            _ => null,
        };
    }

    private static bool IsWeb(Uri endpoint) => endpoint.Scheme is "http" or "https";
}

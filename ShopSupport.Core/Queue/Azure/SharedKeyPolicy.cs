using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>
/// Signs each try of a request with the account's key:
/// https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
/// </summary>
internal sealed class SharedKeyPolicy(string account, byte[] key) : HttpPipelineSynchronousPolicy
{
    // The order is the protocol's; Content-Length comes third and is written apart, because 0 is written as nothing.
    private static readonly string[] BeforeLength = ["Content-Encoding", "Content-Language"];

    private static readonly string[] AfterLength =
        ["Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range"];

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var now = TimeProvider.System.GetUtcNow();
        request.Headers.SetValue("x-ms-date", now.ToString("R", CultureInfo.InvariantCulture));
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(TextToSign(request))));
        request.Headers.SetValue("Authorization", $"SharedKey {account}:{signature}");
    }

    internal string TextToSign(Request request)
    {
        var text = new StringBuilder(request.Method.Method).Append('\n');
        AppendHeaders(text, request, BeforeLength);
        if (request.Content?.TryComputeLength(out var length) == true && length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{length}");
        }

        text.Append('\n');
        AppendHeaders(text, request, AfterLength);
        foreach (var header in request.Headers
            .Where(h => h.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .Select(h => (Name: h.Name.ToLowerInvariant(), h.Value))
            .OrderBy(h => h.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{header.Name}:{header.Value.Trim()}\n");
        }

        return AppendResource(text, request.Uri.ToUri()).ToString();
    }

    private static void AppendHeaders(StringBuilder text, Request request, string[] names)
    {
        foreach (var name in names)
        {
            text.Append(request.Headers.TryGetValue(name, out var value) ? value : "").Append('\n');
        }
    }

    private StringBuilder AppendResource(StringBuilder text, Uri url)
    {
        text.Append('/').Append(account).Append(url.AbsolutePath);
        var query = HttpUtility.ParseQueryString(url.Query);
        foreach (var name in query.AllKeys.OfType<string>().OrderBy(n => n.ToLowerInvariant(), StringComparer.Ordinal))
        {
            var values = (query.GetValues(name) ?? []).Order(StringComparer.Ordinal);
            text.Append('\n').Append(name.ToLowerInvariant()).Append(':').AppendJoin(',', values);
        }

        return text;
    }
}

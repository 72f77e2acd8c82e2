using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>Adds a shared access signature (<c>?sv=…&amp;sig=…</c>) to the address of each request.</summary>
internal sealed class SignaturePolicy(string signature) : HttpPipelineSynchronousPolicy
{
    private readonly KeyValuePair<string, string>[] _parameters = Read(signature);

    public override void OnSendingRequest(HttpMessage message)
    {
        // A second try carries it already.
        if (message.Request.Uri.Query.Contains("sig=", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var (name, value) in _parameters)
        {
            message.Request.Uri.AppendQuery(name, value);
        }
    }

    private static KeyValuePair<string, string>[] Read(string signature)
    {
        var query = HttpUtility.ParseQueryString(signature.TrimStart('?'));
        return [.. query.AllKeys.OfType<string>().Select(name => KeyValuePair.Create(name, query[name] ?? ""))];
    }
}

using System.Diagnostics;
using OpenTelemetry;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>
/// Lets out of a span only what is known to hold nothing of a person: no address with its query or its one-time link, no
/// text of SQL, no shop's name, no sentence of an error.
/// </summary>
internal sealed class KnownAttributes : BaseProcessor<Activity>
{
    private const string Own = "shopsupport.";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "http.request.resend_count", "url.scheme", "network.protocol.version", "error.type",
        "db.system", "db.system.name", "db.namespace", "db.operation.name", "db.response.status_code",
    };

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        foreach (var name in data.TagObjects.Select(tag => tag.Key).Where(name => !name.StartsWith(Own, StringComparison.Ordinal) && !Known.Contains(name)).ToList())
        {
            data.SetTag(name, value: null);
        }

        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }

        // SqlClient's summary is made of the statement's text.
        if (data.Kind is ActivityKind.Client && data.GetTagItem("db.system.name") is not null)
        {
            data.DisplayName = "sql";
        }
    }
}

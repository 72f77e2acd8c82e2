using System.Text;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Sync;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>Who may see the totals of all shops.</summary>
/// <param name="AreOpen">Everybody: where the shops are made up.</param>
internal sealed record TotalsOptions(bool AreOpen = false);

/// <summary>
/// <c>GET /health/sync</c>: the totals of all shops, for whoever can sign deliveries. A request without a body is signed
/// by its path.
/// </summary>
internal sealed class TotalsEndpoint(TotalsOptions options, WebhookSignature signature, SyncStore sync)
{
    public const string Path = "/health/sync";

    public static byte[] Signed { get; } = Encoding.UTF8.GetBytes(Path);

    public async Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancel) =>
        options.AreOpen || signature.Holds(Signed, request.Headers["X-Shopify-Hmac-Sha256"].ToString())
            ? Results.Json(await sync.TotalsOfAllAsync(cancel))
            : Results.Text("The signature is absent or does not fit the path.", statusCode: StatusCodes.Status401Unauthorized);
}

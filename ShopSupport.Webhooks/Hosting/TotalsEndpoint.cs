using System.Text;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Sync;
using ShopSupport.Webhooks.Demo;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>
/// <c>GET /health/sync</c>: the totals of all shops, for whoever can sign deliveries. A request without a body is signed
/// by its path. The demo shop shows them to everybody.
/// </summary>
internal sealed class TotalsEndpoint(DemoOptions demo, WebhookSignature signature, SyncStore sync)
{
    public const string Path = "/health/sync";

    public static byte[] Signed { get; } = Encoding.UTF8.GetBytes(Path);

    public async Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancel) =>
        demo.Enabled is true || signature.Holds(Signed, request.Headers["X-Shopify-Hmac-Sha256"].ToString())
            ? Results.Json(await sync.TotalsOfAllAsync(cancel))
            : Results.Text("The signature is absent or does not fit the path.", statusCode: StatusCodes.Status401Unauthorized);
}

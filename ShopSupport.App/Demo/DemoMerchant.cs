using ShopSupport.Simulator.Pages;
using ShopSupport.Simulator.Serve;

namespace ShopSupport.App.Demo;

/// <summary>A merchant opens the app in the admin of their shop.</summary>
internal delegate Task MerchantVisit(SimulatedStore store, CancellationToken cancel);

/// <summary>
/// The merchant of the demo shops: grants what the app asks for and opens it, by the request that an admin's frame would make. The
/// first time the desk fetches tokens, notes the installation, and has the shop's history brought in.
/// </summary>
internal sealed class DemoMerchant(DemoShopify shopify, IHttpClientFactory clients)
{
    private const long Merchant = 1;

    /// <exception cref="InvalidOperationException">The desk did not let them in.</exception>
    public async Task OpenAppAsync(SimulatedStore store, CancellationToken cancel)
    {
        var (simulator, shop) = (shopify.Simulator, store.Shop.Profile);
        simulator.Install(store);
        var desk = await shopify.Desk.WaitAsync(cancel);
        var query = FramePage.Query(simulator.App, shop, simulator.Sessions.Mint(shop, Merchant), simulator.Clock.GetUtcNow());
        using var http = clients.CreateClient(nameof(DemoMerchant));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(desk, $"/inbox?{query}"));
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Sec-Fetch-Dest", "iframe");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The desk did not let the demo's merchant in: {(int)response.StatusCode}.");
        }
    }
}

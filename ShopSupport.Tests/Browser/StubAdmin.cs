using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ShopSupport.Tests.Shopify;

namespace ShopSupport.Tests.Browser;

/// <summary>An admin that shows the desk in a frame, and what App Bridge does there to tokens: nothing else of it.</summary>
internal sealed class StubAdmin : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubAdmin(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What the frame opens first.</summary>
    public Uri Desk { get; set; } = new("about:blank");

    public static async Task<StubAdmin> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var admin = new StubAdmin(builder.Build());
        admin._app.MapGet("/", () => Results.Content(
            $"<!doctype html><title>Admin</title><iframe name=\"desk\" src=\"{admin.Desk}\" style=\"position:fixed;inset:0;width:100%;height:100%;border:0\"></iframe>", "text/html"));
        admin._app.MapGet("/app-bridge.js", () => Results.Content(Bridge(new IdTokens().Make()), "text/javascript"));
        admin._app.MapGet("/favicon.ico", () => Results.NoContent());
        await admin._app.StartAsync();
        return admin;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Bridge(string token) => $$"""
        (() => {
          const token = '{{token}}';
          const reload = new URLSearchParams(location.search).get('shopify-reload');
          if (reload) {
            const address = new URL(reload, location.origin);
            address.searchParams.set('id_token', token);
            location.replace(address);
          }
          const plain = window.fetch;
          window.fetch = (resource, options) => {
            const request = new Request(resource, options);
            if (new URL(request.url).origin === location.origin) request.headers.set('Authorization', `Bearer ${token}`);
            return plain(request);
          };
        })();
        """;
}

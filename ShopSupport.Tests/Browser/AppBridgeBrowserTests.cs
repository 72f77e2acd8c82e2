using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using ShopSupport.Simulator.Serve;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>An app in the frame of the simulated admin, which knows nothing but what Shopify's App Bridge promises.</summary>
public sealed class AppBridgeBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task An_app_in_the_frame_gets_tokens_speaks_to_its_server_and_to_the_admin_around_it()
    {
        await using var app = new FramedApp();
        await app.StartAsync();
        var options = new ServeOptions { Port = 0, Customers = 5, Orders = 5, To = app.Address, ApiKey = "key", Secret = "secret" };
        await using var running = await ServeCommand.StartAsync(options, TimeProvider.System, CancellationToken.None);
        app.Bridge = new Uri(running.Simulator.Address, "/app-bridge.js");
        var page = await browser.OpenAsync(new Uri(running.Simulator.Address, "/store/demo-shop/apps/shopsupport"));
        var frame = page.FrameLocator("iframe");

        await frame.GetByRole(AriaRole.Button, new() { Name = "ask" }).ClickAsync();
        await Expect(frame.Locator("#answer")).ToHaveTextAsync("hello");
        await frame.GetByRole(AriaRole.Button, new() { Name = "toast" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("done");
        await page.GetByRole(AriaRole.Link, new() { Name = "Rules" }).ClickAsync();
        await Expect(frame.Locator("#heard")).ToHaveTextAsync("/rules");
        await Expect(page).ToHaveURLAsync(new Uri(running.Simulator.Address, "/store/demo-shop/apps/shopsupport/rules").ToString());
        await frame.GetByLabel("name").FillAsync("x");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(frame.Locator("#heard")).ToHaveTextAsync("saved");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeHiddenAsync();

        await frame.GetByLabel("name").FillAsync("y");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeVisibleAsync();
        await page.Frame("app-iframe")!.EvaluateAsync("() => location.reload()");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeHiddenAsync();
        await frame.GetByLabel("name").FillAsync("z");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeVisibleAsync();
        await page.Frame("app-iframe")!.EvaluateAsync("() => document.querySelector('form').remove()");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeHiddenAsync();

        var bearer = Assert.Single(app.Bearers);
        Assert.Equal(1, running.Simulator.Sessions.UserOf(bearer["Bearer ".Length..], "demo-shop.myshopify.com"));
        await browser.CloseAsync(page);
    }

    private sealed class FramedApp : IAsyncDisposable
    {
        private readonly WebApplication _host;

        public FramedApp()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _host = builder.Build();
            _host.MapGet("/data", (HttpRequest request) =>
            {
                Bearers.Enqueue(request.Headers.Authorization.ToString());
                return "hello";
            });
            _host.MapGet("/{**path}", () => Results.Content(Page.Replace("BRIDGE", Bridge!.ToString(), StringComparison.Ordinal), "text/html"));
        }

        public Uri? Bridge { get; set; }

        public ConcurrentQueue<string> Bearers { get; } = [];

        public Uri Address => new(_host.Urls.First());

        private static string Page => """
            <!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script data-api-key="key" src="BRIDGE"></script>
            <s-app-nav><s-link href="/" rel="home">Home</s-link><s-link href="/rules">Rules</s-link></s-app-nav>
            <button onclick="fetch('/data').then((response) => response.text()).then((text) => { answer.textContent = text; })">ask</button><p id="answer"></p>
            <button onclick="shopify.toast.show('done')">toast</button>
            <form data-save-bar><label>name<input></label></form><p id="heard"></p>
            <script>
              document.addEventListener("shopify:navigate", (event) => {
                event.preventDefault();
                history.pushState(null, "", event.target.getAttribute("href"));
                heard.textContent = location.pathname;
              });
              document.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); heard.textContent = "saved"; });
            </script>
            """;

        public Task StartAsync() => _host.StartAsync();

        public ValueTask DisposeAsync() => _host.DisposeAsync();
    }
}

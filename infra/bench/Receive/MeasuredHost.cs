using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShopSupport.Core.Queue;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Bench.Receive;

/// <summary>
/// The servers that are loaded, each in a process of its own: <c>limit</c> only reads the body and computes the HMAC;
/// <c>receive</c> is the real host; <c>drained</c> the same with something that empties its queue.
/// Prints its address, and stops when its input ends.
/// </summary>
internal static class MeasuredHost
{
    public static async Task ServeAsync(string kind, string directory)
    {
        var builder = WebApplication.CreateBuilder(
        [
            "--contentRoot", AppContext.BaseDirectory,
            "--urls", "http://127.0.0.1:0",
            "--Logging:LogLevel:Default", "Warning",
            "--Logging:LogLevel:Microsoft.AspNetCore", "Warning",
            "--Data:Directory", directory,
            "--Shopify:ApiSecrets:0", LoadGenerator.Secret,
            "--Host:Roles", "receive",
        ]);
        var isLimit = string.Equals(kind, "limit", StringComparison.Ordinal);
        var settings = isLimit ? null : builder.AddWebhooks(HostRoles.Receive, "http://127.0.0.1:0");
        if (isLimit)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        }

        await using var app = builder.Build();
        if (settings is null)
        {
            app.MapPost("/webhooks/shopify", (RequestDelegate)ReadAndSignAsync);
        }
        else
        {
            await app.PrepareAsync(settings, CancellationToken.None);
            app.MapWebhooks(settings);
        }

        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Console.WriteLine(addresses.First());
        using var stopping = new CancellationTokenSource();
        var draining = string.Equals(kind, "drained", StringComparison.Ordinal)
            ? DrainAsync(app.Services.GetRequiredService<IDeliveryQueue>(), stopping.Token)
            : Task.CompletedTask;
        await Console.In.ReadToEndAsync(CancellationToken.None);
        await stopping.CancelAsync();
        await draining;
        await app.StopAsync();
    }

    private static async Task ReadAndSignAsync(HttpContext context)
    {
        var body = GC.AllocateUninitializedArray<byte>((int)context.Request.ContentLength!.Value);
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        var hash = HMACSHA256.HashData(Key, body);
        context.Response.StatusCode = hash.Length == HMACSHA256.HashSizeInBytes ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
    }

    private static async Task DrainAsync(IDeliveryQueue queue, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var messages = await queue.ReceiveAsync(256, TimeSpan.FromMinutes(2), CancellationToken.None);
            if (messages.Count > 0)
            {
                await queue.DeleteAsync(messages, CancellationToken.None);
            }
            else
            {
                await Task.Delay(25, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(LoadGenerator.Secret);
}

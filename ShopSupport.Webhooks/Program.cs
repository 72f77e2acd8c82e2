using ShopSupport.Webhooks.Hosting;
using ShopSupport.Webhooks.Replay;

if (args is ["replay", ..])
{
    return await ReplayCommand.RunAsync(args[1..], Console.Out, CancellationToken.None);
}

return await Startup.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var roles = builder.AddWebhooks(HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:5081");
    var app = builder.Build();
    await app.PrepareAsync(roles, CancellationToken.None);
    app.MapWebhooks(roles);
    await app.RunAsync();
});

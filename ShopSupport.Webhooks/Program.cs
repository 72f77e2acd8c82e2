using ShopSupport.Webhooks.Demo;
using ShopSupport.Webhooks.Hosting;
using ShopSupport.Webhooks.Replay;

if (args is ["replay", ..])
{
    return await ReplayCommand.RunAsync(args[1..], Console.Out, CancellationToken.None);
}

var line = new ProgramLine(
    "ShopSupport.Webhooks",
    "Receives deliveries and applies them; Host__Roles says which of the two.",
    StartAsync,
    ReplayCommand.Line(Console.Out),
    MigrateCommand.Line(),
    SqlListing.Line());
return await line.RunAsync(args, Console.Out, Console.Error);

static async Task StartAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(ProgramFolder.Before(args));
    var settings = builder.AddWebhooks(HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:5081");
    builder.Services.AddDemo(settings.Demo, settings.Core.Data, isShown: false);
    var app = builder.Build();
    await app.PrepareAsync(settings, CancellationToken.None);
    app.MapWebhooks(settings);
    await app.RunAsync();
}

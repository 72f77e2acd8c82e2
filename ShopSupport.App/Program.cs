using ShopSupport.App;
using ShopSupport.App.Demo;
using ShopSupport.App.SignIn;
using ShopSupport.Simulator.Demo;
using ShopSupport.Webhooks.Hosting;

var line = new ProgramLine("ShopSupport.App", "Serves the desk, and receives and applies deliveries unless Host__Roles says otherwise.", StartAsync, MigrateCommand.Line());
return await line.RunAsync(args, Console.Out, Console.Error);

static async Task StartAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(ProgramFolder.Before(args));
    var demo = new DemoOptions();
    var settings = builder.AddWebhooks(
        HostRoles.Web | HostRoles.Receive | HostRoles.Consume,
        "http://127.0.0.1:5080",
        (reader, host) => demo = DemoOptions.Read(reader, builder.Environment, hasKey: host.Shopify.ApiKey.Length > 0));
    var isWeb = settings.Roles.HasFlag(HostRoles.Web);
    builder.Services.AddDemo(demo, settings.Shopify, settings.Core.Data, isWeb);
    if (isWeb)
    {
        builder.Services.AddDesk(ScreenOptions.Of(demo));
    }

    var app = builder.Build();
    await app.PrepareAsync(settings, CancellationToken.None);
    app.MapWebhooks(settings);
    if (isWeb)
    {
        app.MapDesk();
    }

    await app.RunAsync();
}

using ShopSupport.App.Live;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Webhooks.Demo;
using ShopSupport.Webhooks.Hosting;
using ShopSupport.Webhooks.Workers;

if (args is ["migrate", ..])
{
    return await MigrateCommand.RunAsync(args[1..], Console.Out);
}

return await Startup.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var settings = builder.AddWebhooks(HostRoles.Web | HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:5080");
    var isWeb = settings.Roles.HasFlag(HostRoles.Web);
    builder.Services.AddDemo(settings.Demo, settings.Core.Data, isWeb);
    if (isWeb)
    {
        builder.Services.AddDesk().PostConfigure<ScreenOptions>(screens => screens.IsDemo = settings.Demo.Enabled is true);
    }

    var app = builder.Build();
    await app.PrepareAsync(settings, CancellationToken.None);
    app.MapWebhooks(settings);
    if (isWeb)
    {
        app.MapDesk();
        app.Services.GetRequiredService<CommitSignal>().OnCommitted += (_, _) => app.Services.GetRequiredService<EventFeed>().Nudge();
    }

    await app.RunAsync();
});

using ShopSupport.App.Live;
using ShopSupport.App.Pages;
using ShopSupport.Webhooks.Consume;
using ShopSupport.Webhooks.Demo;
using ShopSupport.Webhooks.Hosting;

return await Startup.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var roles = builder.AddWebhooks(HostRoles.Web | HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:5080");
    var demo = builder.Services.AddDemo(builder.Configuration, builder.Environment);
    builder.Configuration["Demo:Enabled"] = demo.Enabled is true ? "true" : "false";
    builder.Configuration[WebhookHost.DemoSecret] = demo.Secret;
    if (roles.HasFlag(HostRoles.Web))
    {
        builder.Services.AddDesk();
    }

    var app = builder.Build();
    await app.PrepareAsync(roles, CancellationToken.None);
    app.MapWebhooks(roles);
    if (roles.HasFlag(HostRoles.Web))
    {
        app.MapDesk();
        app.Services.GetRequiredService<CommitSignal>().OnCommitted += (_, _) => app.Services.GetRequiredService<EventFeed>().Nudge();
    }

    await app.RunAsync();
});

using ShopSupport.App.Shared;
using ShopSupport.Webhooks.Hosting;

return await Startup.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var roles = builder.AddWebhooks(HostRoles.Web | HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:5080");
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
    }

    await app.RunAsync();
});

using ShopSupport.Webhooks.Hosting;
using ShopSupport.Webhooks.Replay;

return args switch
{
    ["replay", ..] => await ReplayCommand.RunAsync(args[1..], Console.Out, CancellationToken.None),
    ["migrate", ..] => await MigrateCommand.RunAsync(args[1..], Console.Out),
    ["sql", ..] => await SqlListing.RunAsync(args[1..], Console.Out),
    _ => await Startup.RunAsync(async () =>
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.AddWebhooks(HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:5081");
        var app = builder.Build();
        await app.PrepareAsync(settings, CancellationToken.None);
        app.MapWebhooks(settings);
        await app.RunAsync();
    }),
};

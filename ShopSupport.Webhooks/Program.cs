using ShopSupport.Webhooks.Hosting;

var line = new ProgramLine(
    "ShopSupport.Webhooks",
    "Receives deliveries and applies them; Host__Roles says which of the two.",
    StartAsync,
    MigrateCommand.Line(),
    SqlListing.Line());
return await line.RunAsync(args, Console.Out, Console.Error);

static async Task StartAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(ProgramFolder.Before(args));
    var settings = builder.AddWebhooks(HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:5081");
    var app = builder.Build();
    await app.PrepareAsync(settings, CancellationToken.None);
    app.MapWebhooks(settings);
    await app.RunAsync();
}

using ShopSupport.Core;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Hosting;

/// <summary><c>migrate</c>: brings database and queue to their newest shape, and ends. For a login that may, where the desk's own may not.</summary>
internal static class MigrateCommand
{
    public static Task<int> RunAsync(string[] args, TextWriter output) => Startup.RunAsync(async () =>
    {
        var builder = WebApplication.CreateBuilder(args);
        var reader = new SettingsReader(builder.Configuration);
        var settings = CoreSettings.Read(reader);
        settings.Check(reader, usesDatabase: true);
        reader.ThrowIfWrong();
        settings.Database.Migrate = true;
        builder.Services.AddShopSupportCore(settings);
        await using var app = builder.Build();
        await app.PrepareQueueAsync(CancellationToken.None);
        var applied = await Migrator.MigrateAsync(app.Services.GetRequiredService<Database>(), Migrator.Main, CancellationToken.None);
        await output.WriteLineAsync(applied.Count == 0 ? "Nothing was missing." : $"Applied {string.Join(", ", applied)}.");
    });
}

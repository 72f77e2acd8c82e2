using System.CommandLine;
using ShopSupport.Core;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Hosting;

/// <summary><c>migrate</c>: brings database and queue to their newest shape, and ends. For a login that may, where the desk's own may not.</summary>
internal static class MigrateCommand
{
    public static Command Line()
    {
        var settings = new SettingsArgument();
        var command = new Command("migrate", "Brings database and queue to their newest shape, says where they are, and ends.") { settings };
        command.SetAction((line, cancel) => Startup.RunAsync(() => RunAsync(settings.Read(line), line.InvocationConfiguration.Output, cancel)));
        return command;
    }

    private static async Task RunAsync(string[] args, TextWriter output, CancellationToken cancel)
    {
        var builder = WebApplication.CreateBuilder(ProgramFolder.Before(args));
        var reader = new SettingsReader(builder.Configuration);
        var settings = CoreSettings.Read(reader);
        settings.Check(reader, usesDatabase: true);
        reader.ThrowIfWrong();
        settings.Database.Migrate = true;
        builder.Services.AddShopSupportCore(settings);
        await using var app = builder.Build();
        await app.PrepareQueueAsync(cancel);
        await output.WriteLineAsync($"Queue: {settings.QueuePlace}. It has its newest shape.");
        var applied = await Migrator.MigrateAsync(app.Services.GetRequiredService<Database>(), Migrator.Main, cancel);
        var done = applied.Count == 0 ? "Nothing was missing." : $"Applied {string.Join(", ", applied)}.";
        await output.WriteLineAsync($"Database: {settings.DatabasePlace}. {done}");
        if (settings.KeepsFiles)
        {
            await output.WriteLineAsync("Files are in Data:Directory, which is below the folder that a program is started in unless it is a full path.");
        }
    }
}

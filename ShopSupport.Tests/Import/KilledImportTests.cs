using ShopSupport.Core.Import;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Import;

public sealed class KilledImportTests
{
    private const int Page = 20;

    [OnEachEngine]
    public async Task An_import_that_dies_anywhere_goes_on_and_doubles_nothing(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine, Page);
        var random = new Random(11);
        var killed = 0;

        while (killed < 10)
        {
            desk.Clock.KillAfter(random.Next(10, 50));
            try
            {
                await desk.RunAsync();
                break;
            }
            catch (OperationCanceledException)
            {
                killed++;
            }
            finally
            {
                desk.Clock.Spare();
            }
        }

        await desk.RunAsync();

        Assert.Equal(10, killed);
        await ImportTests.AssertWholeAsync(desk);
    }

    [OnEachEngine]
    public async Task A_file_whose_connection_is_lost_goes_on_from_the_last_whole_object(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine, Page);
        (desk.Files.CutAfter, desk.Files.Cuts) = (120_000, 12);

        await desk.RunAsync();

        Assert.Equal(0, desk.Files.Cuts);
        Assert.Contains(desk.Files.Begun, at => at > 0);
        await ImportTests.AssertWholeAsync(desk);
    }

    [OnEachEngine]
    public async Task No_token_goes_to_the_host_of_a_file(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);

        await desk.RunAsync();

        Assert.DoesNotContain("X-Shopify-Access-Token", desk.Files.Headers);
        Assert.DoesNotContain("Authorization", desk.Files.Headers);
    }

    [OnEachEngine]
    public async Task A_file_that_ends_too_early_is_cut_however_often_it_is_fetched_and_is_written_anew(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine, Page);
        await desk.ReadyAsync();
        var operation = desk.Store.Bulk.Find((await desk.StateAsync(ImportedResource.Orders)).OperationId!.Value)!;
        await using (var file = File.OpenWrite(operation.File!))
        {
            // In the middle of a line.
            file.SetLength(file.Length / 2);
        }

        await desk.RunAsync();

        Assert.Equal(1, (await desk.StateAsync(ImportedResource.Orders)).Tries);
        await ImportTests.AssertWholeAsync(desk);
    }

    [OnEachEngine]
    public async Task Lines_that_cannot_be_understood_are_counted_and_the_others_come_in(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine, Page);
        await desk.ReadyAsync();
        var operation = desk.Store.Bulk.Find((await desk.StateAsync(ImportedResource.Customers)).OperationId!.Value)!;
        var text = await File.ReadAllTextAsync(operation.File!);
        // As long as it was: once no text at all, and once no time.
        var lines = text.Split('\n');
        lines[7] = new string('?', System.Text.Encoding.UTF8.GetByteCount(lines[7]));
        lines[30] = lines[30].Replace("\"updatedAt\":\"2", "\"updatedAt\":\"x", StringComparison.Ordinal);
        await File.WriteAllTextAsync(operation.File!, string.Join('\n', lines));

        await desk.RunAsync();

        var import = await desk.StateAsync(ImportedResource.Customers);
        Assert.Equal((ImportStatus.Done, 2L, desk.Store.Shop.Customers.Count - 2L), (import.Status, import.Refused, import.RowsDone));
        Assert.Equal(desk.Store.Shop.Customers.Count - 2, await desk.CountAsync("customers"));
        Assert.Contains(desk.Logs, line => line.Contains("NoTime updatedAt", StringComparison.Ordinal));
    }

    [OnEachEngine]
    public async Task A_file_that_is_not_grouped_is_refused(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        await desk.ReadyAsync();
        var operation = desk.Store.Bulk.Find((await desk.StateAsync(ImportedResource.Orders)).OperationId!.Value)!;
        var lines = (await File.ReadAllLinesAsync(operation.File!)).OrderBy(line => line.Contains("__parentId", StringComparison.Ordinal));
        await File.WriteAllTextAsync(operation.File!, string.Concat(lines.Select(line => line + "\n")));

        await desk.RunAsync();

        var import = await desk.StateAsync(ImportedResource.Orders);
        Assert.Equal((ImportStatus.Failed, ImportError.Ungrouped), (import.Status, import.Error));
        Assert.Equal(0, await desk.CountAsync("orders"));
    }
}

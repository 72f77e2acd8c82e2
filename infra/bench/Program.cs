using ShopSupport.Bench;
using ShopSupport.Bench.Consume;
using ShopSupport.Bench.Desk;
using ShopSupport.Bench.Import;
using ShopSupport.Bench.Keys;
using ShopSupport.Bench.Purge;
using ShopSupport.Bench.Queue;
using ShopSupport.Bench.Receive;
using ShopSupport.Bench.Search;

// The processes that a bench starts beside itself.
if (args is ["serve" or ImportRun.Word, var what, var where])
{
    await (args[0] is ImportRun.Word ? ImportRun.RunAsync(new Uri(what), where) : MeasuredHost.ServeAsync(what, where));
    return 0;
}

var line = new BenchLine(async options =>
{
    Directory.CreateDirectory(options.Directory);
    foreach (var bench in options.Benches)
    {
        await (bench switch
        {
            "receive" => ReceiveBench.RunAsync(options, Console.Out),
            "consume" => ConsumeBench.RunAsync(options, Console.Out),
            "queue" => QueueBench.RunAsync(options, Console.Out),
            "list" => ListBench.RunAsync(options, Console.Out),
            "import" => ImportBench.RunAsync(options, Console.Out),
            "search" => SearchBench.RunAsync(options, Console.Out),
            "purge" => PurgeBench.RunAsync(options, Console.Out),
            "keys" => KeysBench.RunAsync(options, Console.Out),
            "panel" => PanelBench.RunAsync(options, Console.Out),
            _ => throw new ArgumentException($"There is no bench '{bench}'.", nameof(args)),
        });
    }
});
return await line.Parse(args).InvokeAsync();

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ShopSupport.Bench.Desk;
using ShopSupport.Core;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Bench.Search;

/// <summary>Messages through the applier, with the index of words and with a table in its place that keeps nothing, in turns.</summary>
internal static class WordsBench
{
    private const int Turns = 7;
    private const int InTurn = 400;
    private const int WordsMade = 20_000;
    private const double Most = 1.5;

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        await using var with = await OpenAsync(Path.Combine(options.Directory, "words-with.db"));
        await using var without = await OpenAsync(Path.Combine(options.Directory, "words-without.db"));
        await KeepNothingAsync(without);
        var (rows, ratios, texts) = (new List<string[]>(), new List<double>(), new SpokenTexts(5));
        for (var turn = -1; turn < Turns; turn++)
        {
            var messages = Enumerable.Range(turn * InTurn, InTurn).Select(i => Message(i + InTurn, texts.Asked(i + InTurn))).ToList();
            var (slow, quick) = (await ApplyAsync(with, messages), await ApplyAsync(without, messages));
            if (turn >= 0)
            {
                ratios.Add(slow / quick);
                rows.Add([string.Create(CultureInfo.InvariantCulture, $"{turn + 1}"), Text.Ms(slow / InTurn), Text.Ms(quick / InTurn), Text.Ratio(slow / quick)]);
            }
        }

        await output.WriteLineAsync(Text.Table($"{InTurn} messages, a transaction each, synced to disk", ["turn", "ms each, indexed", "ms each, not", "ratio"], rows));
        var ratio = Text.Median(ratios);
        await output.WriteLineAsync($"  median ratio: {Text.Goal(Text.Ratio(ratio), $"≤ {Text.Ratio(Most)}", ratio <= Most)}");
        await output.WriteLineAsync($"  making the words of a message, in both: {Text.Ms(WordsMs(texts) * 1000)} µs");
    }

    private static double WordsMs(SpokenTexts texts)
    {
        var bodies = Enumerable.Range(0, WordsMade).Select(texts.Asked).ToList();
        var start = Stopwatch.GetTimestamp();
        foreach (var body in bodies)
        {
            _ = MessageWords.Of(new ShopId(1), null, body);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / WordsMade;
    }

    private static async Task<Database> OpenAsync(string file)
    {
        foreach (var path in new[] { file, $"{file}-wal", $"{file}-shm" })
        {
            File.Delete(path);
        }

        var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}");
        await Migrator.MigrateAsync(database, Migrator.Main, CancellationToken.None);
        return database;
    }

    private static async Task KeepNothingAsync(Database database)
    {
        foreach (var sql in new[]
        {
            "DROP TABLE message_words",
            "CREATE VIEW message_words AS SELECT 0 AS rowid, 0 AS shop_id, '' AS words",
            "CREATE TRIGGER message_words_none INSTEAD OF INSERT ON message_words BEGIN SELECT 1; END",
        })
        {
            await database.ExecuteAsync(new SqlText(sql, sql), null, CancellationToken.None);
        }
    }

    private static async Task<double> ApplyAsync(Database database, List<QueuedDelivery> messages)
    {
        var applier = new DeliveryApplier(database, SyncCatalogue.Of(new ShopStore(database, TimeProvider.System).FindOrAddAsync), TimeProvider.System);
        var start = Stopwatch.GetTimestamp();
        foreach (var message in messages)
        {
            await applier.ApplyAsync([message], CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static QueuedDelivery Message(int number, string text)
    {
        var at = TradeRows.Now.AddMinutes(number);
        var key = number.ToString(CultureInfo.InvariantCulture);
        var said = new ChannelMessage
        {
            Kind = MessageKind.Customer,
            Channel = Channel.Mail,
            ThreadKey = $"thread-{number / 3}",
            MessageKey = key,
            Text = text,
            SentAt = at,
            Customer = new ChannelPerson("客", $"writer{number / 3}@example.jp"),
        };
        return new QueuedDelivery
        {
            MessageId = key,
            Receipt = "1",
            Tries = 0,
            Delivery = new Delivery
            {
                ShopDomain = TradeRows.Domain,
                Topic = ChannelMessage.Topic,
                WebhookId = key,
                ApiVersion = "2026-10",
                TriggeredAt = at,
                ReceivedAt = at,
                Body = JsonSerializer.SerializeToUtf8Bytes(said, ChannelMessage.Json),
            },
        };
    }
}

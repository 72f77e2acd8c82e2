using System.Globalization;
using Spectre.Console;

namespace ShopSupport.Simulator.Replay;

/// <summary>Writes a replay's result as plain text in columns.</summary>
internal sealed class ReplayReport
{
    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;

    public ReplayReport(TextWriter output)
    {
        _output = output;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        // A line is never folded: a file has no edge, and a topic broken in three is read by nobody.
        _console.Profile.Width = 1000;
    }

    /// <summary>Files that are not sent, each kind on one line.</summary>
    public void WriteFolder(ReplayFolder folder)
    {
        if (folder.NotDeliveries.Count > 0)
        {
            _output.WriteLine($"{Counted(folder.NotDeliveries.Count, "file is not a delivery", "files are not deliveries")} (not sent)");
        }

        if (folder.Absent.Count > 0)
        {
            _output.WriteLine($"{Counted(folder.Absent.Count, "file of INDEX.csv is", "files of INDEX.csv are")} absent: {string.Join(", ", folder.Absent)}");
        }
    }

    public void Write(ReplayTable table)
    {
        var grid = Columns("topic", ["sent", "accepted", .. ReplayTable.Outcomes]);
        foreach (var row in table.Rows)
        {
            Add(grid, row.Topic, Figures([row], table.HasOutcomes));
        }

        Add(grid, "all", Figures(table.Rows, table.HasOutcomes));
        _console.Write(grid);
        Write("reasons", table.Reasons);
        Write("refused", table.Refused);
        Write("unexplained", table.Unexplained);
    }

    /// <summary>How the app's totals grew meanwhile: all there is when it does not tell by delivery.</summary>
    public void WriteGrowth(SyncTotals growth)
    {
        _output.WriteLine();
        _output.WriteLine("The app does not tell outcomes by delivery; its totals grew by:");
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  received {growth.Received}, applied {growth.Applied}, stale {growth.Stale}, duplicate {growth.Duplicate}, ignored {growth.Ignored}, dead {growth.Dead}; queued now {growth.Queued}"));
    }

    private void Write(string title, IReadOnlyList<(ReplayReason Reason, int Count)> reasons)
    {
        if (reasons.Count == 0)
        {
            return;
        }

        _output.WriteLine();
        _output.WriteLine(title);
        var grid = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "", "");
        grid.Columns[2].RightAligned();
        foreach (var (reason, count) in reasons)
        {
            Add(grid, $"  {reason.Topic}", [reason.Outcome, Number(count), reason.Reason]);
        }

        _console.Write(grid);
    }

    private static Table Columns(string first, IEnumerable<string> figures)
    {
        var grid = new Table().Border(TableBorder.None).AddColumn(first);
        foreach (var name in figures)
        {
            grid.AddColumn(new TableColumn(name) { Padding = new Padding(2, 0, 1, 0) }.RightAligned());
        }

        return grid;
    }

    // As text: what an app says may hold what would be markup.
    private static void Add(Table grid, string first, IEnumerable<string> others) => grid.AddRow(others.Prepend(first).Select(cell => new Text(cell)));

    private static IEnumerable<string> Figures(IReadOnlyList<ReplayRow> rows, bool hasOutcomes) =>
    [
        Number(rows.Sum(r => r.Sent)),
        Number(rows.Sum(r => r.Accepted)),
        .. ReplayTable.Outcomes.Select(outcome => hasOutcomes ? Number(rows.Sum(r => r.Outcomes.GetValueOrDefault(outcome))) : "-"),
    ];

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Counted(int count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";
}

using System.Globalization;
using Spectre.Console;

namespace ShopSupport.Bench;

/// <summary>Figures and tables for the terminal.</summary>
internal static class Text
{
    public static string Ms(double milliseconds) =>
        double.IsNaN(milliseconds) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00}");

    public static string Whole(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0}");

    public static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}");

    public static string Mb(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB");

    /// <summary>The figure with what it must be, and whether it is.</summary>
    public static string Goal(string figure, string wanted, bool isMet) => $"{figure} (wanted {wanted}: {(isMet ? "met" : "MISSED")})";

    /// <summary>A table whose first column is text and whose others are figures, as Markdown has it.</summary>
    public static string Table(string title, string[] head, IReadOnlyList<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumn(head[0]);
        foreach (var name in head.Skip(1))
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Spectre.Console.Text(cell)));
        }

        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        // Never folded, however narrow the terminal is.
        console.Profile.Width = 1000;
        console.Write(table);
        return $"\n{title}\n\n{text.ToString().Trim()}\n";
    }

    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
